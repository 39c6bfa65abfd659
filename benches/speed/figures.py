"""The figures, each a function from a ``Bench`` to rows."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from statistics import median

from benches.speed import raw
from benches.speed.bench import Bench, Row
from benches.speed.graph_figures import body_edit, resolve_all
from benches.speed.process import median_seconds, peak_memory, seconds_of

QUERIES = (
    "how are database migrations applied in order",
    "QuerySet.filter",
    "HttpResponse",
    "parse a cookie header",
    "password hashing iterations",
    "template loader cache",
    "csrf token check",
    "session expiry",
    "where is the url resolver built",
    "send mail with attachments",
)


def full_index(bench: Bench) -> Iterator[Row]:
    for what, tree, bar, aim in (
        ("full index, .py files alone", bench.python_files, "4", "2.6"),
        ("full index, whole tree", bench.tree, "5", "3.4"),
    ):
        # Raw and index by turns, so that a machine whose speed drifts does so under both.
        pairs = []
        for _ in range(bench.runs):
            limit = raw.measure(bench.tree, 1)
            bench.forget()
            pairs.append((seconds_of(bench.command("index", str(tree), "--quiet"), bench.env), limit))
        ratios = [seconds / limit for seconds, limit in pairs]
        note = f"{min(ratios):.2f} to {max(ratios):.2f}; {median(seconds for seconds, _ in pairs):.2f} s"
        yield Row(f"{what} ÷ raw", median(ratios), "×", bar, aim, note)
        said = subprocess.run(
            bench.command("index", str(tree), "--json"), env=bench.env, capture_output=True, check=True
        )
        indexed = json.loads(said.stdout)["bytes"]
        on_disk = sum(file.stat().st_size for file in bench.index_dir.rglob("*") if file.is_file())
        yield Row(
            f"{what}: index folder ÷ text",
            on_disk / indexed,
            "×",
            "3",
            "1.7",
            f"{on_disk / 1e6:.1f} of {indexed / 1e6:.1f} MB",
        )
    bench.forget()
    peak, _ = peak_memory(bench.command("index", str(bench.tree), "--quiet"), bench.env)
    yield Row("peak memory, whole tree", peak / 1e6, "MB", "700", "350")


def no_change(bench: Bench) -> Iterator[Row]:
    command = bench.command("index", str(bench.copy), "--quiet")
    seconds_of(command, bench.env)
    yield Row("no-change run, whole process", median_seconds(command, bench.env, 3 * bench.runs), "s", "0.3", "0.15")


def one_file(bench: Bench) -> Iterator[Row]:
    file = next(path for path in sorted(bench.copy.rglob("query.py")) if path.stat().st_size > 20_000)
    text = file.read_text()
    count = iter(range(10_000))

    def edit() -> None:
        file.write_text(f"{text}\n\ndef added_{next(count)}():\n    return {next(count)}\n")

    command = bench.command("index", str(bench.copy), "--quiet")
    yield Row("one edit by a fresh process", median_seconds(command, bench.env, bench.runs, edit), "s", "0.9", "0.4")
    code = f"""
import json, statistics, sys, time
import ploke
workspace = ploke.open_workspace({str(bench.copy)!r}, index_dir={str(bench.index_dir)!r})
text = open({str(file)!r}).read()
some, whole = [], []
def edit(number):
    open({str(file)!r}, "w").write(text + f"\\n\\ndef fresh_{{number}}():\\n    return {{number}}\\n")
for number in range(12):
    edit(number)
    began = time.perf_counter()
    workspace.sync(paths=[{str(file)!r}])
    hits = workspace.search(f"fresh_{{number}}", sync=False).hits
    some.append(time.perf_counter() - began)
    assert hits and hits[0].path.endswith("query.py"), hits
for number in range(12, 24):
    edit(number)
    began = time.perf_counter()
    workspace.sync()
    whole.append(time.perf_counter() - began)
workspace.close()
print(json.dumps([statistics.median(some[2:]) * 1e3, statistics.median(whole[2:]) * 1e3]))
"""
    done = subprocess.run([sys.executable, "-c", code], env=bench.env, capture_output=True, text=True, check=True)
    some, whole = json.loads(done.stdout)
    yield Row(
        "one file in process, sync(paths) to searchable", some, "ms", "100", "40", f"by a full scan {whole:.0f} ms"
    )


def queries(bench: Bench) -> Iterator[Row]:
    tree = bench.copy
    code = f"""
