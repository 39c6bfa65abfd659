"""What importing costs, and that the shortcut taken for LanceDB leaves nothing behind."""

import subprocess
import sys
import textwrap

import pytest

from ploke.store import Writer
from tests.store.samples import sample_files


def run(program, *arguments):
    done = subprocess.run(
        [sys.executable, "-W", "error::UserWarning", "-c", textwrap.dedent(program), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout.split()


def test_reading_imports_nothing_heavy(tmp_path):
    with Writer.open(tmp_path) as writer:
        writer.replace(sample_files())
        writer.commit()
    program = """
        import sys
        from pathlib import Path
        from ploke.store import open_reader
        with open_reader(Path(sys.argv[1])) as reader:
            assert reader.postings("box") and reader.symbols_named("box") and list(reader.files())
        heavy = ("numpy", "lancedb", "pyarrow", "msgspec", "subprocess", "asyncio", "concurrent", "typing_extensions")
        print(*(name for name in heavy if name in sys.modules))
    """
    assert run(program, tmp_path) == []


LANCE_AT_WORK = """
    import sys
    from datetime import timedelta
    {before}
    from ploke.store.lance import lancedb
    import warnings
    db = lancedb().connect(sys.argv[1])
    import pyarrow as pa
    table = db.create_table("t", pa.table({{"x": [1, 2, 3]}}))
    table.add(pa.table({{"x": [4]}}))
    table.delete("x = 1")
    assert sorted(table.search().to_arrow()["x"].to_pylist()) == [2, 3, 4]
    table.restore(1)
    assert table.count_rows() == 3
    warnings.simplefilter("ignore")
    table.optimize(cleanup_older_than=timedelta(0), delete_unverified=True)
    try:
        db.open_table("absent")
    except (ValueError, FileNotFoundError):
        pass
    else:
        raise SystemExit("an absent table was opened")
    left = [name for name in sys.modules if name.startswith("lance_namespace")]
    assert bool(left) == {expect_real}, left
    import lance_namespace
    from lance_namespace import CreateNamespaceRequest
    assert CreateNamespaceRequest(id=["a"]).id == ["a"]
    from lancedb.db import ListNamespacesResponse as through_lancedb
    assert through_lancedb(namespaces=["a"]).namespaces == ["a"]
    print(lance_namespace.__file__)
"""


@pytest.mark.parametrize(
    ("before", "expect_real"), [("", False), ("import lancedb", True), ("import lance_namespace", True)]
)
def test_lancedb_works_after_the_quick_import(tmp_path, before, expect_real):
    (path,) = run(LANCE_AT_WORK.format(before=before, expect_real=expect_real), tmp_path / "db")
    assert path.endswith("__init__.py")


def test_the_plain_import_is_used_when_the_quick_one_fails():
    program = """
        import ploke.store.lance as shortcut
        shortcut._PACKAGES = shortcut._PACKAGES | {"pyarrow"}
        print(shortcut.lancedb().connect.__module__)
    """
    assert run(program) == ["lancedb"]


def test_importing_in_the_background():
    program = """
        import sys
        from ploke.store import import_in_background
        import_in_background().join()
        print(*sorted({"lancedb", "numpy", "pyarrow", "ploke.store.writer"} & set(sys.modules)))
    """
    assert run(program) == ["lancedb", "numpy", "ploke.store.writer", "pyarrow"]
