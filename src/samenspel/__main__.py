"""`python -m samenspel` does what `samenspel` does."""

import sys

from samenspel.cli import main

sys.exit(main())
