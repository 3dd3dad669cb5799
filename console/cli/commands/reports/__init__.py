"""``pult report``: what stands open now, and reports over a period."""
