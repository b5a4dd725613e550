from mitmachstadt.measures.cards.timeline import timeline_svg

__all__ = ["timeline_svg"]
