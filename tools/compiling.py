"""Compile the modules that cost most with mypyc: ``python tools/compiling.py FOLDER`` writes the extensions there.

The sources stay as they are and run uncompiled too, with equal results. Compiling takes mypy, setuptools and a C
compiler. The folder is laid out like the package, so that it can be the checkout itself or lie before it on the path.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = (
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
"""What is compiled: what runs for every reference. Left out are data that MessagePack decodes into and small parts."""

_MYPY = (
    "--config-file=",
    "--ignore-missing-imports",
    "--follow-untyped-imports",
    "--no-warn-no-return",
)


def sources(root: Path = ROOT) -> list[str]:
    """The modules to compile, relative to the root with ``/``, in order."""
    return sorted({path.relative_to(root).as_posix() for glob in MODULES for path in root.glob(glob)})


def compile_into(folder: Path) -> None:
    """Compile into ``folder``. Raises ``ImportError`` without mypy, ``SystemExit`` where a step fails."""
    from mypyc.build import mypycify
    from setuptools import setup

    os.chdir(ROOT)
    build = folder / ".compiling"
    extensions = mypycify(
        [*_MYPY, *sources()],
        opt_level="1",  # the second takes four times as long and runs one hundredth faster
        debug_level="0",
        group_name="ploke",
        target_dir=str(build / "c"),
    )
    for extension in extensions:
        # Looking for what to warn of in generated code would take longer than compiling it.
        extension.extra_compile_args.append("/w" if os.name == "nt" else "-w")
    arguments = ["--quiet", "build_ext", "--build-lib", str(folder), "--build-temp", str(build / "objects")]
    setup(name="ploke", packages=[], py_modules=[], ext_modules=extensions, script_args=arguments)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Usage: python tools/compiling.py FOLDER")
    compile_into(Path(sys.argv[1]).resolve())
