"""Search: a query to ranked spans, in pure steps over an ``IndexReader``.

query ─ parse ─▶ Query ─ propose ─▶ candidates ─ gather ─▶ evidence ─ rank ─▶ hits. Nothing here opens a file.
"""
