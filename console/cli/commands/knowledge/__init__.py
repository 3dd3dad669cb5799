"""``pult search|solution``: what the desk knows: found by words, documented."""
