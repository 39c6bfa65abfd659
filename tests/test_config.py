from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from ploke.config import SETTINGS, Setting, default_cache_dir, load_config, user_config_file
from ploke.errors import UsageError


def check_setting(
    tmp_path: Path,
    name: str,
    value: object,
    origin: str,
    *,
    repository: str = "",
    pyproject: str = "",
    user: str = "",
    env: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
) -> None:
    root = tmp_path / "repository"
    home = tmp_path / "home"
    root.mkdir(parents=True)
    surroundings = {"HOME": str(home), **(env or {})}
    for path, text in (
        (root / "ploke.toml", repository),
        (root / "pyproject.toml", pyproject),
        (user_config_file(surroundings), user),
    ):
        if text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    config = load_config(root, flags, surroundings)
    assert (config.get(name), config.origin(name).replace(str(tmp_path), "")) == (value, origin)


def test_a_default_says_so(tmp_path: Path) -> None:
    check_setting(tmp_path, "search.k", 10, "default")


def test_the_users_file_beats_defaults(tmp_path: Path) -> None:
    check_setting(tmp_path, "search.k", 5, "/home/.config/ploke/config.toml", user="[search]\nk = 5\n")


def test_the_repository_beats_the_user(tmp_path: Path) -> None:
    check_setting(
        tmp_path, "search.k", 6, "/repository/ploke.toml", user="[search]\nk = 5\n", repository="[search]\nk = 6\n"
    )


def test_pyproject_serves_where_there_is_no_ploke_toml(tmp_path: Path) -> None:
    check_setting(
        tmp_path,
        "search.k",
        7,
        "/repository/pyproject.toml [tool.ploke]",
        pyproject="[tool.ploke.search]\nk = 7\n",
    )


def test_ploke_toml_is_read_instead_of_pyproject(tmp_path: Path) -> None:
    check_setting(
        tmp_path,
        "search.k",
        10,
        "default",
        pyproject="[tool.ploke.search]\nk = 7\n",
        repository="[index]\nworkers = 1\n",
    )


def test_the_environment_beats_files(tmp_path: Path) -> None:
    check_setting(
        tmp_path,
        "search.k",
        8,
        "environment PLOKE_SEARCH_K",
        repository="[search]\nk = 6\n",
        env={"PLOKE_SEARCH_K": "8"},
    )


def test_flags_beat_everything(tmp_path: Path) -> None:
    check_setting(tmp_path, "search.k", 9, "flag", env={"PLOKE_SEARCH_K": "8"}, flags={"search.k": 9})


def test_a_flag_that_was_not_given_and_an_empty_variable_say_nothing(tmp_path: Path) -> None:
    check_setting(tmp_path, "search.k", 10, "default", env={"PLOKE_SEARCH_K": ""}, flags={"search.k": None})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("index.workers", "0", 0),
        ("index.max_file_bytes", "3 MiB", 3 << 20),
        ("index.max_file_bytes", "500", 500),
        ("cache.max_bytes", "1g", 1 << 30),
        ("index.include_vendored", "Yes", True),
        ("index.include_generated", "off", False),
        ("index.exclude", "docs/, *.min.js", ("docs/", "*.min.js")),
        ("sync.wait_seconds", "0.5", 0.5),
        ("search.mode", "lexical", "lexical"),
    ],
)
def test_variables_are_read_by_form(tmp_path: Path, name: str, text: str, value: object) -> None:
    variable = "PLOKE_" + name.upper().replace(".", "_")
    check_setting(tmp_path, name, value, f"environment {variable}", env={variable: text})


def test_paths_start_at_the_root_and_know_home(tmp_path: Path) -> None:
    check_setting(
        tmp_path / "a",
        "index.dir",
        str(tmp_path / "a" / "repository" / "out" / "index"),
        "/repository/ploke.toml",
        repository='[index]\ndir = "out/index"\n',
    )
    check_setting(
        tmp_path / "b",
        "cache.dir",
        str(tmp_path / "b" / "home" / "facts"),
        "/home/.config/ploke/config.toml",
        user='[cache]\ndir = "~/facts"\n',
    )


def test_users_may_send_index_and_cache_anywhere(tmp_path: Path) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    check_setting(tmp_path / "a", "index.dir", elsewhere, "flag", flags={"index.dir": elsewhere})
    variable = {"PLOKE_INDEX_DIR": elsewhere}
    check_setting(tmp_path / "b", "index.dir", elsewhere, "environment PLOKE_INDEX_DIR", env=variable)
    check_setting(
        tmp_path / "c", "cache.max_bytes", 5, "/home/.config/ploke/config.toml", user="[cache]\nmax_bytes = 5"
    )


def test_the_cache_follows_the_platform(tmp_path: Path) -> None:
    env = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "caches")}
    config = load_config(tmp_path, env=env)
    assert config.get("cache.dir") == str(default_cache_dir(env)) == str(tmp_path / "caches" / "ploke")


