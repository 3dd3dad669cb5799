"""``pult call|letter|outage|queue|…``: the desk's registers, lists and exchange."""
