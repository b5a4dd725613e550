"""A city in one file: a ZIP of JSON lines, one file a table, with its digests in `manifest.json`.

It belongs to no database: what SQLite wrote, PostgreSQL reads, and the other way round.
"""
