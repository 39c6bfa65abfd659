"""Dead code in three values: what is safe to delete, what is in use, and what cannot be told, each with the reason.

Lists of dead code are worth as much as their worst line, so a definition is called dead only where nothing speaks
against it. The way of an answer:

1. ``candidates``: what is judged at all.
2. ``roots``: what runs unasked: programs, tests, entry points of manifests, what a framework or the language calls.
3. ``reach``: what follows from that over the edges of the graph; all this is live.
4. ``doubts``: what could use the rest without an edge: unresolved references, names in texts, frameworks, importers.
   Whatever is in doubt, and what follows from it, is unknown.
5. The rest is dead.
"""
