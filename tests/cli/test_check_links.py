"""`mitmachstadt check-links` keeps the answers and tells how many there were."""

import pytest

from mitmachstadt.cli.main import main
from mitmachstadt.kernel import outward
from mitmachstadt.kernel.outward import Reached
from mitmachstadt.strategy import actions
from mitmachstadt.strategy.models import Source
from tests import factories as f

pytestmark = pytest.mark.django_db


def test_chore_asks_each_address_once_and_says_what_it_found(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edition = f.draft_edition()
    for words, url in (("Wege", "https://example.org/a"), ("Netz", "https://example.org/b")):
        actions.cite(
            edition=edition, placing=f.placed(edition, words), author="Institut", title="Studie",
            url=url, retrieved=f.NOW.date(), visitor=f.office(), at=f.NOW,
        )  # fmt: skip
    asked: list[str] = []

    def ask(url: str) -> Reached:
        asked.append(url)
        return Reached(url.endswith("a"), 404)

    monkeypatch.setattr(outward, "ask", ask)
    assert main(["check-links", "--verbose"]) == 0
    assert sorted(asked) == ["https://example.org/a", "https://example.org/b"]
    out = capsys.readouterr()
    assert out.out == "1 addresses answered, 1 did not.\n"
    assert "https://example.org/b: gone (404)" in out.err
    assert Source.objects.get(url__endswith="b").gone_since is not None


def test_chore_without_citations_asks_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-links"]) == 0
    assert capsys.readouterr().out == "0 addresses answered, 0 did not.\n"
