"""How the queue is looked at: shipped and saved views, their order, groups and columns, what of it is kept."""
