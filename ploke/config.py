"""Settings: flags, then environment, then the repository's file, then the user's file, then defaults.

The repository's file is ``ploke.toml`` in the root or, without one, ``[tool.ploke]`` in its ``pyproject.toml``. Every
value knows where it came from. ``SETTINGS`` declares all there are; a name such as ``index.workers`` is the key
``workers`` of the table ``[index]`` and the environment variable ``PLOKE_INDEX_WORKERS``. Tables ``[languages.NAME]``
are no settings: ``ploke.config_languages`` reads them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn

from ploke.errors import UsageError

if TYPE_CHECKING:
    from ploke.config_languages import UserLanguage

KIB = 1 << 10
MIB = 1 << 20
GIB = 1 << 30

_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off"})
_SIZES = {"": 1, "b": 1, "kib": KIB, "k": KIB, "mib": MIB, "m": MIB, "gib": GIB, "g": GIB}


Form = Literal["whole", "seconds", "size", "yes/no", "path", "patterns", "choice"]


class Setting(NamedTuple):
    """One setting. ``form`` says how its values read.

    ``minimum`` bounds numbers; ``choices`` lists the words of a choice. A setting that is ``repository_only`` may not
    stand in the user's file, where it would mean every repository at once. One that is ``user_only`` may not stand in
    the repository's file: who wrote that need not be who runs ploke, and it must not reach outside its repository.
    """

    name: str
    form: Form
    default: Any
    help: str
    minimum: int = 0
    choices: tuple[str, ...] = ()
    repository_only: bool = False
    user_only: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "PLOKE_" + self.name.upper().replace(".", "_").replace("-", "_")


SETTINGS = (
    Setting("index.workers", "whole", 0, "Worker processes for parsing; 0 chooses by the machine's cores"),
    Setting("index.max_file_bytes", "size", 2 * MIB, "Larger files are skipped as too large", minimum=1),
    Setting("index.include_vendored", "yes/no", False, "Index vendored folders such as node_modules and vendor"),
    Setting("index.include_generated", "yes/no", False, "Index files marked or named as generated"),
    Setting("index.exclude", "patterns", (), "More ignore rules, written as in .gitignore"),
    Setting("index.dir", "path", ".ploke", "Where the index lies, from the root", repository_only=True),
    Setting(
        "cache.dir", "path", "", "Where parsed facts and cloned repositories are kept, shared by all indexes",
        user_only=True,
    ),
    Setting("cache.max_bytes", "size", 2 * GIB, "The cache of facts is pruned to this size", user_only=True),
    Setting("search.k", "whole", 10, "Results a search returns", minimum=1),
    Setting("search.per_file", "whole", 1, "Results a search returns from one file at most", minimum=1),
    Setting(
        "search.mode", "choice", "hybrid", "The evidence a search uses", choices=("hybrid", "lexical", "semantic")
    ),
    Setting(
        "entry-points.symbols", "patterns", (), "Symbols used from outside: names, or globs of ids like `jobs/*.py#run`"
    ),
    Setting("sync.wait_seconds", "seconds", 2.0, "How long a question waits for another process that is indexing"),
    Setting(
        "output.color", "choice", "auto", "Colour; NO_COLOR in the environment turns auto off",
        choices=("auto", "always", "never"),
    ),
)  # fmt: skip

BY_NAME = {setting.name: setting for setting in SETTINGS}


class Explained(NamedTuple):
    """A setting's value and where it came from."""

    name: str
    value: Any
    origin: str


class Config:
    """Resolved settings of one repository, read-only; ``languages`` are those of the user's own, by name."""

    __slots__ = ("_values", "languages")

    def __init__(self, values: Mapping[str, Explained], languages: Sequence[UserLanguage] = ()) -> None:
        self._values = dict(values)
        self.languages = tuple(languages)

    def get(self, name: str) -> Any:
        """The value of a declared setting, of the type its form says; ``KeyError`` for an undeclared name."""
        return self._values[name].value

    def origin(self, name: str) -> str:
        """Where the value came from: ``default``, ``flag``, ``environment NAME`` or a file's path."""
        return self._values[name].origin

    def explain(self) -> list[Explained]:
        """All settings, in the order they are declared."""
        return [self._values[setting.name] for setting in SETTINGS]


