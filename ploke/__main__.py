"""``python -m ploke``."""

import sys

from ploke.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
