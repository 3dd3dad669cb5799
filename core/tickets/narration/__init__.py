"""Events told in Russian, and the fields of a ticket by name."""
