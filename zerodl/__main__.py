"""``python -m zerodl``: the command ``zerodl``, for when its folder is not on the PATH."""

import sys

from .cli import main

sys.exit(main())
