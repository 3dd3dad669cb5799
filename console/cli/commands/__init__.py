"""One module per command of ``pult``, imported only when its command is asked for."""
