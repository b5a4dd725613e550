from mitmachstadt.arena.actions.arenas import choose_goals, keep_arena, open_arena
from mitmachstadt.arena.actions.comparing import ask_to_compare, compare_ideas
from mitmachstadt.arena.actions.grouping import say_of_pair
from mitmachstadt.arena.actions.importing import Imported, import_ideas
from mitmachstadt.arena.actions.merging import merge_ideas, split_idea, undo_merge
from mitmachstadt.arena.actions.moving import aim_at, convert_idea, move_idea, pay_into
from mitmachstadt.arena.actions.sheets import write_sheet
from mitmachstadt.arena.actions.submitting import IdeaWords, submit_idea

__all__ = [
    "IdeaWords",
    "Imported",
    "aim_at",
    "ask_to_compare",
    "choose_goals",
    "compare_ideas",
    "convert_idea",
    "import_ideas",
    "keep_arena",
    "merge_ideas",
    "move_idea",
    "open_arena",
    "pay_into",
    "say_of_pair",
    "split_idea",
    "submit_idea",
    "undo_merge",
    "write_sheet",
]
