"""``pult init|backup|verify|sweep|…``: the store, kept in order."""
