"""``ploke completion``: completion for a shell, written out once so that pressing tab starts no program."""

from __future__ import annotations

from pathlib import Path

from ploke.cli.completion import SHELLS, installed_path, script_for
from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE
from ploke.cli.parser import Arguments, Parser, add_console
from ploke.errors import StorageError, UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("shell", "SHELL", f"one of {', '.join(SHELLS)}; else the shell you use", most=1)
    parser.add_argument("--install", action="store_true", help="write it where the shell looks for it")
    add_console(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Print the script, or write it to its place."""
    shell = arguments.shell[0] if arguments.shell else Path(console.env.get("SHELL", "")).name
    if shell not in SHELLS:
        raise UsageError(f"There is no completion for the shell {shell!r}.", f"Name one of {', '.join(SHELLS)}.")
    script = script_for(shell)
    if not arguments.install:
        console.line(script.rstrip())
        return DONE
    path = installed_path(shell, console.env)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(script, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.", "Print the script instead.") from error
    console.line(f"Wrote {path}; a new {shell} completes ploke.")
    if shell == "zsh":
        console.note(f"zsh must look there: put `fpath=({path.parent} $fpath)` before compinit in ~/.zshrc.")
    return DONE
