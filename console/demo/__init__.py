"""The console of the demonstration: it says what this is, and lets one be somebody else."""
