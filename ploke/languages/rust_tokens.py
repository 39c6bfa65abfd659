"""What can be told of the tokens given to a Rust macro, which the grammar does not parse.

Only what holds whatever the macro makes of its tokens is told, and only in the form the rest of a file has it:

- a name or path before ``(`` is a call (before ``!`` and a bracket, of a macro), arguments are read in their turn;
- a path with ``::`` or a member with ``.`` is read;
- a bare name is read if it starts with a capital: constants, types and variants, not locals.

Names that the tokens themselves define (after ``fn``, ``struct`` and the like), members of something that is no name,
and names of the macro's own (``$x``) are left out; ``$crate`` is ``crate``.
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
_KEYWORDS = frozenset(
    "as async await box break const continue dyn else enum extern false fn for if impl in let loop macro match mod move"
    " mut pub ref return static struct trait true type union unsafe use where while yield".split()
)
_DEFINING = frozenset({"fn", "struct", "enum", "trait", "mod", "type", "const", "static", "union", "macro_rules"})
_CLOSING = {"(": ")", "[": "]", "{": "}"}
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
    """Folds a flat run of tokens into expressions; ``whole`` is the one being read, empty for none."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: list[TokenUse] = []
        self.whole = ""
        self.form = ""
        self.at = 0

    def read(self) -> list[TokenUse]:
        stack: list[str] = []
        joint = before = ""
        angles = 0
        text = self.text
        for token in _TOKEN.finditer(text):
            word = token[0]
            if word.startswith(("//", "/*")):
                continue
            if angles:
                angles += (word == "<") - (word == ">")
                self._in_angles(token)
                continue
            name = token["name"]
            if name is not None and name not in _KEYWORDS:
                name = name.removeprefix("$")
                if before not in _DEFINING:
                    self._name(name, token.start() + word.startswith("$"), joint)
                joint = ""
            elif name == "await" and joint == ".":
                joint = ""
            elif word in ("(", "[", "{"):
                stack.append(self._open(word, before))
                joint = ""
            elif word in (")", "]", "}"):
                self._close()
                self.whole = stack.pop() if stack else ""
            elif word in (".", "::"):
                joint = word
            elif word == "<" and joint == "::":
                angles, joint = 1, ""
            elif word == "?" and self.whole:
                joint = ""
            elif word == "!" and self.whole and name is None and text[token.end() : token.end() + 2].lstrip()[:1] in _CLOSING:
                pass
            elif word.isdigit() and joint == "." and self.whole:
                self._name(word, token.start(), joint)
                joint = ""
            else:
                self._close()
                joint = ""
            before = word
        self._close()
        return self.found

    def _name(self, name: str, at: int, joint: str) -> None:
        if joint and self.whole:
            self.whole += joint + name
            self.form = self.whole
        else:
            self._close()
            if joint == ".":
                return
            self.whole = name
            self.form = name
        self.at = at

    def _open(self, bracket: str, before: str) -> str:
        """Note a call or an index; answers what the expression is once the bracket is closed."""
        whole = self.whole
        if not whole:
            return ""
        if before == "!":
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
        self.whole = self.form = ""
        return after

    def _in_angles(self, token: re.Match[str]) -> None:
        """Types in a turbofish are types; the expression goes on behind it."""
        name = token["name"]
        if name is not None and name[:1].isupper():
            self.found.append(TokenUse(ReferenceRole.TYPE.value, name, token.start()))

    def _close(self) -> None:
        form = self.form
        if form and (":" in form or "." in form or form[:1].isupper()):
            self.found.append(TokenUse(_READ, form, self.at))
        self.whole = self.form = ""
