"""One command to several tickets: the plan of it, its course, the report at its end."""
