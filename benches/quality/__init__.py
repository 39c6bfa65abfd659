"""How good the answers are, against outside gold sets in a folder that an environment variable names."""
