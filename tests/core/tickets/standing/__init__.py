"""What the rules answer as they stand: every command in every situation, written down, so that a rebuilding shows.

These are no right values: those stand in the tests beside, computed by hand from the regulation. A file here changes
only with a rule, in the same commit, and is read when it does: ``python -m tests.core.tickets.standing`` writes anew.
"""
