"""What building and testing need; nothing here is part of the running city."""
