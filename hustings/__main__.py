"""`python -m hustings` is the command `hustings`."""

import sys

from hustings.cli import main

if __name__ == "__main__":
    sys.exit(main())
