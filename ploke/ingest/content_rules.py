"""What a file's bytes say against indexing it: a private key, binary, minified, generated. Pure and deterministic.

The rules look at the start of a file or count; a source file that merely mentions such words further down passes.
"""

from __future__ import annotations

import re

from ploke.ingest.discover_rules import ScanRules
from ploke.ingest.generated import generated_line
from ploke.model.source import SkipReason

ContentSkip = tuple[SkipReason, str]

_HEAD = 8192
_HEADER = 4096
_SAMPLE = 1024
_MARKED = (b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b\b") + b"\x7f"
_MAX_CONTROL_SHARE = 0.05

_MINIFIABLE = (".js", ".mjs", ".cjs", ".css")
_MIN_MINIFIED_BYTES = 2048
_MAX_MEAN_LINE = 200
_LONG_LINE = 1000

_MAX_KEY_FILE = 64 * 1024
_MIN_KEY_SHARE = 0.8
_PRIVATE_KEY = re.compile(
    rb"^-----BEGIN ([A-Z0-9 ]*PRIVATE KEY[A-Z ]*)-----.*?^-----END \1-----", re.DOTALL | re.MULTILINE
)


def content_skip(path: str, data: bytes, rules: ScanRules, *, written: bool = False) -> ContentSkip | None:
    """Why a file with these bytes is left out, with the detail; None if it is not.

    ``data`` is the whole file as it lies on disk. Generated files pass when ``rules.include_generated``, and minified
    ones too where somebody said that people have ``written`` it.
    """
    key = _private_key(data)
    if key is not None:
        return SkipReason.SECRET, key
    marked = data.startswith(_MARKED)
    binary = None if marked else _binary(data[:_HEAD])
    if binary is not None:
        return SkipReason.BINARY, binary
    minified = None if written else _minified(path.lower(), data)
    if minified is not None:
        return SkipReason.MINIFIED, minified
    if not (rules.include_generated or marked or written):
        line = generated_line(path, data[:_HEADER])
        if line is not None:
            return SkipReason.GENERATED, line
    return None


def _private_key(data: bytes) -> str | None:
    """The kind of private key that makes up most of a small file; a key quoted in a longer text does not count."""
    # What makes up most of a file begins near its start.
    if len(data) > _MAX_KEY_FILE or data.find(b"-----BEGIN", 0, 1024 + len(data) // 4) < 0:
        return None
    blocks = list(_PRIVATE_KEY.finditer(data))
    if blocks and sum(len(block[0]) for block in blocks) >= _MIN_KEY_SHARE * len(data.strip()):
        return blocks[0][1].decode("ascii").lower()
    return None


def _binary(head: bytes) -> str | None:
    nul = head.find(b"\0")
    if nul >= 0:
        return f"NUL at byte {nul}"
    sample = head[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _MAX_CONTROL_SHARE * len(sample):
        return f"{controls} control characters in the first {len(sample)} bytes"
    return None


def _minified(lower_path: str, data: bytes) -> str | None:
    """A script or style sheet whose lines no person wrote: 200 bytes on average, or half of it in very long lines."""
    if not lower_path.endswith(_MINIFIABLE) or len(data) < _MIN_MINIFIED_BYTES:
        return None
    lines = data.split(b"\n")
    mean = len(data) // len(lines)
    if mean > _MAX_MEAN_LINE:
        return f"{mean} bytes a line"
    long = sum(len(line) for line in lines if len(line) > _LONG_LINE)
    if 2 * long > len(data):
        return f"{100 * long // len(data)}% in lines over {_LONG_LINE} bytes"
    return None
