"""What can be told of the tokens given to a Rust macro, which the grammar does not parse.

Only what holds whatever the macro makes of its tokens is told, and only in the form the rest of a file has it:

- a name or path before ``(`` is a call (before ``!`` and a bracket, of a macro), arguments are read in their turn;
- types in a turbofish are types;
- a path with ``::`` or a member with ``.`` is read;
- a bare name is read if it starts with a capital: constants, types and variants, not locals.

Names that the tokens themselves define (after ``fn``, ``struct`` and the like), members of something that is no name,
and what the macro fills in (``$x``, ``#x``) are left out; ``$crate`` is ``crate``.
"""

from __future__ import annotations

import re

from ploke.languages.spec import TokenUse
from ploke.model.facts import ReferenceRole

_TOKEN = re.compile(
    r"""//[^\n]*|/\*.*?\*/
    |[bc]?r(?P<fence>\#*)".*?"(?P=fence)|[bc]?"(?:[^"\\]|\\.)*"
    |b?'(?:[^'\\\n]|\\[^\n]{1,10}?)'|'\w+
    |(?P<name>(?:r\#)?(?:[A-Za-z_\x80-\xff][\w\x80-\xff]*|\$crate\b))|\$\w*|\d[\w]*(?:\.\d[\w]*)?
    |::|=>|->|\.\.=?|[^\s\w]""",
    re.DOTALL | re.VERBOSE | re.ASCII,
)
_WORD = re.compile(r"[A-Za-z_]\w*(?:\s*::\s*[A-Za-z_]\w*)*", re.ASCII)
_RESERVED = """
as async await box break const continue dyn else enum extern false fn for if impl in let loop macro match mod move mut
pub ref return static struct trait true type union unsafe use where while yield
"""
_KEYWORDS = frozenset(_RESERVED.split())
_DEFINING = frozenset({"fn", "struct", "enum", "trait", "mod", "type", "const", "static", "union", "macro_rules"})
_ENDS_OBJECT = re.compile(r"[\w>)\]}\"'?\x80-\xff]$", re.ASCII)
_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_CALL, _READ, _DECORATOR = ReferenceRole.CALL.value, ReferenceRole.READ.value, ReferenceRole.DECORATOR.value


def tokens(purpose: str, text: str) -> list[TokenUse]:
    """The uses in a token tree with its brackets; of a ``derive``, the derived names."""
    if purpose == "derive":
        return [TokenUse(_DECORATOR, *_path(found)) for found in _WORD.finditer(text)]
    return _Reader(text).read()


def _path(found: re.Match[str]) -> tuple[str, int]:
    whole = "".join(found[0].split())
    return whole, found.end() - len(whole.rpartition("::")[2])


class _Reader:
    """Folds a flat run of tokens into expressions.

    ``whole`` is the one being read, empty for none, ``form`` what of it is read rather than called, ``at`` where its
    last name starts; ``joint`` is the ``.`` or ``::`` before the next name, ``angles`` how many ``<`` of a turbofish
    are open.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[TokenUse] = []
        self.whole = self.form = self.joint = self.before = ""
        self.at = self.angles = 0

    def read(self) -> list[TokenUse]:
        """The uses, in an order of their own."""
        around: list[str] = []
        for token in _TOKEN.finditer(self.text):
            word = token[0]
            if word[0] == "/" and word.startswith(("//", "/*")):
                continue
            if self.angles:
                self._in_angles(token)
                continue
            if token.lastgroup == "name" and word not in _KEYWORDS:
                self._name(word.removeprefix("$"), token.start() + (word[0] == "$"))
            elif word in _OPENING:
                around.append(self._open(word))
            elif word in _CLOSING:
                self._close()
                self.whole = around.pop() if around else ""
            elif not self._continues(word, token):
                self._close()
            self.before = word
        self._close()
        return self.found

    def _continues(self, word: str, token: re.Match[str]) -> bool:
        """Whether the expression goes on behind a token that is neither name nor bracket."""
        if word in (".", "::"):
            # Behind something that is no name, what follows is a member of it, not a path of its own.
            unknown = not self.whole and self.before not in _KEYWORDS and _ENDS_OBJECT.search(self.before)
            self.joint = "." if unknown else word
            return True
        if word == "<" and self.joint == "::":
            self.angles, self.joint = 1, ""
            return True
        if self.joint == "." and (word == "await" or (word.isdigit() and self.whole)):
            if word != "await":
                self._name(word, token.start())
            self.joint = ""
            return True
        if word == "!" and self.whole:
            return self.text[token.end() : token.end() + 2].lstrip()[:1] in _OPENING
        return word == "?"

    def _name(self, name: str, at: int) -> None:
        joint, self.joint = self.joint, ""
        if joint and self.whole:
            self.whole += joint + name
        else:
            self._close()
            if joint == "." or self.before == "#" or self.before in _DEFINING:
                return
            self.whole = name
        self.form = self.whole
        self.at = at

    def _open(self, bracket: str) -> str:
        """Note a call or an index; answers what the expression is once the bracket is closed."""
        whole, self.joint = self.whole, ""
        if not whole:
            return ""
        if self.before == "!":
            self.found.append(TokenUse(_CALL, whole + "!", self.at))
            after = whole + "!()"
        elif bracket == "(":
            self.found.append(TokenUse(_CALL, whole, self.at))
            after = whole + "()"
        elif bracket == "[":
            self._close()
            return whole + "[]"
        else:
            self._close()
            return ""
        self.whole = self.form = self.joint = ""
        return after

    def _in_angles(self, token: re.Match[str]) -> None:
        """Types in a turbofish are types; the expression goes on behind it."""
        word, name = token[0], token["name"]
        self.angles += (word == "<") - (word == ">")
        if name is not None and name[:1].isupper():
            self.found.append(TokenUse(ReferenceRole.TYPE.value, name, token.start()))

    def _close(self) -> None:
        form = self.form
        if form:
            if ":" in form or "." in form or form[0].isupper():
                self.found.append(TokenUse(_READ, form, self.at))
            self.form = ""
        self.whole = self.joint = ""
