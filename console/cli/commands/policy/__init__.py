"""``pult route|sla|worktime|calendar|…``: what the settings say, and what they would."""
