"""``python -m console``: the same as ``pult``."""

import sys

from pult import main

sys.exit(main())
