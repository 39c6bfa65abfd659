"""The questions of ``ploke graph``: one line each, as in ``ploke.cli.registry``."""

from __future__ import annotations

from ploke.cli.registry import Command

COMMANDS = (
    Command("graph show", "ploke.cli.commands.graph.show", "Show a symbol with all that is one step away"),
    Command("graph callers", "ploke.cli.commands.graph.callers", "Show who calls a symbol"),
    Command("graph callees", "ploke.cli.commands.graph.callees", "Show what a symbol calls"),
    Command("graph references", "ploke.cli.commands.graph.references", "Show where a symbol is named"),
    Command("graph definition", "ploke.cli.commands.graph.definition", "Show what the name at a place means"),
    Command("graph path", "ploke.cli.commands.graph.path", "Show a shortest way from one symbol to another"),
    Command("graph impact", "ploke.cli.commands.graph.impact", "Show what a change may reach, and its tests"),
    Command("graph tests-for", "ploke.cli.commands.graph.tests_for", "Show the tests that run a symbol"),
    Command("graph dead-code", "ploke.cli.commands.graph.dead_code", "List definitions that nothing uses"),
    Command("graph cycles", "ploke.cli.commands.graph.cycles", "List import cycles of files and folders"),
    Command("graph hotspots", "ploke.cli.commands.graph.hotspots", "Rank files by what depends on them and changes"),
    Command("graph communities", "ploke.cli.commands.graph.communities", "List files that belong together"),
    Command("graph unresolved", "ploke.cli.commands.graph.unresolved", "List references that have no edge, and why"),
    Command("graph stats", "ploke.cli.commands.graph.stats", "Count the graph's symbols, edges and gaps"),
    Command("graph edges", "ploke.cli.commands.graph.edges", "List all edges"),
    Command("graph export", "ploke.cli.commands.graph.export", "Write the graph for other programs, or as a page"),
)
