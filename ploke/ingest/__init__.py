"""Ingestion: files to facts, chunks and term counts, in worker processes."""
