"""Terms and waiting (п. 4.6, 4.8, 5.9–6.8)."""
