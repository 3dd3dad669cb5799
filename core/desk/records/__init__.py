"""The reads of the directory and of the registers."""