def load_config(
    root: str | os.PathLike[str],
    flags: Mapping[str, Any] | None = None,
    env: Mapping[str, str] | None = None,
) -> Config:
    """Resolve every setting for the repository at ``root``.

    ``flags`` holds values by setting name; one that is ``None`` counts as not given. Paths come back absolute:
    ``~`` is the user's home, a relative path starts at ``root``. Raises ``UsageError`` for an unknown key, a bad value
    or a setting of the repository's file that reaches outside the repository, naming the file or variable it stands in.
    """
    env = os.environ if env is None else env
    home = Path(root)
    languages: dict[str, UserLanguage] = {}
    layers = [
        *_read_user_file(user_config_file(env), languages),
        *_read_repository_file(home, languages),
        *_read_environment(env),
        *_read_flags(flags or {}),
    ]
    values = {setting.name: Explained(setting.name, setting.default, "default") for setting in SETTINGS}
    values["cache.dir"] = Explained("cache.dir", str(default_cache_dir(env)), "default")
    values.update({found.name: found for found in layers})
    for setting in SETTINGS:
        if setting.form == "path":
            found = values[setting.name]
            values[setting.name] = found._replace(value=_absolute(found.value, home, env))
    return Config(values, list(languages.values()))


def user_config_file(env: Mapping[str, str]) -> Path:
    """The user's own settings file, wherever this platform keeps such files."""
    if sys.platform == "win32":
        return Path(env.get("APPDATA") or _home(env) / "AppData" / "Roaming") / "ploke" / "config.toml"
    if env.get("XDG_CONFIG_HOME"):
        return Path(env["XDG_CONFIG_HOME"]) / "ploke" / "config.toml"
    if sys.platform == "darwin":
        return _home(env) / "Library" / "Application Support" / "ploke" / "config.toml"
    return _home(env) / ".config" / "ploke" / "config.toml"


def default_cache_dir(env: Mapping[str, str]) -> Path:
    """The user's cache folder for ploke, wherever this platform keeps such folders."""
    if sys.platform == "win32":
        return Path(env.get("LOCALAPPDATA") or _home(env) / "AppData" / "Local") / "ploke" / "cache"
    if env.get("XDG_CACHE_HOME"):
        return Path(env["XDG_CACHE_HOME"]) / "ploke"
    if sys.platform == "darwin":
        return _home(env) / "Library" / "Caches" / "ploke"
    return _home(env) / ".cache" / "ploke"


def _home(env: Mapping[str, str]) -> Path:
    return Path(env.get("HOME") or env.get("USERPROFILE") or Path("~").expanduser())


def _absolute(text: str, root: Path, env: Mapping[str, str]) -> str:
    if text == "~" or text.startswith(("~/", "~\\")):
        return str(_home(env) / text[2:])
    return os.path.abspath(root / text)  # noqa: PTH100 - links in the path stay as the user wrote them


def _read_flags(flags: Mapping[str, Any]) -> list[Explained]:
    return [
        Explained(name, _checked(_declared(name, "flags"), value, "flags"), "flag")
        for name, value in flags.items()
        if value is not None
    ]


def _read_environment(env: Mapping[str, str]) -> list[Explained]:
    found = []
    for setting in SETTINGS:
        text = env.get(setting.variable)
        if text:
            where = f"environment {setting.variable}"
            found.append(Explained(setting.name, _checked(setting, _parsed(setting, text), where), where))
    return found


def _read_repository_file(root: Path, languages: dict[str, UserLanguage]) -> list[Explained]:
    own = root / "ploke.toml"
    raw = _bytes_of(own)
    if raw is not None:
        tables = _take_languages(_toml(raw, own), str(own), root, languages, trusted=False)
        return _kept_inside(_flattened(tables, str(own)))
    shared = root / "pyproject.toml"
    raw = _bytes_of(shared)
    # Most pyproject files say nothing about ploke: importing a TOML parser to learn that costs more than a search.
    if raw is None or b"ploke" not in raw:
        return []
    where = f"{shared} [tool.ploke]"
    tables = _toml(raw, shared).get("tool", {}).get("ploke", {})
    return _kept_inside(_flattened(_take_languages(tables, where, root, languages, trusted=False), where))


def _take_languages(tables: Any, where: str, folder: Path, languages: dict[str, UserLanguage], *, trusted: bool) -> Any:
    """``tables`` without the languages of the user's own, which are entered in ``languages``."""
    if not isinstance(tables, dict) or "languages" not in tables:
        return tables
    from ploke.config_languages import read_languages

    found = read_languages(tables["languages"], where, folder, trusted=trusted)
    languages.update({language.name: language for language in found})
    return {name: table for name, table in tables.items() if name != "languages"}


