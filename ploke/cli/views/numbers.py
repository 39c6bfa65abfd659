"""Numbers for people."""

from __future__ import annotations

from collections.abc import Mapping


def count(number: int) -> str:
    """A number with its thousands set apart."""
    return f"{number:,}"


def counted(number: int, noun: str) -> str:
    """A number and what it counts, such as ``1 file`` or ``2,000 files``."""
    return f"{count(number)} {noun}" + ("" if number == 1 else "s")


def line_span(first: int, last: int) -> str:
    """The lines of a span, such as ``3-9``, or ``3`` alone."""
    return f"{first}-{last}" if last > first else str(first)


def size(number: int) -> str:
    """Bytes in the largest binary unit that keeps a whole part."""
    if number < 1024:
        return f"{number} B"
    amount = float(number)
    for unit in ("KiB", "MiB", "GiB", "TiB"):
        amount /= 1024
        if amount < 1024 or unit == "TiB":
            break
    return f"{amount:.1f} {unit}"


def duration(seconds: float) -> str:
    """Seconds, to what a person would care for."""
    if seconds < 1:
        return f"{seconds * 1000:.0f} ms"
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s"


def breakdown(counts: Mapping[str, int], most: int = 12) -> str:
    """Counts by name, largest first, such as ``python 12, rust 3``."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = [f"{name} {count(number)}" for name, number in ordered[:most]]
    left = sum(number for _, number in ordered[most:])
    return ", ".join([*shown, f"others {count(left)}"] if left else shown)
