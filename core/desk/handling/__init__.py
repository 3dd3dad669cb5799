"""The way of a command: cleaned, screened, judged, carried out in one transaction."""