import json, statistics, time
import ploke
workspace = ploke.open_workspace({str(tree)!r}, index_dir={str(bench.index_dir)!r})
seconds = []
for _ in range(5):
    for query in {QUERIES!r}:
        began = time.perf_counter()
        workspace.search(query, sync=False)
        seconds.append(time.perf_counter() - began)
seconds = sorted(seconds[{len(QUERIES)}:])
print(json.dumps([seconds[len(seconds) // 2] * 1e3, seconds[int(len(seconds) * .95)] * 1e3]))
"""
    done = subprocess.run([sys.executable, "-c", code], env=bench.env, capture_output=True, text=True, check=True)
    p50, p95 = json.loads(done.stdout)
    yield Row("warm query in process, p50", p50, "ms", "10", "2", f"p95 {p95:.1f} ms")
    base, runs = bench.python_seconds, 3 * bench.runs
    for what, command, bar, aim in (
        ("`ploke --help` ÷ bare python", [*bench.ploke, "--help"], "10", "6"),
        (
            "cold search without sync ÷ bare python",
            bench.command("search", QUERIES[0], "--repo", str(tree), "--no-sync", "--json"),
            "14",
            "7",
        ),
    ):
        seconds = median_seconds(command, bench.env, runs)
        yield Row(what, seconds / base, "×", bar, aim, f"{seconds * 1e3:.0f} ms, python {base * 1e3:.0f} ms")
    command = bench.command("search", QUERIES[0], "--repo", str(tree), "--json")
    seconds = median_seconds(command, bench.env, runs)
    beside = ""
    if rg := shutil.which("rg"):
        beside = f"rg {median_seconds([rg, '-c', 'migrations', str(tree)], bench.env, runs) * 1e3:.0f} ms"
    yield Row("cold search with its sync, unchanged", seconds, "s", "0.4", "0.2", beside)


def big(bench: Bench) -> Iterator[Row]:
    """A million distinct lines: the tree's .py files again and again, every identifier-bearing line made distinct."""
    target = bench.scratch / "big"
    lines = copies = 0
    sources = [
        (file.relative_to(bench.tree), file.read_text(errors="replace")) for file in sorted(bench.tree.rglob("*.py"))
    ]
    while lines < 1_000_000:
        for place, text in sources:
            copy = target / f"copy{copies}" / place
            copy.parent.mkdir(parents=True, exist_ok=True)
            rows = text.splitlines()
            copy.write_text(
                "".join(
                    f"{row}  # v{copies}x{number}\n"
                    if row.strip() and '"' not in row and "'" not in row and "\\" not in row
                    else f"{row}\n"
                    for number, row in enumerate(rows)
                )
            )
            lines += len(rows)
        copies += 1
    bench.forget()
    peak, seconds = peak_memory(bench.command("index", str(target), "--quiet"), bench.env)
    yield Row(
        "peak memory, a million distinct lines", peak / 1e6, "MB", "1500", "750", f"{lines} lines in {seconds:.1f} s"
    )
    shutil.rmtree(target)
    bench.forget()


def equal_indexes(bench: Bench) -> Iterator[Row]:
    code = """
import hashlib, json, sys
from pathlib import Path
from ploke.store.logical import logical_rows
rows = logical_rows(Path(sys.argv[1]))
print(hashlib.sha256(repr(rows).encode()).hexdigest())
"""
    seen = set()
    for workers, seed in (("1", "0"), ("2", "1"), ("8", "2")):
        bench.forget()
        env = {**bench.env, "PYTHONHASHSEED": seed, "PLOKE_INDEX_WORKERS": workers}
        seconds_of(bench.command("index", str(bench.tree), "--quiet"), env)
        done = subprocess.run(
            [sys.executable, "-c", code, str(bench.index_dir)], env=env, capture_output=True, text=True, check=True
        )
        seen.add(done.stdout)
    yield Row("different indexes from 1, 2, 8 workers and three hash seeds", len(seen), "", "1", "1")
    bench.forget()


FIGURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "full": full_index,
    "equal": equal_indexes,
    "no-change": no_change,
    "one-file": one_file,
    "resolve": resolve_all,
    "body-edit": body_edit,
    "queries": queries,
    "big": big,
}
