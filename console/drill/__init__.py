"""The drill in the console: who is on the line, the course of the shift, the page at its end."""
