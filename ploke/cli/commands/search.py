"""``ploke search``: one query, or a batch of them in one process."""

from __future__ import annotations

from contextlib import nullcontext

from ploke.cli.console import Console
from ploke.cli.exit_codes import DONE, NOTHING
from ploke.cli.limits import bounded_regex
from ploke.cli.opening import open_workspace
from ploke.cli.parser import (
    Arguments,
    Parser,
    add_console,
    add_filters,
    add_no_sync,
    add_repository,
    known_languages_of,
    positive,
)
from ploke.errors import UsageError


def configure(parser: Parser) -> None:
    """Declare the options."""
    parser.add_words("query", "QUERY", 'what to look for; words in "quotes" must stand in the text as they are')
    add_repository(parser)
    parser.add_argument("-k", metavar="N", type=positive, help="results in all (setting search.k)")
    parser.add_argument("--per-file", metavar="N", type=positive, help="results a file (setting search.per_file)")
    parser.add_argument("--mode", choices=("hybrid", "lexical", "semantic"), help="evidence (setting search.mode)")
    add_filters(parser)
    parser.add_argument("--literal", action="store_true", help="the query is exact text")
    parser.add_argument("--regex", action="store_true", help="the query is a regular expression")
    parser.add_argument("-i", "--ignore-case", action="store_true", help="with --literal or --regex: any case")
    parser.add_argument("--batch", metavar="FILE", help='lines {"id","query"} in (- is standard input), answers out')
    parser.add_argument(
        "--format", choices=("plain", "vimgrep", "json"), default="plain", help="how results are printed"
    )
    parser.add_argument("--json", dest="format", action="store_const", const="json", help="one object a line")
    parser.add_argument("--text", action="store_true", help="with --json: the text of each result too")
    parser.add_argument("-v", "--explain", action="store_true", help="say why each result was found")
    add_no_sync(parser)
    add_console(parser)


def run(arguments: Arguments, console: Console) -> int:
    """Search and print."""
    query = _query_in(arguments)
    from ploke.cli.views.progress import progress_bar
    from ploke.model.results import Mode, SearchRequest

    flags = {"search.k": arguments.k, "search.per_file": arguments.per_file, "search.mode": arguments.mode}
    with open_workspace(console, arguments.repo, arguments.index_dir, flags) as workspace:
        config = workspace.config
        # Like other tools that find exact text, show every match in a file unless told otherwise.
        exact = arguments.literal or arguments.regex
        every = exact and config.origin("search.per_file") == "default"
        request = SearchRequest(
            query=query,
            k=config.get("search.k"),
            per_file=config.get("search.k" if every else "search.per_file"),
            mode=Mode(config.get("search.mode")),
            languages=known_languages_of(arguments.language, workspace.config),
            paths=tuple(arguments.path),
            literal=arguments.literal,
            regex=arguments.regex,
            ignore_case=arguments.ignore_case,
        )
        if arguments.batch is not None:
            from ploke.cli.batch import answer_batch

            return answer_batch(workspace, arguments, request, console)
        with progress_bar(console) as progress, bounded_regex() if arguments.regex else nullcontext():
            response = workspace.search(request, sync=not arguments.no_sync, progress=progress)
    for note in response.notes:
        console.note(note)
    if not response.hits and arguments.format == "plain":
        console.note("Nothing found.")
    if arguments.format == "json":
        from ploke.cli.records import encode, hit_record

        for hit in response.hits:
            console.line(encode(hit_record(hit, text=arguments.text)))
    else:
        from ploke.cli.views.hits import show_hits, show_vimgrep

        if arguments.format == "vimgrep":
            show_vimgrep(console, response.hits)
        else:
            show_hits(console, response.hits, explain=arguments.explain)
    return DONE if response.hits else NOTHING


def _query_in(arguments: Arguments) -> str:
    """The query in the arguments, or ``UsageError`` where they do not fit together."""
    query = " ".join(arguments.query)
    if arguments.literal and arguments.regex:
        raise UsageError("A query is either --literal or --regex, not both.", "Leave one out.")
    if arguments.batch is not None:
        if arguments.query:
            raise UsageError("With --batch the queries stand in the file.", "Leave the query or --batch out.")
        if arguments.format == "vimgrep":
            raise UsageError("A batch is answered in JSON only.", "Leave --format out.")
    elif not query.strip():
        raise UsageError("The query is empty.", 'Say what to look for: ploke search "parse the settings file".')
    # Arguments that are not UTF-8 reach Python as lone surrogates, which no text on disk can match.
    return query.encode("utf-8", "replace").decode("utf-8")
