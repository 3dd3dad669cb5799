"""What reports are read from: the tickets of a span, their logs without words, registers as they stood."""
