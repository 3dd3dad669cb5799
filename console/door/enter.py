"""The forced command of keys that were answered for before :mod:`console.ssh.enter` had its name."""

import os
import sys

from console.ssh.enter import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
