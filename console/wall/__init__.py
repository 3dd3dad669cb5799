"""The breach panel: what it says, where it stands and where each of its figures leads, without a widget."""
