"""What the program itself says about terms (п. 4.5), and what somebody wants to hear of at once."""
