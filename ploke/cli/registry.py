"""The commands: a name, the module imported when it is used, and its help in one line.

A command's module offers ``configure(parser)``, which declares its options, and ``run(arguments, console)``, which
returns the exit code. The module of a group offers ``COMMANDS`` instead: a table like the one here, of commands whose
names start with the group's.
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple


class Command(NamedTuple):
    """One command of the command line; ``group`` where it stands for several."""

    name: str
    module: str
    summary: str
    group: bool = False


COMMANDS = (
    Command("index", "ploke.cli.commands.index", "Bring the index of a repository up to date"),
    Command("search", "ploke.cli.commands.search", "Find the code that answers a query"),
    Command("symbols", "ploke.cli.commands.symbols", "List definitions, all or by name"),
    Command("outline", "ploke.cli.commands.outline", "Show the definitions of one file"),
    Command("graph", "ploke.cli.commands.graph.registry", "Ask who calls what, what a change reaches, and more", True),
    Command("map", "ploke.cli.commands.map", "Outline the repository within a budget of tokens"),
    Command("status", "ploke.cli.commands.status", "Show what the index holds and what was left out"),
    Command("languages", "ploke.cli.commands.languages", "List languages, how much is read of each, and their files"),
    Command("config", "ploke.cli.commands.config", "Show every setting and where its value comes from"),
    Command("doctor", "ploke.cli.commands.doctor", "Check the installation and the index, and say how to mend them"),
    Command("verify", "ploke.cli.commands.verify", "Compare the index row by row with one built from nothing"),
    Command("clean", "ploke.cli.commands.clean", "Remove the index of a repository"),
    Command("completion", "ploke.cli.commands.completion", "Print or install completion for your shell"),
)


def commands_of(group: Command) -> tuple[Command, ...]:
    """The commands that a group stands for."""
    commands: tuple[Command, ...] = import_module(group.module).COMMANDS
    return commands


def every_command() -> list[Command]:
    """All commands, with those of a group in its place."""
    return [each for command in COMMANDS for each in (commands_of(command) if command.group else (command,))]
