"""Personal data that is a number: documents, policies, cards, also in words and in tables."""
