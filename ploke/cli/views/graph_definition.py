"""What a name at a place means, for people."""

from __future__ import annotations

from ploke.cli.console import Console, visible
from ploke.cli.views.graph import doubt, kind_of, label, place
from ploke.cli.views.tables import show_table
from ploke.model.graph_answers import Definition


def show_definition(console: Console, answer: Definition) -> None:
    """Print the targets; or that the symbol itself is defined there; or why nothing is known."""
    rows = []
    for link in answer.links:
        kind = console.paint(link.edge.kind.value, "dim")
        if link.target is None:
            rows.append((kind, console.paint(visible(link.edge.external), "bold"), "outside of the repository"))
        else:
            said = f"{place(console, link.target)}  {visible(link.target.signature)}".rstrip()
            rows.append((kind, console.paint(label(link.target), "bold"), f"{said}{doubt(console, link)}"))
    show_table(console, rows)
    for each in answer.open:
        expression = console.paint(visible(each.reference.expression), "bold")
        console.line(f"{expression} is not resolved: {each.reference.reason.value}.")
    if answer.symbol is not None:
        row = answer.symbol
        console.line(f"{console.paint(label(row), 'bold')}  {kind_of(row)}  is defined here")
    elif not answer.links and not answer.open:
        where = f"{visible(answer.path)}:{answer.line}"
        if answer.name:
            console.line(f"{visible(answer.name)} in {where} refers to no symbol: a local name, or no reference.")
        else:
            console.line(f"There is no reference to a symbol in {where}.")
