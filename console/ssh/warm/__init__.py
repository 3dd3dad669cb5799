"""The warm host: a server that holds the program imported and forks a console for each terminal that the gate hands on.

:mod:`console.ssh.enter` stays the only way in. It offers the terminal of whom it has let in (``gate``); the server
(``server``) forks, its child (``child``) takes the terminal and opens the desk itself, and the process that sshd waits
for becomes a small one that passes signals on (``client``). Without a server all of it is as before.

Over one connection of packets (SOCK_SEQPACKET), so that nobody ever has two consoles on one terminal:
server -> gate the greeting, gate -> child the request with the terminal, child -> gate ``HERE``, client -> child
``GO``; then signals by their numbers, and at the end the child's exit code.
"""
