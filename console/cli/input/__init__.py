"""What the command line is given: options, names, typed values."""