def _kept_inside(found: list[Explained]) -> list[Explained]:
    """``found`` in the repository's file, or ``UsageError`` for what reaches outside the repository."""
    for name, value, where in found:
        setting = BY_NAME[name]
        if setting.user_only:
            raise UsageError(
                f"{where}: {name} may not stand in a repository's file, since it reaches outside the repository.",
                f"Put it into your own settings file or set {setting.variable} in the environment.",
            )
        if setting.form == "path" and not _is_inside(value):
            raise UsageError(
                f"{where}: {name} must be a relative path to a folder inside the repository, not {value!r}.",
                f"Use --index-dir or set {setting.variable} in the environment to put the index elsewhere.",
            )
    return found


def _is_inside(text: str) -> bool:
    """Whether ``text`` is a relative path that ends strictly below where it starts, links aside."""
    if Path(text).anchor or text.startswith("~"):
        return False
    return Path(os.path.normpath(text)).parts[:1] not in ((), (os.pardir,))


def _read_user_file(path: Path, languages: dict[str, UserLanguage]) -> list[Explained]:
    raw = _bytes_of(path)
    if raw is None:
        return []
    tables = _take_languages(_toml(raw, path), str(path), path.parent, languages, trusted=True)
    found = _flattened(tables, str(path))
    for value in found:
        if BY_NAME[value.name].repository_only:
            raise UsageError(
                f"{path}: {value.name} may not stand in the user's file, since it belongs to one repository.",
                "Put it into the repository's ploke.toml.",
            )
    return found


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", "Mend its permissions or remove it.") from error


def _toml(raw: bytes, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is not valid TOML: {error}.", "Mend the file.") from error


def _flattened(tables: Any, where: str) -> list[Explained]:
    if not isinstance(tables, dict):
        raise UsageError(f"{where} must be a table of settings.", "See `ploke config` for their names.")
    found = []
    for table, keys in tables.items():
        if not isinstance(keys, dict):
            _declared(table, where)
        for key, value in keys.items():
            setting = _declared(f"{table}.{key}", where)
            given = _parsed(setting, value) if setting.form == "size" and isinstance(value, str) else value
            found.append(Explained(setting.name, _checked(setting, given, where), where))
    return found


def _declared(name: str, where: str) -> Setting:
    if name in BY_NAME:
        return BY_NAME[name]
    import difflib

    near = difflib.get_close_matches(name, BY_NAME, 1)
    hint = f"Did you mean {near[0]}?" if near else "`ploke config` lists all settings."
    raise UsageError(f"{where}: there is no setting {name}.", hint)


def _parsed(setting: Setting, text: str) -> Any:
    """The value that ``text`` stands for; text that cannot be read comes back as it is and fails the check."""
    word = text.strip().lower()
    match setting.form:
        case "whole":
            return int(word) if word.removeprefix("-").isdecimal() else text
        case "size":
            number = word.rstrip("abcdefghijklmnopqrstuvwxyz ")
            unit = _SIZES.get(word[len(number) :].strip())
            return int(number) * unit if number.isdecimal() and unit else text
        case "seconds":
            try:
                return float(word)
            except ValueError:
                return text
        case "yes/no":
            return True if word in _TRUE else False if word in _FALSE else text
        case "patterns":
            return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def _checked(setting: Setting, value: Any, where: str) -> Any:
    """``value`` as the type the setting holds, or ``UsageError``."""

    def refuse(wanted: str) -> NoReturn:
        raise UsageError(f"{where}: {setting.name} must be {wanted}, not {value!r}.")

    is_number = isinstance(value, int) and not isinstance(value, bool)
    match setting.form:
        case "whole" | "size":
            if not is_number or value < setting.minimum:
                shape = "a size such as 2097152 or 2MiB" if setting.form == "size" else "a whole number"
                refuse(f"{shape} from {setting.minimum} up")
        case "seconds":
            if not (is_number or isinstance(value, float)) or not setting.minimum <= value < float("inf"):
                refuse("a number of seconds from 0 up")
            return float(value)
        case "yes/no":
            if not isinstance(value, bool):
                refuse("true or false")
        case "patterns":
            if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
                refuse("a list of patterns")
            return tuple(value)
        case "choice":
            if value not in setting.choices:
                refuse("one of " + ", ".join(setting.choices))
        case "path":
            if not isinstance(value, str) or not value.strip() or "\0" in value:
                refuse("a path")
    return value
