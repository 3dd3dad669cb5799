"""The one registry of commands and what is made from it: bindings, key bar, help, palette."""
