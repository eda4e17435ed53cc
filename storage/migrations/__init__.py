"""How the tables came to be, one change at a time."""
