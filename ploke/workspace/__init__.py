"""Use cases: one file each, none importing another; ``Workspace`` delegates to them."""
