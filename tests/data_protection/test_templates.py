"""The operator's templates know of everything that the apps keep about people."""

from pathlib import Path

import pytest

from mitmachstadt.kernel.declarations import declared

FOLDER = Path(__file__).parents[2] / "docs" / "data-protection"
# app -> the process of the impact assessment that its tables belong to.
TOLD_AS = {
    "account": "Anmeldung",
    "arena": "Moderation",
    "answers": "Rückmeldungen",
    "barriers": "Fragen an das Büro und gemeldete Barrieren",
    "concerns": "Fragen an das Büro und gemeldete Barrieren",
    "contributions": "Moderation",
    "data_protection": "Konto",
    "django_tasks_database": "Folgen per E-Mail",
    "formats": "Aufgaben in der Stadt",
    "help": "Aufgaben in der Stadt",
    "kernel": "Schutz vor Massenversuchen",
    "ledger": "Aufgaben in der Stadt",
    "measures": "Aufgaben in der Stadt",
    "mfa": "Anmeldung",
    "news": "Aufgaben in der Stadt",
    "nodes": "Schreiben ohne Konto",
    "outreach": "Eintragen für andere",
    "people": "Konto",
    "places": "Aufgaben in der Stadt",
    "responsibilities": "Aufgaben in der Stadt",
    "sessions": "Anmeldung",
    "socialaccount": "Anmeldung",
    "strategy": "Aufgaben in der Stadt",
    "taxonomies": "Aufgaben in der Stadt",
    "usage": "Besuche und Zufriedenheit",
}


def text_of(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("app", sorted({one.model.split(".")[0] for one in declared()}))
def test_impact_assessment_has_a_process_for_the_tables_of_each_app(app):
    assert app in TOLD_AS, f"say in the impact assessment what {app} keeps, and name it here"
    assert f"\n| {TOLD_AS[app]} |" in text_of("folgenabschaetzung.md")


def test_impact_assessment_says_that_visits_are_counted_and_not_that_nothing_is():
    said = text_of("folgenabschaetzung.md")
    assert "niemand wird gemessen" not in said and "Besuche und Zufriedenheit werden" in said


def test_both_templates_know_the_second_factor_that_the_software_demands():
    for name in ("folgenabschaetzung.md", "sicherheitskonzept.md"):
        said = text_of(name).lower()
        assert "zweiter faktor" in said or "zweitem faktor" in said, name
        assert "⟨zweiter faktor" not in said, name
    assert "MITMACHSTADT_SECOND_FACTOR" in text_of("sicherheitskonzept.md")
