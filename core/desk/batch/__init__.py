"""Whole histories carried out in one transaction, their tickets in memory: for a desk that is made anew."""