def test_every_setting_is_explained_in_order(tmp_path: Path) -> None:
    explained = load_config(tmp_path, env={"HOME": str(tmp_path)}).explain()
    assert [row.name for row in explained] == [setting.name for setting in SETTINGS]
    assert {row.origin for row in explained} == {"default"}


def check_refused(tmp_path: Path, expected: str, **given: Any) -> None:
    with pytest.raises(UsageError) as raised:
        check_setting(tmp_path, "search.k", None, "", **given)
    assert str(raised.value).replace(str(tmp_path), "") == expected


REFUSED = [
    (
        {"repository": "[search]\nkk = 6\n"},
        "/repository/ploke.toml: there is no setting search.kk. Did you mean search.k?",
    ),
    (
        {"repository": "colour = true\n"},
        "/repository/ploke.toml: there is no setting colour. `ploke config` lists all settings.",
    ),
    (
        {"repository": "[search]\nk = 0\n"},
        "/repository/ploke.toml: search.k must be a whole number from 1 up, not 0.",
    ),
    (
        {"repository": "[search]\nk = true\n"},
        "/repository/ploke.toml: search.k must be a whole number from 1 up, not True.",
    ),
    (
        {"pyproject": "[tool.ploke.index]\nexclude = 'docs'\n"},
        "/repository/pyproject.toml [tool.ploke]: index.exclude must be a list of patterns, not 'docs'.",
    ),
    (
        {"pyproject": "[tool]\nploke = 3\n"},
        "/repository/pyproject.toml [tool.ploke] must be a table of settings. See `ploke config` for their names.",
    ),
    (
        {"repository": "[search\n"},
        "/repository/ploke.toml is not valid TOML: Expected ']' at the end of a table declaration "
        "(at line 1, column 8). Mend the file.",
    ),
    (
        {"user": "[index]\ndir = '/tmp/x'\n"},
        "/home/.config/ploke/config.toml: index.dir may not stand in the user's file, since it belongs to one "
        "repository. Put it into the repository's ploke.toml.",
    ),
    (
        {"repository": "[cache]\ndir = 'facts'\n"},
        "/repository/ploke.toml: cache.dir may not stand in a repository's file, since it reaches outside the "
        "repository. Put it into your own settings file or set PLOKE_CACHE_DIR in the environment.",
    ),
    (
        {"pyproject": "[tool.ploke.cache]\nmax_bytes = 0\n"},
        "/repository/pyproject.toml [tool.ploke]: cache.max_bytes may not stand in a repository's file, since "
        "it reaches outside the repository. Put it into your own settings file or set PLOKE_CACHE_MAX_BYTES in the "
        "environment.",
    ),
    *(
        (
            {"repository": f"[index]\ndir = '{folder}'\n"},
            "/repository/ploke.toml: index.dir must be a relative path to a folder inside the repository, not "
            f"'{folder}'. Use --index-dir or set PLOKE_INDEX_DIR in the environment to put the index elsewhere.",
        )
        for folder in (".", "..", "../x", "a/..", "a/../../x", "/tmp/x", "~/x", "~")
    ),
    (
        {"env": {"PLOKE_SEARCH_K": "many"}},
        "environment PLOKE_SEARCH_K: search.k must be a whole number from 1 up, not 'many'.",
    ),
    (
        {"env": {"PLOKE_SYNC_WAIT_SECONDS": "nan"}},
        "environment PLOKE_SYNC_WAIT_SECONDS: sync.wait_seconds must be a number of seconds from 0 up, not nan.",
    ),
    (
        {"env": {"PLOKE_OUTPUT_COLOR": "red"}},
        "environment PLOKE_OUTPUT_COLOR: output.color must be one of auto, always, never, not 'red'.",
    ),
    (
        {"env": {"PLOKE_INDEX_MAX_FILE_BYTES": "2 furlongs"}},
        "environment PLOKE_INDEX_MAX_FILE_BYTES: index.max_file_bytes must be a size such as 2097152 or 2MiB from "
        "1 up, not '2 furlongs'.",
    ),
    ({"flags": {"search.kk": 1}}, "flags: there is no setting search.kk. Did you mean search.k?"),
]


@pytest.mark.parametrize(("given", "expected"), REFUSED, ids=[expected[:60] for _, expected in REFUSED])
def test_what_is_wrong_is_named(tmp_path: Path, given: dict[str, Any], expected: str) -> None:
    check_refused(tmp_path, expected, **given)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_default_would_be_accepted(tmp_path: Path, setting: Setting) -> None:
    if setting.default != "":
        config = load_config(tmp_path, {setting.name: setting.default}, {"HOME": str(tmp_path)})
        assert config.origin(setting.name) == "flag"
