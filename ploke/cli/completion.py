"""Completion scripts for shells, generated from the commands' own options."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ploke.cli.parser import build_parser
from ploke.cli.registry import COMMANDS, Command, commands_of, every_command

SHELLS = ("bash", "zsh", "fish")


class Option(NamedTuple):
    """One option of a command. ``value`` names what follows it, or is empty for a switch."""

    names: tuple[str, ...]
    value: str
    choices: tuple[str, ...]
    help: str


class Completed(NamedTuple):
    """A command as completion sees it; one of a group is named by two words."""

    name: str
    summary: str
    options: tuple[Option, ...]


def script_for(shell: str) -> str:
    """The completion script of one of ``SHELLS``."""
    groups = {command: commands_of(command) for command in COMMANDS if command.group}
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](_commands(), groups)


def installed_path(shell: str, env: Mapping[str, str]) -> Path:
    """Where that shell looks for a user's completion scripts."""
    home = Path(env.get("HOME") or Path("~").expanduser())
    if shell == "bash":
        data = Path(env.get("XDG_DATA_HOME") or home / ".local" / "share")
        return data / "bash-completion" / "completions" / "ploke"
    if shell == "zsh":
        return home / ".zfunc" / "_ploke"
    return Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "fish" / "completions" / "ploke.fish"


def _commands() -> list[Completed]:
    found = []
    for command in every_command():
        actions = build_parser(command)._actions
        options = tuple(
            Option(
                tuple(action.option_strings),
                "" if action.nargs == 0 else action.metavar if isinstance(action.metavar, str) else "value",
                tuple(action.choices or ()),
                "show the help" if isinstance(action, argparse._HelpAction) else action.help or "",
            )
            for action in actions
            if action.option_strings
        )
        found.append(Completed(command.name, command.summary, options))
    return found


def _inner(group: Command, commands: Sequence[Command]) -> dict[str, str]:
    """What may follow a group's name, and what it does."""
    return {command.name.removeprefix(f"{group.name} "): command.summary for command in commands}


def _bash(commands: list[Completed], groups: Mapping[Command, Sequence[Command]]) -> str:
    names = " ".join([*(command.name for command in COMMANDS), "--help", "--version"])
    values = [
        f'    "{command.name} {name}") COMPREPLY=($(compgen -W "{" ".join(option.choices)}" -- "$word")); return ;;'
        for command in commands
        for option in command.options
        if option.choices
        for name in option.names
    ]
    options = [
        f'    "{command.name}") COMPREPLY=($(compgen -W "{" ".join(n for o in command.options for n in o.names)}" '
        '-- "$word")) ;;'
        for command in commands
    ]
    inner = [
        line
        for group, found in groups.items()
        for line in (
            f"    {group.name})",
            f'      if ((COMP_CWORD == 2)); then COMPREPLY=($(compgen -W "{" ".join(_inner(group, found))}" '
            '-- "$word")); return; fi',
            '      command="$command ${COMP_WORDS[2]}" ;;',
        )
    ]
    return "\n".join(
        [
            "_ploke() {",
            '  local word="${COMP_WORDS[COMP_CWORD]}" command="${COMP_WORDS[1]}"',
            "  COMPREPLY=()",
            f'  if ((COMP_CWORD == 1)); then COMPREPLY=($(compgen -W "{names}" -- "$word")); return; fi',
            '  case "$command" in',
            *inner,
            "  esac",
            '  case "$command ${COMP_WORDS[COMP_CWORD-1]}" in',
            *values,
            "  esac",
            '  if [[ "$word" != -* ]]; then COMPREPLY=($(compgen -f -- "$word")); return; fi',
            '  case "$command" in',
            *options,
            "  esac",
            "}",
            "complete -o filenames -F _ploke ploke",
            "",
        ]
    )


def _zsh(commands: list[Completed], groups: Mapping[Command, Sequence[Command]]) -> str:
    def quoted(text: str) -> str:
        return text.replace("'", "'\\''")

    def bracketed(text: str) -> str:
        return quoted(text.replace("[", "(").replace("]", ")").replace(":", "\\:"))

    def specification(option: Option, name: str) -> str:
        said = f"'{name}[{bracketed(option.help)}]"
        if not option.value:
            return said + "'"
        return f"{said}:{option.value}:" + (f"({' '.join(option.choices)})'" if option.choices else "_files'")

    lines = ["#compdef ploke", "local -a commands", "commands=("]
    lines += [f"  '{command.name}:{quoted(command.summary)}'" for command in COMMANDS]
    lines += [")", "if (( CURRENT == 2 )); then _describe command commands; return; fi"]
    lines += ["local command=$words[2]", "shift words", "(( CURRENT-- ))", "case $command in"]
    for group, found in groups.items():
        lines += [f"  {group.name}) commands=("]
        lines += [f"    '{word}:{quoted(summary)}'" for word, summary in _inner(group, found).items()]
        lines += [
            "    )",
            "    if (( CURRENT == 2 )); then _describe command commands; return; fi",
            '    command="$command $words[2]"; shift words; (( CURRENT-- )) ;;',
        ]
    lines += ["esac", "case $command in"]
    for command in commands:
        specifications = [specification(option, name) for option in command.options for name in option.names]
        lines += [f'  "{command.name}") _arguments ' + " ".join(specifications) + " '*:file:_files' ;;"]
    return "\n".join([*lines, "esac", ""])


def _fish(commands: list[Completed], groups: Mapping[Command, Sequence[Command]]) -> str:
    def quoted(text: str) -> str:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def seen(name: str) -> str:
        return "; and ".join(f"__fish_seen_subcommand_from {word}" for word in name.split())

    lines = [
        f"complete -c ploke -n __fish_use_subcommand -f -a {command.name} -d {quoted(command.summary)}"
        for command in COMMANDS
    ]
    for group, found in groups.items():
        inner = _inner(group, found)
        free = f"'{seen(group.name)}; and not __fish_seen_subcommand_from {' '.join(inner)}'"
        lines += [f"complete -c ploke -n {free} -f -a {word} -d {quoted(help)}" for word, help in inner.items()]
    for command in commands:
        for option in command.options:
            words = [f"complete -c ploke -n '{seen(command.name)}'"]
            words += [f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}" for name in option.names]
            if option.choices:
                words.append(f"-x -a {quoted(' '.join(option.choices))}")
            elif option.value:
                words.append("-r")
            lines.append(" ".join([*words, "-d", quoted(option.help)]))
    return "\n".join([*lines, ""])
