"""Search over everything, as whoever asks may read it."""
