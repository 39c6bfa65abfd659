"""Files that are hard to read: huge, deeply nested, not text, in other encodings, gone."""

from __future__ import annotations

import re

from tests.end_to_end.driving import Place

MIB = 1 << 20
DEPTH = 100_000
LESS = 10_000
NESTED = {
    "brackets.py": "x = " + "[" * DEPTH + "]" * DEPTH + "\n",
    "brackets.ts": "let x = " + "[" * DEPTH + "]" * DEPTH + ";\n",
    "brackets.rs": "fn f() { let x = " + "(" * DEPTH + "1" + ")" * DEPTH + "; }\n",
    "brackets.json": "[" * DEPTH + "]" * DEPTH + "\n",
    "open.py": "(" * DEPTH,
    "calls.py": "f(" * LESS + ")" * LESS + "\n",
    "chain.py": "x = a" + ".b()" * LESS + "\n",
    "sum.py": "x = 1" + " + 1" * LESS + "\n",
    "blocks.py": "".join(" " * depth + "if x:\n" for depth in range(400)) + " " * 400 + "pass\n",
    "braces.ts": "{" * LESS + "}" * LESS + "\n",
    "types.ts": "type T = " + "A<" * LESS + "B" + ">" * LESS + ";\n",
    "markup.tsx": "let x = " + "<a>" * LESS + "</a>" * LESS + ";\n",
    "brackets.js": "x = " + "(" * LESS + ")" * LESS + ";\n",
    "types.rs": "type T = " + "V<" * LESS + "u8" + ">" * LESS + ";\n",
    "macro.rs": "m!" + "{" * LESS + "}" * LESS + "\n",
    "quotes.md": ">" * LESS + " quote\n",
}


def wrapped(text: str) -> str:
    """``text`` in short lines, which pass for written by hand: nothing keeps it from the parser."""
    return re.sub(r"((?:[\[({<>})\]]|[Vf][<(]|A<|<a>){8})", "\\1\n", text).replace(".b().b()", ".b().b()\\\n")


def test_deep_nesting_costs_no_run_and_no_file(place: Place) -> None:
    place.write({name: wrapped(text) for name, text in NESTED.items()})
    place.write({f"flat/{name}": text for name, text in NESTED.items() if name.startswith("brackets")})
    place.write({"tame.py": "def count_horses():\n    pass\n"})
    report = place.index()
    assert set(place.skipped()) == {name for name in place.skipped() if name.startswith("flat/")}
    assert set(report["skipped"]) <= {"minified"}
    assert report["files"] == len(NESTED) + 1 + 5 - sum(report["skipped"].values())
    assert report["peak_memory"] < 1000 * MIB
    assert place.found("count_horses", "--no-sync") == ["tame.py"]


def test_a_huge_file_is_left_out_unread(place: Place) -> None:
    place.write({"a.py": "def count_horses():\n    pass\n"})
    small = place.index("--index-dir", str(place.home / "small"), "--workers", "1")
    with (place.root / "huge.txt").open("wb") as file:
        file.write(b"words of a long story\n" * 1000)
        file.truncate(200 * MIB)
    report = place.index("--workers", "1")
    assert (report["files"], report["skipped"]) == (1, {"too large": 1})
    assert report["peak_memory"] < small["peak_memory"] + 20 * MIB
    assert report["seconds"]["total"] < small["seconds"]["total"] + 2


def test_a_huge_file_under_a_high_limit_is_one_file_among_others(place: Place) -> None:
    line = 512 * 1024
    place.write(
        {
            "a.py": "def count_horses():\n    pass\n",
            "big.txt": "a line of words, as in a log\n" * 150_000,
            "long.txt": "word " * (line // 5),
            "long.py": "x = '" + "y" * line,
            "long.json": "{" + '"k": 1,' * (line // 7),
        }
    )
    limit = {"PLOKE_INDEX_MAX_FILE_BYTES": str(20 * MIB)}
    report = place.index(**limit)
    assert report["files"] + report["skipped"].get("minified", 0) == 5
    assert set(report["skipped"]) <= {"minified"} and "big.txt" not in place.skipped()
    assert place.found("horses", **limit) == ["a.py"]


def test_bytes_that_are_no_plain_utf_8(place: Place) -> None:
    place.write(
        {
            "nul.py": b"def a():\n    pass\0\n",
            "late_nul.py": b"def late_horses():\n    pass\n" * 3000 + b"\0",
            "broken.py": b"def broken_horses():\n    return '\xff\xfe\xfa\x80 caf\xe9'\n",
            "cut.md": "# Gr\u00f6\u00dfe".encode()[:-1],
            "latin.txt": "Die Gr\u00f6\u00dfe der B\u00e4ren".encode("latin-1"),
            "utf16le.txt": "\ufeffsome zebras here\n".encode("utf-16-le"),
            "utf16be.py": "\ufeffdef giraffes():\n    pass\n".encode("utf-16-be"),
            "odd16.txt": b"\xff\xfea\0b",
            "surrogates.txt": b"\xff\xfe\x00\xd8hello\x00",
            "utf32.txt": "\ufeffpenguins\n".encode("utf-32-le"),
            "bom.py": b"\xef\xbb\xbfdef otters():\n    pass\n",
            "overlong.txt": b"\xc0\xaf\xed\xa0\x80 walrus\n",
            "controls.txt": bytes(range(1, 32)) + b" badger \x1b[31m\x7f\xc2\x9b\n",
            "empty.py": b"",
            "newline.py": b"\n",
            "old_mac.py": b"def newts():\r    pass\r",
        }
    )
    report = place.index()
    skipped = place.skipped()
    assert set(skipped.values()) == {"binary"}
    assert "nul.py" in skipped
    assert report["files"] + len(skipped) == 16
    assert place.found("broken_horses", "-k", "1") == ["broken.py"]
    for word, path in (
        ("zebras", "utf16le.txt"),
        ("giraffes", "utf16be.py"),
        ("otters", "bom.py"),
        ("Bären", "latin.txt"),
        ("penguins", "utf32.txt"),
        ("walrus", "overlong.txt"),
        ("newts", "old_mac.py"),
        ("late_horses", "late_nul.py"),
    ):
        assert place.found(word, "--no-sync", "-k", "1") == [path]
    shown = place.ploke("search", "badger", "--no-sync")
    if "controls.txt" not in skipped:
        assert "badger" in shown.out
    assert "\x1b" not in shown.out and "\x9b" not in shown.out
    place.check_equals_clean()
