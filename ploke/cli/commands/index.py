"""``ploke index``: bring the index up to date and say what it holds."""

from __future__ import annotations

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.opening import open_workspace
from ploke.cli.parser import Arguments, Parser, add_index_dir, add_output, positive, seconds


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("path", "PATH", "the repository: a folder or a git URL; else the one you are in", most=1)
    add_index_dir(parser)
    parser.add_argument("--rebuild", action="store_true", help="build the index anew from nothing")
    parser.add_argument("--workers", metavar="N", type=positive, help="worker processes (setting index.workers)")
    parser.add_argument(
        "--wait", metavar="SECONDS", type=seconds, default=0.0, help="wait this long for another process that indexes"
    )
    parser.add_argument(
        "--scip",
        metavar="FILE",
        action="append",
        default=[],
        help="take in what an indexer of a language has written in SCIP: its answers are exact; may be repeated",
    )
    parser.add_argument("--no-scip", action="store_true", help="drop what was taken in with --scip")
    add_output(parser, "print one object")


def run(arguments: Arguments, console: Console) -> int:
    """Sync, then print the report."""
    from ploke.cli.views.progress import progress_bar

    path = arguments.path[0] if arguments.path else None
    flags = {"index.workers": arguments.workers}
    with (
        open_workspace(console, path, arguments.index_dir, flags) as workspace,
        progress_bar(console) as progress,
    ):
        report = workspace.sync(
            progress=progress,
            rebuild=arguments.rebuild,
            wait=arguments.wait,
            scip=arguments.scip,
            forget_scip=arguments.no_scip,
        )
    for note in report.notes:
        console.note(note)
    if arguments.json:
        from ploke.cli.records import encode, plain

        places = {"root": str(workspace.root), "index_dir": str(workspace.index_dir)}
        console.line(encode({**places, **plain(report)}))
    elif not console.quiet and report.files:
        from ploke.cli.views.sync_report import show_sync_report

        show_sync_report(console, report, workspace.root)
    return DONE if report.files else NOTHING
