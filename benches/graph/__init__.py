"""Benches of the code graph."""
