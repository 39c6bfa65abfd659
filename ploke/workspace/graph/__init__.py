"""Questions to the code graph: ``questions`` has them all, a file beside it each use case that is more than a line."""
