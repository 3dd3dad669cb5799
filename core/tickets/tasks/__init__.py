"""Tasks and approvals inside a ticket (п. 4.4, 6.5, 11.3, 11.4)."""
