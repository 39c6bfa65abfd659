"""``ploke graph dead-code``: definitions that nothing uses, and those of which that cannot be told."""

from __future__ import annotations

from ploke.cli.commands.graph.usual import LIMIT, add_limit, add_usual, ask
from ploke.cli.console import Console
from ploke.cli.exit_codes import CHECK_FAILED, DONE
from ploke.cli.parser import Arguments, Parser
from ploke.errors import UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--state",
        choices=("dead", "unknown", "live", "all"),
        action="append",
        default=[],
        help="what is listed, with its reason (dead); repeatable",
    )
    parser.add_argument("--library", action="store_true", help="what is public is used by others: it is live")
    parser.add_argument("--application", action="store_true", help="nobody outside uses what is public")
    parser.add_argument(
        "--kind", choices=("function", "method", "class", "constant"), action="append", default=[], help="repeatable"
    )
    parser.add_argument("--path", metavar="GLOB", action="append", default=[], help="only in files that match")
    add_limit(parser, "definitions")
    add_usual(parser, "one object a line")


def run(arguments: Arguments, console: Console) -> int:
    """List them, the longest first; the exit code tells whether anything is dead."""
    from ploke.model.graph_reports import Use, Users

    if arguments.library and arguments.application:
        raise UsageError("--library and --application contradict each other.", "Give one of them.")
    users = Users.OTHERS if arguments.library else Users.NOBODY if arguments.application else Users.MANIFESTS
    found = ask(
        arguments,
        console,
        lambda graph, _: graph.dead_code(users=users, kinds=arguments.kind, paths=tuple(arguments.path)),
    )
    wanted = set(Use) if "all" in arguments.state else {Use(state) for state in arguments.state} or {Use.DEAD}
    shown = [verdict for verdict in found if verdict.use in wanted]
    if arguments.json:
        from ploke.cli.records import encode
        from ploke.cli.report_records import verdict_record

        for verdict in shown[: arguments.limit]:
            console.line(encode(verdict_record(verdict)))
    else:
        from ploke.cli.views.graph_reports import show_verdicts
        from ploke.graph.analyses.dead_code.doubts import OFFERED

        show_verdicts(console, shown, found, arguments.limit or LIMIT)
        offered = sum(verdict.reason.startswith(OFFERED) for verdict in found if verdict.use is Use.UNKNOWN)
        if offered:
            says = "is" if offered == 1 else "are"
            console.note(
                f"{offered:,} {says} public in a package that others may import; --application judges them too."
            )
    return CHECK_FAILED if any(verdict.use is Use.DEAD for verdict in found) else DONE
