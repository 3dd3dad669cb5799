"""Where older installations of the service look for :mod:`console.ssh`: sshd's configuration names modules.

A host that was set up before the modules were renamed goes on working; docs/deploy.md names the new ones.
"""
