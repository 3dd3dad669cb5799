"""What every command shares: its registration, rights, gate, checks."""
