"""A store as it was at an instant: the same tables under the same names, as their log had made them by then."""
