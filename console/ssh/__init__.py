"""The door for operators who come over SSH: what sshd asks before it lets somebody in, and what it then starts.

``python -I -m console.ssh.authorized_keys`` is sshd's AuthorizedKeysCommand; its answer forces ``console.ssh.enter``,
which looks once more and becomes ``console.ssh.console`` with an environment of its own. docs/deploy.md tells more.
"""
