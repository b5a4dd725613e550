"""A draft with three chapters, and short ways to write at it."""

import pytest

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.models import Edition, EditionPassage
from mitmachstadt.strategy.queries import placed_sections
from tests import factories as f

TEXT = """\
# Grünbuch

## Verkehr

Eins.

Zwei.

### Rad

Drei.

## Bildung

Vier.
"""


class Desk:
    """One colleague of the office at one draft."""

    def __init__(self, edition: Edition, name: str = "Büro") -> None:
        self.edition, self.by = edition, f.office(name)

    def __getattr__(self, verb):
        """An action with the edition, the person and the moment filled in."""
        action = getattr(actions, verb)
        return lambda **rest: action(edition=self.edition, visitor=self.by, at=f.NOW, **rest)

    def at(self, words: str) -> EditionPassage:
        return f.placed(self.edition, words)

    def passage(self, words: str):
        return self.at(words).passage

    def section(self, title: str):
        rows = self.edition.placed_sections.select_related("section__node")
        return next(row.section for row in rows if row.title == title)

    def colleague(self) -> "Desk":
        return Desk(Edition.objects.get(pk=self.edition.pk), "Kollegin")

    @property
    def layout(self) -> list[tuple[str, list[str]]]:
        """(heading, texts below it) in reading order."""
        return [(s.title, [p.text for p in s.passages]) for s in placed_sections(self.edition)]

    @property
    def texts(self) -> list[str]:
        return [text for _, texts in self.layout for text in texts]


@pytest.fixture
def desk(db) -> Desk:
    """A revision of a published edition."""
    first = f.published_edition(TEXT)
    return Desk(
        actions.revise_edition(edition=first, label="Fassung 2", visitor=f.office(), at=f.NOW)
    )
