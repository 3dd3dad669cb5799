"""Administration: what time causes, copies, archives, verification, moves."""
