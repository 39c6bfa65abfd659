"""The commands: a name, the module imported when it is used, and its help in one line.

A command's module offers ``configure(parser)``, which declares its options, and ``run(arguments, console)``, which
returns the exit code.
"""

from __future__ import annotations

from typing import NamedTuple


class Command(NamedTuple):
    """One command of the command line."""

    name: str
    module: str
    summary: str


COMMANDS = (
    Command("index", "ploke.cli.commands.index", "Bring the index of a repository up to date"),
    Command("search", "ploke.cli.commands.search", "Find the code that answers a query"),
    Command("symbols", "ploke.cli.commands.symbols", "List definitions, all or by name"),
    Command("outline", "ploke.cli.commands.outline", "Show the definitions of one file"),
    Command("status", "ploke.cli.commands.status", "Show what the index holds and what was left out"),
    Command("languages", "ploke.cli.commands.languages", "List languages, how much is read of each, and their files"),
    Command("config", "ploke.cli.commands.config", "Show every setting and where its value comes from"),
    Command("doctor", "ploke.cli.commands.doctor", "Check the installation and the index, and say how to mend them"),
    Command("clean", "ploke.cli.commands.clean", "Remove the index of a repository"),
    Command("completion", "ploke.cli.commands.completion", "Print or install completion for your shell"),
)
