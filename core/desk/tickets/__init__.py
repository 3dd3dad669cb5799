"""The reads of one ticket."""
