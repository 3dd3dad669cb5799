"""Registration of a request (п. 3.6, 5.5; Прил. 3)."""
