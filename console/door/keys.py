"""sshd's AuthorizedKeysCommand under its older name: :mod:`console.ssh.authorized_keys`."""

import sys

from console.ssh.authorized_keys import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
