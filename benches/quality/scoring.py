"""Scores by the gold folder's own scorer, run as it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benches.quality.asking import Ranking


def score(scorer: Path, rankings: Iterable[Ranking], scratch: Path, *options: str) -> dict[str, Any]:
    """What ``scorer --json`` says of ``rankings``."""
    file = scratch / "rankings.jsonl"
    file.write_text("".join(json.dumps(ranking) + "\n" for ranking in rankings))
    done = subprocess.run(
        [sys.executable, str(scorer), str(file), "--json", *options], capture_output=True, text=True, check=True
    )
    result: dict[str, Any] = json.loads(done.stdout)
    return result
