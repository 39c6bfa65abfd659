"""Languages: from the bytes of one file to its facts."""

from ploke.languages.engine import extract
from ploke.languages.registry import Dialect, detect, fingerprint, known_languages, module_name
from ploke.languages.spec import DEFAULT, Limits

__all__ = ["DEFAULT", "Dialect", "Limits", "detect", "extract", "fingerprint", "known_languages", "module_name"]
