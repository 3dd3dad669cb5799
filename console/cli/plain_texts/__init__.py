"""Answers as an operator reads them in a plain terminal."""
