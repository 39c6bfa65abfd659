"""Text: terms, lines, encodings, paths."""
