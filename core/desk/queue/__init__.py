"""The reads of a list of tickets. Light to import: no rule is loaded."""
