"""ploke: a code graph and searchable index of a repository, on your own machine."""
