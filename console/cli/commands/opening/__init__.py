"""``pult console|demo|keys``: what opens the console."""
