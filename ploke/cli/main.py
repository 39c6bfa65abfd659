"""The entry point: finds the command, runs it, and turns what goes wrong into one sentence and an exit code.

Start-up is kept short on purpose: the list of commands is printed from the registry without building a parser, and a
command's module is imported only when that command runs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from types import TracebackType

from ploke.cli.console import Console, OutputClosed, OutputFailed
from ploke.cli.exit_codes import DONE, INTERNAL, INTERRUPTED
from ploke.cli.registry import COMMANDS, Command, commands_of
from ploke.errors import PlokeError, UsageError


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. ``argv`` leaves the program's name out; ``None`` is the real one.

    As a process of its own it also keeps tracebacks from users: ``PLOKE_DEBUG=1`` brings them back.
    """
    own_process = argv is None
    if argv is None:
        argv = sys.argv[1:]
        sys.excepthook = _report_defect
        # Who started this process may have closed them.
        sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115
        for stream in (sys.stdout, sys.stderr):
            # Paths and source may hold what the terminal's encoding lacks.
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(errors="backslashreplace")
        if argv and not argv[0].startswith("-"):
            from ploke.cli.interrupt import spare_imports

            spare_imports()
    console = Console(sys.stdout, sys.stderr, os.environ)
    try:
        code = _dispatch(list(argv), console)
        console.flush()
    except PlokeError as error:
        console.problem(str(error))
        if isinstance(error, OutputFailed):
            _drop_output()
        return error.exit_code
    except KeyboardInterrupt:
        console.problem(_interrupted(console))
        if own_process:
            _leave_at_once(INTERRUPTED)
        return INTERRUPTED
    except OutputClosed:
        _drop_output()
        return DONE
    return code


def _interrupted(console: Console) -> str:
    from ploke.store.layout import manifest_path

    if console.index_dir is not None and manifest_path(console.index_dir).exists():
        return "Interrupted; the last generation of the index is intact."
    return "Interrupted."


def _leave_at_once(code: int) -> None:
    """End the process without waiting for what it does beside the command, such as imports that nobody needs now."""
    with suppress(OSError):
        sys.stdout.flush()
    with suppress(OSError):
        sys.stderr.flush()
    os._exit(code)


def _drop_output() -> None:
    """Send what is left to nowhere: the interpreter flushes standard output once more on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(argv: list[str], console: Console) -> int:
    if not argv or argv[0] in ("--help", "-h"):
        return _print_help(console)
    if argv[0] == "--version":
        return _print_version(console)
    command = _find(argv[0], COMMANDS)
    if not command.group:
        return _run(command, argv[1:], console)
    inner = commands_of(command)
    if len(argv) == 1 or argv[1] in ("--help", "-h"):
        return _print_group(command, inner, console)
    return _run(_find(f"{argv[0]} {argv[1]}", inner), argv[2:], console)


def _run(command: Command, argv: list[str], console: Console) -> int:
    from importlib import import_module

    from ploke.cli.parser import build_parser

    parser = build_parser(command)
    options = argv[: argv.index("--")] if "--" in argv else argv
    if "-h" in options or "--help" in options:
        console.line(parser.format_help().rstrip())
        return DONE
    arguments = parser.parse(argv)
    console.quiet = arguments.quiet
    console.color = arguments.color
    code: int = import_module(command.module).run(arguments, console)
    return code


def _find(name: str, commands: Sequence[Command]) -> Command:
    for command in commands:
        if command.name == name:
            return command
    import difflib

    group, space, word = name.rpartition(" ")
    near = difflib.get_close_matches(word, [command.name.rpartition(" ")[2] for command in commands], 1)
    before = group + space
    hint = f"Did you mean `ploke {before}{near[0]}`?" if near else f"See `ploke {before}--help`."
    raise UsageError(f"There is no {f'option {word}' if word.startswith('-') else f'command {name}'}.", hint)


def _print_help(console: Console) -> int:
    """List the commands. No parser is built: this is what a user meets first, and it must feel instant."""
    from ploke.cli.exit_codes import TABLE

    wide = max(len(command.name) for command in COMMANDS)
    console.line("ploke: index a repository on your own machine and find the right code in it")
    console.line("\nUsage: ploke COMMAND [OPTIONS]\n\nCommands:")
    for command in COMMANDS:
        console.line(f"  {command.name:{wide}}  {command.summary}")
    console.line("\nOptions:")
    console.line(f"  {'--help':{wide}}  Show this; `ploke COMMAND --help` explains one command")
    console.line(f"  {'--version':{wide}}  Show the version")
    console.line("\nExit codes:")
    for code, meaning in TABLE:
        console.line(f"  {code:>{wide}}  {meaning}")
    return DONE


def _print_group(group: Command, commands: Sequence[Command], console: Console) -> int:
    """List the commands of a group, as those of ploke are listed."""
    words = {command: command.name.removeprefix(f"{group.name} ") for command in commands}
    wide = max(map(len, words.values()))
    console.line(f"ploke {group.name}: {group.summary[:1].lower()}{group.summary[1:]}")
    console.line(f"\nUsage: ploke {group.name} COMMAND [OPTIONS]\n\nCommands:")
    for command, word in words.items():
        console.line(f"  {word:{wide}}  {command.summary}")
    console.line(f"\n`ploke {group.name} COMMAND --help` explains one command.")
    return DONE


def _print_version(console: Console) -> int:
    from importlib.metadata import version

    console.line(f"ploke {version('ploke')}")
    return DONE


def _report_defect(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of an exception that nothing in ploke expected, as ``sys.excepthook``; the process ends with its code."""
    if os.environ.get("PLOKE_DEBUG"):
        sys.__excepthook__(kind, error, trace)
    else:
        said = " ".join(f"{kind.__name__}: {error}".split())[:300]
        Console(sys.stdout, sys.stderr, os.environ).problem(
            f"Internal error ({said}). Please report it with what the same command prints under PLOKE_DEBUG=1."
        )
    raise SystemExit(INTERNAL)
