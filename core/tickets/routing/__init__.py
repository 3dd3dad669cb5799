"""Where a request goes: ordered rules, filters, a fair chooser (Прил. 2; п. 5.9)."""
