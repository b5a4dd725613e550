from mitmachstadt.arena.models import Arena, Idea
from mitmachstadt.arena.queries.arenas import (
    ArenaLine,
    arena_by_public_id,
    arena_of,
    arenas,
    fields_to_choose,
    goals_of,
    windows_of,
)
from mitmachstadt.arena.queries.gates import Facts, became_of, facts_about, is_sponsor
from mitmachstadt.arena.queries.ideas import (
    IdeaPage,
    StepLine,
    idea_by_public_id,
    idea_of,
    idea_page,
    ideas_at,
    merge_parts,
    newest_sheet,
    part_trace,
    sheets_of,
)
from mitmachstadt.arena.queries.lists import IdeaFilter, IdeasPage, ListedIdea, ideas_page
from mitmachstadt.arena.queries.similar import MOST_GROUPED, GroupedIdea, ideas_to_group, pairs_of

__all__ = [
    "MOST_GROUPED",
    "Arena",
    "ArenaLine",
    "Facts",
    "GroupedIdea",
    "Idea",
    "IdeaFilter",
    "IdeaPage",
    "IdeasPage",
    "ListedIdea",
    "StepLine",
    "arena_by_public_id",
    "arena_of",
    "arenas",
    "became_of",
    "facts_about",
    "fields_to_choose",
    "goals_of",
    "idea_by_public_id",
    "idea_of",
    "idea_page",
    "ideas_at",
    "ideas_page",
    "ideas_to_group",
    "is_sponsor",
    "merge_parts",
    "newest_sheet",
    "pairs_of",
    "part_trace",
    "sheets_of",
    "windows_of",
]
