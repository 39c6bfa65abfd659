"""The graph for other programs and for the eye: one file a format, from one ``Drawing``."""
