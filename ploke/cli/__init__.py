"""The command line: parses, calls the workspace, and shows what it answers."""
