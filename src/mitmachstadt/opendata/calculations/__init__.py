from mitmachstadt.opendata.calculations.synopsis import synopsis
from mitmachstadt.opendata.calculations.tables import csv_lines, json_pieces

__all__ = ["csv_lines", "json_pieces", "synopsis"]
