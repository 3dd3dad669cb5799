"""Primary processing, type and priority (п. 5.5, 5.10; Прил. 2)."""
