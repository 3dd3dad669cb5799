"""``pult call|letter|outage|queue|report|…``: the desk's registers, lists and exchange."""
