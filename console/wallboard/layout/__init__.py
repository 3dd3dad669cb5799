"""Where the parts of the breach panel stand, and how they are painted: pure."""
