"""The command line: `mitmachstadt ...`. One module per command; Django is set up only when needed."""
