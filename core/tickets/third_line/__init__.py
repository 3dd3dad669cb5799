"""ТЛТП: hand-over, return, verification (гл. 7)."""
