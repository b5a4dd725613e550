"""Every page is looked at with axe: by its address, or in a journey that comes by."""

import re
from pathlib import Path

import pytest
from django.test import Client

from tests.factories import NOW
from tests.journeys import addresses as visited
from tests.permissions.actors import Actor
from tests.permissions.addresses import addresses, filled
from tests.permissions.city import build, named
from tests.permissions.table import TABLE

JOURNEYS = Path(visited.__file__).parent
LOOKED_AT = {
    key.split()[0]
    for pages in (
        visited.PUBLIC, visited.OFFICE, visited.MODERATION, visited.HELPING, visited.ADMINISTRATION,
        visited.RESIDENT,
    )
    for key in pages
}  # fmt: skip
NO_PAGE = set(
    """
    answer-statistics-csv challenge data-csv data-json data-of-city data-reach data-synopsis feed
    feed-of-city feed-of-district figures-csv home live measure-badge measure-import-report
    measure-report-docx
    measure-report-pdf
    measure-timeline-svg
    moderation-csv my-district
    permanent places-template processing-file ready support taxonomy-csv taxonomy-json trivial
    working-list-xlsx
    """.split()
)
# These show the page of another address again, with a form of theirs.
SAME_PAGE = {
    **dict.fromkeys(
        """
        process-call-off process-concept process-discard process-districts process-extend
        process-open process-phase process-phase-drop process-rename
        """.split(),
        "process-desk",
    ),
    "answer-by-mail": "code",
    "code-forget": "code-data",
    "correct": "code",
}
ELSEWHERE = {
    **dict.fromkeys(
        "draft beside draft-history new-draft new-template preview templates write".split(),
        "test_editor::test_views_of_a_draft_have_no_barriers",
    ),
    "appeal": "test_after_a_form::test_pages_about_ones_own_contribution_have_no_barriers",
    "code-data": "test_after_a_form::test_forms_behind_a_code_have_no_barriers",
    "moderate-many": (
        "test_after_a_form::test_what_moderators_ticked_is_shown_once_more_without_barriers"
    ),
    "second-factor": "test_after_a_form::test_page_for_the_second_factor_has_no_barriers",
    "sign-in-code-enter": "test_signing_in::test_resident_signs_in_with_a_code_by_mail",
    **dict.fromkeys(
        "follow-confirm subscription subscription-end".split(),
        "test_following::test_without_account_one_follows_confirms_and_ends_it",
    ),
    "kiosk-write": (
        "test_for_others::test_screen_that_was_left_in_the_middle_shows_nothing_to_the_next"
    ),
    **dict.fromkeys(
        "provider provider-new".split(),
        "test_provider::test_somebody_new_comes_from_the_provider_and_chooses_a_name",
    ),
    **dict.fromkeys(
        "entry-new entry-edit".split(),
        "test_after_a_form::test_fields_of_a_version_that_is_being_written_have_no_barriers",
    ),
    "measure-report": (
        "test_progress_report::test_report_is_made_read_without_barriers_and_printed_on_two_pages"
    ),
    "withdraw": "test_after_a_form::test_asking_whether_to_withdraw_has_no_barriers",
}
NOT_LOOKED_AT = {
    "provider-back": "no page: on to the next",
    **dict.fromkeys("logo metrics".split(), "not set up in the demonstration city, and no page"),
    "my-export-file": "a file of one's own, or the page for what is gone",
}


def test_every_page_is_looked_at_or_stands_here_with_the_place_or_the_reason():
    pages = {name for name, line in TABLE.items() if line.reads is not None}
    said = NO_PAGE | set(SAME_PAGE) | set(ELSEWHERE) | set(NOT_LOOKED_AT)
    assert pages - LOOKED_AT - said == set(), "add these to tests/journeys/addresses.py"
    assert said & LOOKED_AT == set(), "these are looked at by their address"
    assert said - pages == set(), "these addresses are gone"
    assert set(SAME_PAGE.values()) <= LOOKED_AT | set(ELSEWHERE)


@pytest.mark.parametrize("journey", sorted(set(ELSEWHERE.values())))
def test_journey_that_is_named_looks_with_axe(journey):
    module, _, name = journey.partition("::")
    source = (JOURNEYS / f"{module}.py").read_text()
    found = re.search(rf"^def {name}\(.*?(?=^\S(?!.*->)|\Z)", source, re.DOTALL | re.MULTILINE)
    assert found is not None, journey
    assert "axe(" in found[0], journey


@pytest.mark.django_db
def test_what_is_said_to_be_no_page_is_none(time_machine):
    time_machine.move_to(NOW, tick=False)
    city, client = build(), Client()
    person = city.people[Actor.OFFICE]
    assert person is not None
    client.force_login(person, "mitmachstadt.kernel.web.sign_in.Backend")
    pages = []
    for address in addresses():
        if address.name in NO_PAGE:
            names = named(TABLE[address.name].names, city)
            response = client.get(filled(address, names))
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                pages.append(address.name)
    assert pages == []
