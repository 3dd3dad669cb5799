"""Names of people in a text."""
