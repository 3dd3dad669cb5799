"""Solved, confirmed, closed, opened again; silence, duplicates and disputes (п. 4.9, 6.9; Прил. 2; Прил. 3, п. 2)."""
