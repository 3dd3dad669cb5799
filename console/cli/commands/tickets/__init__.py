"""``pult ticket`` and ``pult explain``: a request from its registration to its closing."""
