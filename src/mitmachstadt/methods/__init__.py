"""What can be computed without a database: no Django, no clock, no network, no dice."""
