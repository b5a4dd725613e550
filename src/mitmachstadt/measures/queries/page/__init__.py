from mitmachstadt.measures.queries.page.measure import MeasurePage, measure_page
from mitmachstadt.measures.queries.page.milestone import MilestonePage, milestone_page
from mitmachstadt.measures.queries.page.parts import parts_of

__all__ = ["MeasurePage", "MilestonePage", "measure_page", "milestone_page", "parts_of"]
