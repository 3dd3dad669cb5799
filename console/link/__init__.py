"""The way to the desk: reads and commands in threads, what others commit, the first look."""
