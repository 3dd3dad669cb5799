"""The breach panel: its screen, what it says, where each of its figures leads."""
