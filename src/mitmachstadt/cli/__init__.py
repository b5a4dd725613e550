"""The command line: one module per command; Django is set up only when one needs it."""
