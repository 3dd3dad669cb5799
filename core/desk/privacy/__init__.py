"""The gate of personal data (Прил. 3, п. 5)."""
