"""The editor against a plain list of lists: whatever is moved, divided or joined."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.enums import Direction
from mitmachstadt.strategy.errors import NothingThere
from mitmachstadt.strategy.models import EditionPassage
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f

TEXT = "# A\n\nEins.\n\nZwei.\n\n# B\n\n# C\n\nDrei.\n\nVier.\n"
VERBS = ("up", "down", "to", "add", "leave-out", "back", "split", "join", "heading")
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 9)), max_size=12)


class Model:
    """Sections as lists of texts; does with lists what the editor does with a draft."""

    def __init__(self) -> None:
        self.sections = [["Eins.", "Zwei."], [], ["Drei.", "Vier."]]
        self.out: list[str] = []
        self.made = 0

    def flat(self):
        return [(s, p) for s, texts in enumerate(self.sections) for p in range(len(texts))]

    def move(self, where, direction):
        s, p = where
        text = self.sections[s].pop(p)
        if 0 <= p + direction <= len(self.sections[s]):
            self.sections[s].insert(p + direction, text)
        elif direction < 0:
            self.sections[s - 1].append(text)
        else:
            self.sections[s + 1].insert(0, text)

    def can_move(self, where, direction):
        s, p = where
        inside = 0 <= p + direction < len(self.sections[s])
        return inside or 0 <= s + direction < len(self.sections)


class TestEditor(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(STEPS)
    def test_draft_says_what_the_list_says_in_the_same_order(self, steps):
        first = f.published_edition(TEXT)
        by = {"visitor": f.office(), "at": f.NOW}
        draft = actions.revise_edition(edition=first, label="2", **by)
        model = Model()
        for verb, number in steps:
            self.step(model, verb, number, {"edition": draft, **by})
            self.compare(draft, model)

    def compare(self, draft, model):
        placed = placed_sections(draft)
        assert [[p.text for p in s.passages] for s in placed] == model.sections
        rows = EditionPassage.objects.filter(edition=draft).order_by("position")
        said = list(rows.values_list("wording__text", flat=True))
        assert said == [text for texts in model.sections for text in texts]

    def step(self, model, verb, number, by):
        places = model.flat()
        if not places:
            return
        s, p = places[number % len(places)]
        text = model.sections[s][p]
        placing = EditionPassage.objects.get(edition=by["edition"], wording__text=text)
        passage = placing.passage
        getattr(self, "do_" + verb.replace("-", "_"))(
            model, s, p, text, passage, placing, number, by
        )

    def do_up(self, model, s, p, text, passage, placing, number, by, direction=-1):
        way = Direction.UP if direction < 0 else Direction.DOWN
        if model.can_move((s, p), direction):
            actions.move_passage(passage=passage, direction=way, **by)
            model.move((s, p), direction)
        else:
            self.assertRaises(
                NothingThere, actions.move_passage, passage=passage, direction=way, **by
            )

    def do_down(self, *rest):
        self.do_up(*rest, direction=1)

    def do_to(self, model, s, p, text, passage, placing, number, by):
        to = number % len(model.sections)
        section = list(by["edition"].placed_sections.order_by("position"))[to].section
        actions.move_passage(passage=passage, to=section, **by)
        model.sections[s].pop(p)
        model.sections[to].append(text)

    def do_add(self, model, s, p, text, passage, placing, number, by):
        model.made += 1
        actions.add_passage(after=placing, text=f"Neu {model.made}.", **by)
        model.sections[s].insert(p + 1, f"Neu {model.made}.")

    def do_leave_out(self, model, s, p, text, passage, placing, number, by):
        actions.remove_passage(passage=passage, **by)
        model.sections[s].pop(p)

    def do_back(self, model, s, p, text, passage, placing, number, by):
        """What is there cannot come back."""
        with self.assertRaises(Refusal):
            actions.bring_passage_back(passage=passage, **by)

    def do_split(self, model, s, p, text, passage, placing, number, by):
        model.made += 1
        parts = [text, f"Teil {model.made}."]
        actions.split_passage(passage=passage, texts=parts, **by)
        model.sections[s][p : p + 1] = parts

    def do_join(self, model, s, p, text, passage, placing, number, by):
        if p == 0:
            self.assertRaises(NothingThere, actions.merge_passages, passage=passage, **by)
            return
        actions.merge_passages(passage=passage, **by)
        model.sections[s][p - 1 : p + 1] = [f"{model.sections[s][p - 1]} {text}"]

    def do_heading(self, model, s, p, text, passage, placing, number, by):
        model.made += 1
        actions.add_heading(title=f"Kopf {model.made}", level=1, before=passage, **by)
        model.sections[s : s + 1] = [model.sections[s][:p], model.sections[s][p:]]
