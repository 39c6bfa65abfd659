"""What version control says of files, read from its own files: ignore rules, work trees, submodules, settings."""
