"""How a console makes itself heard."""
