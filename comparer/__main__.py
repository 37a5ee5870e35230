"""`python -m comparer`: the same as the command `comparer`."""

import sys

from comparer.app.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
