"""The log of events: one hash chain, and what keeps it whole."""
