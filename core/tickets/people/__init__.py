"""Clinics and their people: contracts, cards, letters, accounts (п. 1.2; гл. 10)."""
