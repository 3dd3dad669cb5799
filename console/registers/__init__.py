"""The desk's registers as the console shows them: what is read, which columns tell it, what can be done."""
