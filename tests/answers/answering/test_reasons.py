"""Which reasons say something."""

import pytest

from mitmachstadt.answers.enums import LONGEST_REASON
from mitmachstadt.answers.errors import OnlyNoted, ReasonTooLong, ReasonTooShort
from mitmachstadt.answers.rules import may_reason_with

pytestmark = pytest.mark.django_db

ONLY_NOTED = [
    "Zur Kenntnis genommen.",
    "Wird zur Kenntnis genommen. Vielen Dank!",
    "Vielen Dank für Ihren Hinweis, wir nehmen ihn gerne zur Kenntnis.",
    "Wir danken Ihnen herzlich für Ihren wertvollen Beitrag zur Beteiligung.",
    "Wir haben Ihre Anmerkung zur Kenntnis genommen und danken Ihnen dafür.",
    "Die Stellungnahme wurde durch uns\n  ZUR   KENNTNIS   genommen!!!",
    "Ihr Beitrag wurde mit großem Interesse gelesen und zur Kenntnis genommen.",
    "Der Hinweis dient lediglich der Kenntnisnahme.",
    "Herzlichen Dank für Ihre Mühe, Ihre Zeit und Ihr Engagement.",
    "Die Anregung ist notiert worden, besten Dank dafür.",
    "Wir bedanken uns für Ihre Anregung und haben sie vermerkt.",
    "Ihre Eingabe ist bei uns eingegangen und wurde registriert.",
    "Der Hinweis wird dankend zur Kenntnis genommen.",
    "Haben wir gelesen, danke für Ihre interessante Rückmeldung!",
    "Das nehmen wir zur Kenntnis. Freundliche Grüße, Ihr Strategiebüro",
    "zur Kenntnis genommen " * 20,
    "Danke. " * 50,
]


REASONS = [
    "Danke, der Absatz zum Lieferverkehr wird im nächsten Entwurf ergänzt.",
    "Ihre Kenntnis der Kreuzung hat geholfen: Die Ampel steht jetzt im Text.",
    "Nicht übernommen, weil der Bezirk dafür zuständig ist. Vielen Dank.",
    "Dank Ihres Hinweises ist der Fehler in der Tabelle berichtigt.",
    "Der Beirat nahm den Vorschlag zur Kenntnis und lehnt ihn ab: Die Mittel fehlen.",
    "Nach unserer Kenntnis gehört das Grundstück nicht dem Land.",
    "Das Ziel bleibt, weil ohne Sprachkenntnisse der Zugang zu Arbeit fehlt.",
    "Wir nehmen das zur Kenntnis und prüfen, ob die Ampel länger grün bleibt.",
    "Dankesworte sind schön, aber der Satz stand schon in der ersten Fassung.",
    "Notiert und im Abschnitt 3.2 als offene Frage an die Verkehrsbehörde eingetragen.",
    "Steht schon in Kapitel 2.",
    "Ja, das wird so gemacht.",
]  # fmt: skip


@pytest.mark.parametrize("reason", ONLY_NOTED)
def test_reason_that_only_thanks_or_notes_is_refused(reason):
    assert isinstance(may_reason_with(reason).refusal, OnlyNoted)


@pytest.mark.parametrize("reason", REASONS)
def test_reason_that_says_something_is_taken_even_with_thanks(reason):
    assert may_reason_with(reason).allowed


@pytest.mark.parametrize(
    "reason", ["", "Nein.", "Passt nicht, leider.", ". " * 40, "--- *** ---" * 5]
)
def test_reason_that_is_too_short_is_refused(reason):
    refusal = may_reason_with(reason).refusal
    assert isinstance(refusal, ReasonTooShort) and refusal.data == {"shortest": 20}


def test_reason_that_is_too_long_is_refused():
    assert may_reason_with("x" * LONGEST_REASON).allowed
    assert isinstance(may_reason_with("x" * (LONGEST_REASON + 1)).refusal, ReasonTooLong)
