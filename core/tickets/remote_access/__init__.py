"""Remote sessions, workplaces, runs of the МИС as a user (гл. 8, 9; п. 5.11, 6.10)."""
