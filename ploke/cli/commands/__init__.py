"""The commands, one file each; see ``ploke.cli.registry``."""
