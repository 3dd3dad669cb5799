"""What a process keeps of the store between transactions, and proves against the log before it believes it."""
