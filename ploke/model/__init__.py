"""The values that travel between stages: standard library only, frozen, in bulk as tuples.

Rows that exist by the hundred thousand (symbols, references, chunks) are ``NamedTuple``; what exists once a file or
once a request is a frozen dataclass. Building a frozen dataclass costs about four times a named tuple.
"""
