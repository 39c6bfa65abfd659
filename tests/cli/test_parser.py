from __future__ import annotations

import shlex

import pytest

from ploke.cli.parser import build_parser, known_languages_of
from ploke.cli.registry import Command, every_command
from ploke.config import load_config
from ploke.errors import UsageError

BY_NAME = {command.name: command for command in every_command()}


def check_words(line: str, **expected: object) -> None:
    name, *rest = shlex.split(line)
    arguments = build_parser(BY_NAME[name]).parse(rest)
    assert {key: getattr(arguments, key) for key in expected} == expected


def check_refused(line: str, expected: str) -> None:
    name, *rest = shlex.split(line)
    with pytest.raises(UsageError) as raised:
        build_parser(BY_NAME[name]).parse(rest)
    assert str(raised.value) == f"{expected} See `ploke {name} --help`."


def test_options_stand_anywhere() -> None:
    check_words("search -k 3 read --json settings", query=["read", "settings"], k=3, format="json")
    check_words("search --path 'a/**' --path b x", query=["x"], path=["a/**", "b"])
    check_words("search", query=[], k=None, format="plain")


def test_after_two_dashes_all_is_words() -> None:
    check_words("search -i -- --help -k", query=["--help", "-k"], ignore_case=True, k=None)
    check_words("search a -- b", query=["a", "b"])


def test_a_later_format_wins() -> None:
    check_words("search x --json --format vimgrep", format="vimgrep")


def test_what_is_wrong_is_named() -> None:
    check_refused("search x -k 0", "-k: '0' is not a whole number from 1 up.")
    check_refused("search x -k -3", "-k: '-3' is not a whole number from 1 up.")
    check_refused("search x --per", "There is no option --per.")
    check_refused("index a b", "Cannot use 'b'.")
    check_refused("status now", "Cannot use 'now'.")
    check_refused("index --wait soon", "--wait: 'soon' is not a number of seconds from 0 up.")
    check_refused("index --wait inf", "--wait: 'inf' is not a number of seconds from 0 up.")


def test_languages_are_known_in_any_case() -> None:
    config = load_config("/", {}, {})
    assert known_languages_of(["Python", "rust"], config) == ("python", "rust")
    with pytest.raises(UsageError, match="There is no language 'pyton'") as raised:
        known_languages_of(["pyton"], config)
    assert raised.value.hint == "Did you mean python or pony?"


def test_a_word_outside_the_choices_is_named() -> None:
    with pytest.raises(UsageError, match=r"^--mode: invalid choice: 'fast'"):
        build_parser(BY_NAME["search"]).parse(["x", "--mode", "fast"])


@pytest.mark.parametrize("command", every_command(), ids=lambda command: command.name)
def test_every_command_explains_itself(command: Command) -> None:
    parser = build_parser(command)
    text = parser.format_help()
    options = [action for action in parser._actions if action.option_strings or action.metavar]
    assert all(action.help for action in options)
    assert command.summary in text
