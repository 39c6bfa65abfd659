"""What users can type is in the README, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from ploke import config
from ploke.cli.exit_codes import TABLE
from ploke.cli.parser import build_parser
from ploke.cli.registry import Command, every_command
from ploke.cli.views.numbers import size
from ploke.config import SETTINGS, Setting

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_every_command_and_option_is_described(command: Command) -> None:
    assert f"| `ploke {command.name}" in README
    parser = build_parser(command)
    options = {name for action in parser._actions for name in action.option_strings if name.startswith("--")}
    assert not {name for name in options if name not in README}


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_described(setting: Setting) -> None:
    assert row_of(setting) in README.splitlines()


@pytest.mark.parametrize("row", TABLE, ids=str)
def test_every_exit_code_is_described(row: tuple[int, str]) -> None:
    assert f"| {row[0]} | {row[1]} |" in README.splitlines()


def row_of(setting: Setting) -> str:
    shown = {
        "size": lambda: size(setting.default).replace(".0 ", " "),
        "yes/no": lambda: str(setting.default).lower(),
        "patterns": lambda: "none",
        "path": lambda: f"`{setting.default}`" if setting.default else "the platform's cache folder",
    }.get(setting.form, lambda: str(setting.default))()
    words = f" ({', '.join(setting.choices)})" if setting.choices else ""
    return f"| `{setting.name}` | `{setting.variable}` | {shown} | {setting.help}{words} |"


def test_settings_lie_where_the_readme_says() -> None:
    env = {"HOME": "/home/me"}
    assert str(config.user_config_file(env)) in {
        "/home/me/.config/ploke/config.toml",
        "/home/me/Library/Application Support/ploke/config.toml",
    }
    assert "`~/.config/ploke/config.toml`" in README
