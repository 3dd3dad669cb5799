"""What a ticket has to do with others: watchers, files, links, splits (п. 5.9; Прил. 3, п. 1–3)."""
