"""Compile the modules that cost most with mypyc: ``python tools/compiling.py FOLDER`` writes the extensions there.

The sources stay as they are and run uncompiled too, with equal results. Compiling takes mypy, setuptools and a C
compiler. The folder is laid out like the package, so that it can be the checkout itself or lie before it on the path.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GRAPH = (
    "ploke/graph/entries.py",
    "ploke/graph/evaluate.py",
    "ploke/graph/expressions.py",
    "ploke/graph/flows.py",
    "ploke/graph/found.py",
    "ploke/graph/heirs.py",
    "ploke/graph/hooks.py",
    "ploke/graph/linearise.py",
    "ploke/graph/memory.py",
    "ploke/graph/resolution.py",
    "ploke/graph/resolve.py",
    "ploke/graph/summary.py",
    "ploke/graph/targets.py",
    "ploke/graph/values.py",
    "ploke/graph/views.py",
    "ploke/graph/rules/*.py",
)
"""What runs for every reference. Left out are data that MessagePack decodes into and small parts."""

READING = (
    "ploke/ingest/chunk.py",
    "ploke/ingest/content.py",
    "ploke/languages/engine/access.py",
    "ploke/languages/engine/apart.py",
    "ploke/languages/engine/arguments.py",
    "ploke/languages/engine/assignments.py",
    "ploke/languages/engine/binder.py",
    "ploke/languages/engine/bindings.py",
    "ploke/languages/engine/chains.py",
    "ploke/languages/engine/collect.py",
    "ploke/languages/engine/definitions.py",
    "ploke/languages/engine/docs.py",
    "ploke/languages/engine/exports.py",
    "ploke/languages/engine/extraction.py",
    "ploke/languages/engine/forms.py",
    "ploke/languages/engine/known.py",
    "ploke/languages/engine/outline.py",
    "ploke/languages/engine/parsing.py",
    "ploke/languages/engine/plain_arguments.py",
    "ploke/languages/engine/predicates.py",
    "ploke/languages/engine/reading.py",
    "ploke/languages/engine/references.py",
    "ploke/languages/engine/scopes.py",
    "ploke/languages/engine/straightening.py",
    "ploke/languages/engine/symbols.py",
    "ploke/languages/engine/text.py",
    "ploke/languages/engine/type_parameters.py",
    "ploke/languages/families/c_declarators.py",
    "ploke/languages/families/ecmascript.py",
    "ploke/languages/python.py",
)
"""What runs for every name of a file that is read."""

PARTS = {"graph": GRAPH, "reading": READING}
"""What is compiled, each part as one C file of its own.

They call one another seldom, and can be compiled side by side.
"""

_MYPY = (
    "--config-file=",
    "--ignore-missing-imports",
    "--follow-imports=silent",  # of modules that are not compiled only the types matter, and not all have what they use
    "--no-warn-no-return",
)


def sources(modules: Iterable[str], root: Path = ROOT) -> list[str]:
    """The modules to compile, relative to the root with ``/``, in order."""
    return sorted({path.relative_to(root).as_posix() for glob in modules for path in root.glob(glob)})


def compile_into(folder: Path) -> None:
    """Compile into ``folder``. Raises ``ImportError`` without mypy, ``SystemExit`` where a step fails."""
    from mypyc.build import mypycify
    from setuptools import setup

    os.chdir(ROOT)
    build = folder / ".compiling"
    extensions = [
        extension
        for name, modules in PARTS.items()
        for extension in mypycify(
            [*_MYPY, *sources(modules)],
            opt_level="1",  # the second takes four times as long and runs one hundredth faster
            debug_level="0",
            group_name=f"ploke_{name}",
            target_dir=str(build / name),
        )
    ]
    for extension in extensions:
        # Looking for what to warn of in generated code would take longer than compiling it.
        extension.extra_compile_args.append("/w" if os.name == "nt" else "-w")
    arguments = [
        "--quiet",
        "build_ext",
        "--build-lib",
        str(folder),
        "--build-temp",
        str(build / "objects"),
    ]
    setup(
        name="ploke",
        packages=[],
        py_modules=[],
        ext_modules=extensions,
        script_args=[*arguments, "--parallel=2"],
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python tools/compiling.py FOLDER")
    compile_into(Path(sys.argv[1]).resolve())
