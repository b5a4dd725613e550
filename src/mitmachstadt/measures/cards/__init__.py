from mitmachstadt.measures.cards.lines import column_html, lines_html
from mitmachstadt.measures.cards.status import status_badge
from mitmachstadt.measures.cards.timeline import timeline_svg
from mitmachstadt.measures.cards.timeline_table import rows_html

__all__ = ["column_html", "lines_html", "rows_html", "status_badge", "timeline_svg"]
