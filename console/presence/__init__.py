"""Who is at which ticket, whose console is open, who is away."""
