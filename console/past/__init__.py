"""Looking back: the console's own screens over the desk as it was at an instant, in a colour of its own."""
