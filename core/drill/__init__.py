"""«Тренажёр»: a shift in a quarter of an hour for a new ПЛТП specialist, in the real console, judged by clause."""
