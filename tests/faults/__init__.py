"""What breaks around the program, and what it does then: ``docs/faults.md`` names the test of each."""
