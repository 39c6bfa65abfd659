"""Figures of the code graph's upkeep: resolving everything, and one body edit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from benches.speed import raw
from benches.speed.bench import Bench, Row


def resolve_all(bench: Bench) -> Iterator[Row]:
    """The stage of a clean build in which all references are resolved; facts come from the cache."""
    command = bench.command("index", str(bench.python_files), "--rebuild", "--json")
    subprocess.run(command, env=bench.env, capture_output=True, check=True)
    pairs = []
    for _ in range(bench.runs):
        limit = raw.measure(bench.tree, 1)
        said = subprocess.run(command, env=bench.env, capture_output=True, check=True)
        pairs.append((json.loads(said.stdout)["seconds"]["resolve"], limit))
    ratios = [seconds / limit for seconds, limit in pairs]
    note = f"{min(ratios):.2f} to {max(ratios):.2f}; {median(seconds for seconds, _ in pairs):.2f} s"
    yield Row("resolve all facts, .py files alone ÷ raw", median(ratios), "×", "1.3", "0.6", note)
    bench.forget()


def body_edit(bench: Bench) -> Iterator[Row]:
    """A statement in a method's body, in process, until the edges of a new generation are there to be asked."""
    file = next(path for path in sorted(bench.copy.rglob("query.py")) if path.stat().st_size > 20_000)
    code = f"""
import json, re, statistics, time
import ploke
from ploke.store.readindex import open_reader
workspace = ploke.open_workspace({str(bench.copy)!r}, index_dir={str(bench.index_dir)!r})
workspace.sync()
text = open({str(file)!r}).read()
body = re.search(r"^        return ", text, re.M).start()
seconds = []
for number in range(25):
    open({str(file)!r}, "w").write(f"{{text[:body]}}        edited = {{number}}\\n{{text[body:]}}")
    began = time.perf_counter()
    report = workspace.sync(paths=[{str(file)!r}])
    with open_reader(workspace.index_dir) as reader:
        path = {file.relative_to(bench.copy).as_posix()!r}
        edges = sum(len(reader.graph.outgoing(node)) for node in reader.graph.nodes_in(path)[:10])
    seconds.append(time.perf_counter() - began)
    assert report.resolved == 1, report.resolved
open({str(file)!r}, "w").write(text)
workspace.sync()
workspace.close()
print(json.dumps([statistics.median(seconds[5:]) * 1e3, min(seconds[5:]) * 1e3]))
"""
    done = subprocess.run([sys.executable, "-c", code], env=bench.env, capture_output=True, text=True, check=True)
    middle, least = json.loads(done.stdout)
    note = f"of {file.stat().st_size // 1000} kB; {least:.0f} ms at the least"
    yield Row("one body edit in process, sync(paths) to edges right", middle, "ms", "100", "30", note)
