"""The three clocks of a ticket, read from its log (Прил. 2, табл. 1; п. 4.10, 4.11, 11.1)."""
