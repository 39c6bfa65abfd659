import pytest

from ploke.text.paths import FOLDER, STEM, path_terms


@pytest.mark.parametrize(
    ("path", "folders", "stem"),
    [
        ("src/http/HTTPAdapter.py", "src http", "http adapter httpadapter"),
        ("lib/SqlMapper.Async.cs", "lib", "sql mapper sqlmapper async"),
        (".bashrc", "", "bashrc"),
        ("Makefile", "", "makefile"),
        ("a b/ö.txt", "", "ö"),
        ("x/.hidden/..", "hidden", ""),
    ],
)
def test_path_terms(path: str, folders: str, stem: str) -> None:
    found = path_terms(path)
    assert [term for term, part in found.items() if part & FOLDER] == folders.split()
    assert {term for term, part in found.items() if part & STEM} == set(stem.split())
