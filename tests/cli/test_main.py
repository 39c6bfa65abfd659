"""The command line around the commands: help, errors, broken pipes, defects."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from ploke import errors
from ploke.cli.commands.graph import registry as graph
from ploke.cli.exit_codes import TABLE
from ploke.cli.registry import COMMANDS
from tests.cli.running import Ran, ploke, surroundings


def check(ran: Ran, code: int, out: str = "", err: str = "") -> None:
    assert (ran.code, ran.out, ran.err) == (code, out, err)


def test_the_version(tmp_path: Path) -> None:
    check(ploke("--version", cwd=tmp_path), 0, f"ploke {version('ploke')}\n")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"]], ids=repr)
def test_help_lists_commands_and_exit_codes(tmp_path: Path, arguments: list[str]) -> None:
    ran = ploke(*arguments, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    lines = {" ".join(line.split()) for line in ran.out.splitlines()}
    assert {f"{command.name} {command.summary}" for command in COMMANDS} <= lines
    assert {f"{code} {meaning}" for code, meaning in TABLE} <= lines


@pytest.mark.parametrize("arguments", [["graph"], ["graph", "--help"], ["graph", "-h"]], ids=repr)
def test_help_of_a_group_lists_its_commands(tmp_path: Path, arguments: list[str]) -> None:
    ran = ploke(*arguments, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    lines = {" ".join(line.split()) for line in ran.out.splitlines()}
    assert {f"{command.name.removeprefix('graph ')} {command.summary}" for command in graph.COMMANDS} <= lines


def test_every_error_has_its_exit_code_in_the_table() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.PlokeError)]
    assert {kind.exit_code for kind in kinds} <= {code for code, _ in TABLE}


def test_help_of_a_command_goes_to_standard_output(tmp_path: Path) -> None:
    ran = ploke("search", "x", "--help", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("usage: ploke search [-h] [--repo PATH]")
    assert "QUERY" in ran.out


def test_a_wrong_command_is_a_sentence(tmp_path: Path) -> None:
    check(ploke("serch", "x", cwd=tmp_path), 2, err="ploke: There is no command serch. Did you mean `ploke search`?\n")
    check(ploke("--json", cwd=tmp_path), 2, err="ploke: There is no option --json. See `ploke --help`.\n")
    check(
        ploke("graph", "calers", "x", cwd=tmp_path),
        2,
        err="ploke: There is no command graph calers. Did you mean `ploke graph callers`?\n",
    )
    check(
        ploke("graph", "--json", cwd=tmp_path), 2, err="ploke: There is no option --json. See `ploke graph --help`.\n"
    )


def test_a_password_is_not_repeated(tmp_path: Path) -> None:
    url = "http://127.0.0.1:1/shop.git"
    (tmp_path / "work").mkdir()
    ran = ploke("index", url.replace("//", "//me:swordfish@"), cwd=tmp_path / "work")
    assert (ran.code, ran.out) == (7, "")
    assert ran.err.startswith(f"ploke: {url.replace('//', '//me:…@')} cannot be cloned")
    assert "swordfish" not in ran.err
    check(
        ploke("https://me@host:22/a@b", cwd=tmp_path),
        2,
        err=("ploke: There is no command https://me@host:22/a@b. See `ploke --help`.\n"),
    )


def test_a_wrong_option_is_a_sentence(tmp_path: Path) -> None:
    check(
        ploke("search", "x", "--fast", cwd=tmp_path),
        2,
        err="ploke: There is no option --fast. See `ploke search --help`.\n",
    )


def run_script(script: str, cwd: Path, **variables: str) -> Ran:
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=cwd,
        env=surroundings(cwd, **variables),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


DEFECT = """
import sys
from ploke.cli import main
def broken(console):
    raise ZeroDivisionError("a\\nb")
main._print_version = broken
sys.argv = ["ploke", "--version"]
sys.exit(main.main())
"""


def test_a_defect_is_one_line(tmp_path: Path) -> None:
    check(
        run_script(DEFECT, tmp_path),
        70,
        err="ploke: Internal error (ZeroDivisionError: a b). Please report it with what the same command prints "
        "under PLOKE_DEBUG=1.\n",
    )


def test_a_defect_can_be_looked_into(tmp_path: Path) -> None:
    ran = run_script(DEFECT, tmp_path, PLOKE_DEBUG="1")
    assert ran.code == 70
    assert ran.err.startswith("Traceback (most recent call last):\n")


def test_interrupting_leaves_a_sentence(tmp_path: Path) -> None:
    check(
        run_script(DEFECT.replace("ZeroDivisionError", "KeyboardInterrupt"), tmp_path),
        130,
        err="ploke: Interrupted.\n",
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGPIPE there, so nothing to keep quiet")
def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "ploke", "--help"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_completion_in_bash(tmp_path: Path) -> None:
    script = ploke("completion", "bash", cwd=tmp_path)
    assert (script.code, script.err) == (0, "")

    def completed(*words: str) -> list[str]:
        line = f'COMP_WORDS=(ploke {" ".join(words)}) COMP_CWORD={len(words)}; _ploke; echo "${{COMPREPLY[@]}}"'
        done = subprocess.run(
            ["bash", "-c", script.out + "\n" + line], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout.split()

    (tmp_path / "some.py").touch()
    assert completed("se") == ["search"]
    assert completed("search", "--mode", "l") == ["lexical"]
    assert completed("search", "--per") == ["--per-file"]
    assert completed("outline", "so") == ["some.py"]
    assert completed("graph", "calle") == ["callers", "callees"]
    assert completed("graph", "callers", "--de") == ["--depth"]
    assert completed("graph", "unresolved", "--by", "p") == ["place"]
    assert completed("graph", "impact", "so") == ["some.py"]


@pytest.mark.parametrize(
    ("shell", "place"),
    [
        ("bash", ".local/share/bash-completion/completions/ploke"),
        ("zsh", ".zfunc/_ploke"),
        ("fish", ".config/fish/completions/ploke.fish"),
    ],
)
def test_completion_is_installed_where_the_shell_looks(tmp_path: Path, shell: str, place: str) -> None:
    work = tmp_path / "work"
    work.mkdir()
    ran = ploke("completion", "--install", "-q", cwd=work, SHELL=f"/bin/{shell}")
    check(ran, 0, f"Wrote {tmp_path / 'home' / place}; a new {shell} completes ploke.\n")
    text = (tmp_path / "home" / place).read_text(encoding="utf-8")
    assert all(command.name in text for command in COMMANDS)


def test_an_unknown_shell_is_named(tmp_path: Path) -> None:
    check(
        ploke("completion", "tcsh", cwd=tmp_path),
        2,
        err="ploke: There is no completion for the shell 'tcsh'. Name one of bash, zsh, fish.\n",
    )
