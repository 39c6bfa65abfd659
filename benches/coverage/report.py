"""Coverage as text for people and as rows for files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from benches.coverage.compare import Coverage
from benches.coverage.difference import Difference


def as_row(coverage: Coverage) -> dict[str, Any]:
    """The figures of one language in one tree."""
    missing, extra = coverage.split("missing"), coverage.split("extra")
    mistaken = sum(map(len, missing.explained.values()))
    return {
        "files": coverage.files,
        "theirs": coverage.theirs,
        "found": coverage.found,
        "share": _share(coverage.found, coverage.theirs),
        "mistakes of theirs": mistaken,
        "share without mistakes": _share(coverage.found, coverage.theirs - mistaken),
        "ours": coverage.ours,
        "extra": len(coverage.extra),
        "extra unexplained": len(extra.open),
        "extra unexplained share": _share(len(extra.open), coverage.ours, empty=0.0),
        "kinds": {f"{theirs} → {ours}": count for (theirs, ours), count in sorted(coverage.kinds.items())},
        "explained": {
            side: {reason: len(some) for reason, some in parts.explained.items()}
            for side, parts in (("missing", missing), ("extra", extra))
        },
    }


def as_text(title: str, reader: str, coverage: Coverage, missing: int, extra: int) -> Iterator[str]:
    """The figures, then differences by kind, at most ``missing`` and ``extra`` examples a kind."""
    row = as_row(coverage)
    yield f"{title}: {row['files']} files"
    yield (
        f"  {reader} {row['theirs']}, found {row['found']}: {row['share']:.4f}; "
        f"without {row['mistakes of theirs']} mistakes of theirs {row['share without mistakes']:.4f}"
    )
    yield (
        f"  ours {row['ours']}, not in {reader} {row['extra']}: {_share(row['extra'], row['ours'], 0.0):.4f}; "
        f"unexplained {row['extra unexplained']}: {row['extra unexplained share']:.4f}"
    )
    yield "  found as " + ", ".join(f"{kinds} {count}" for kinds, count in row["kinds"].items())
    for side, most in (("missing", missing), ("extra", extra)):
        parts = coverage.split(side)
        for reason, some in sorted(parts.explained.items()):
            yield f"  {side}, explained: {len(some)}, e.g. {_place(some[0])}: {reason}"
        by_kind = defaultdict(list)
        for one in parts.open:
            by_kind[f"{one.kind} (ours: {one.other})" if one.other else one.kind].append(one)
        for kind, some in sorted(by_kind.items(), key=lambda item: -len(item[1])):
            yield f"  {side} {kind}: {len(some)}"
            # examples from the whole tree, not from its first file alone
            for one in some[:: max(1, len(some) // most) if most else len(some) + 1][:most]:
                yield f"    {one.name}  {_place(one)}  {one.text.strip()[:100]}"


def _place(one: Difference) -> str:
    return f"{one.path}:{one.line}"


def _share(part: int, whole: int, empty: float = 1.0) -> float:
    return part / whole if whole else empty
