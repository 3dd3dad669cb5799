"""The registers: what the desk keeps beside its tickets, each row the fold of its facts."""
