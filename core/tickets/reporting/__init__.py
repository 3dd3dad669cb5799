"""Reports: how terms were kept, what it took, why not (п. 4.10, 4.11, 11.1): pure functions over folded logs."""
