"""The pages of a desk: inbox of a unit, what is new, templates, handing over."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.models import Answer, DeskVisit, Draft, TextTemplate
from mitmachstadt.contributions.actions import correct_remark
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.responsibilities.queries import hand_overs_of
from mitmachstadt.taxonomies.models import Assignment, Entry, Taxonomy, Term, Version
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
GOOD = {"kind": "taken_up", "reason": f.REASON}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def roads():
    return desks.unit("Straßenamt")


@pytest.fixture
def me(client, roads):
    """Somebody who works for the roads."""
    visitor = desks.officer(roads)
    client.force_login(visitor.person)
    return visitor


def words(response):
    return response.content.decode()


def inbox(client, **query):
    return words(client.get(reverse("inbox"), query))


def test_a_units_inbox_begins_with_its_own_and_shows_all_when_asked(client, me, roads):
    desks.duty(roads, "Gehört uns.")
    desks.duty(desks.unit("Parkamt"), "Gehört dem Park.")
    desks.duty(None, "Gehört niemandem.")
    mine, everything, nobody = (
        inbox(client),
        inbox(client, stelle="alle"),
        inbox(client, stelle="ohne"),
    )
    assert "Gehört uns." in mine and "Gehört dem Park." not in mine
    assert "Gehört dem Park." in everything and "Gehört niemandem." in everything
    assert "Gehört niemandem." in nobody and "Gehört uns." not in nobody


def test_pages_of_two_units_follow_each_other_without_gap_or_repeat(client, roads):
    parks = desks.unit("Parkamt")
    visitor = desks.officer(roads, parks)
    client.force_login(visitor.person)
    for number in range(3):
        about = f.open_passage(answer_due=f.NOW + (20 - number) * f.DAY)
        for unit in (roads, parks, None):
            f.many_remarks(about, 9, unit=unit, at=f.NOW - number * f.DAY)
    first = client.get(reverse("inbox"))
    second = client.get(reverse("inbox") + first.context["later"])
    both = words(first) + words(second)
    boxes = [line.split('"')[0] for line in both.split('name="n" value="')[1:]]
    assert len(boxes) == len(set(boxes)) == 54
    assert second.context["later"] == ""


def test_by_subject_of_what_it_is_about_or_of_itself(client, me):
    taxonomy = Taxonomy.objects.create(slug="felder", name_de="Felder")
    version = Version.objects.create(
        taxonomy=taxonomy, number=1, state="in_force", valid_from=f.NOW.date(), published=f.NOW
    )
    above, term = (Term.objects.create(taxonomy=taxonomy) for _ in range(2))
    for slug, one, parent in (("oben", above, None), ("wege", term, above)):
        Entry.objects.create(
            version=version, term=one, parent=parent, slug=slug, name_de=slug, position=1
        )
    about = f.remark(f.open_passage(), "Zur sortierten Stelle.")
    itself = f.remark(f.open_passage(), "Selbst sortiert.")
    f.remark(f.open_passage(), "Unsortiert.")
    for node in (about.parent, itself):
        Assignment.objects.create(node=node, term=term, created=f.NOW)
    for chosen in (term, above):
        html = inbox(client, stelle="alle", thema=chosen.public_id)
        assert "Zur sortierten Stelle." in html and "Selbst sortiert." in html
        assert "Unsortiert." not in html
    assert "wartet kein Beitrag" in inbox(client, stelle="alle", thema="unbekannt")


def test_all_of_a_filter_are_shown_before_they_are_answered(client, me, roads):
    about = f.open_passage()
    f.many_remarks(about, 40, unit=roads, author_name="Ada")
    desks.duty(desks.unit("Parkamt"), "Gehört dem Park.")
    page = client.get(reverse("answer"), {"all": "?stelle=meine"})
    html = words(page)
    assert "40 Beiträge" in html and "10 weitere" in html and "1 Namen" in html
    shown = [node.public_id for node in page.context["contributions"]]
    seen = [f"{node.public_id}:{node.version}" for node in page.context["contributions"]]
    sent = {"n": shown, "seen": seen, "others": page.context["others"], **GOOD}
    assert client.post(reverse("answer"), sent).status_code == 302
    assert len(about.children.filter(answers=1)) == 40


def test_two_officers_at_one_remark_the_second_sees_the_first_and_loses_nothing(client, me, roads):
    node = desks.duty(roads)
    seen = f"{node.public_id}:{f.fresh(node).version}"
    f.answer(node, reason="Die erste Rückmeldung war schneller da.")
    page = client.post(
        reverse("answer"),
        {"n": node.public_id, "seen": seen, **GOOD, "reason": "Meine eigenen Worte dazu."},
    )
    html = words(page)
    assert page.status_code == 409
    assert "Die erste Rückmeldung war schneller da." in html and "Meine eigenen Worte dazu." in html
    assert Answer.objects.count() == 1


def test_a_draft_under_way_is_shown_beside_what_the_second_typed(client, me, roads):
    node = desks.duty(roads)
    client.post(reverse("answer"), {"n": node.public_id, "reason": "Vom Ersten.", "draft": "1"})
    assert Draft.objects.get().reason == "Vom Ersten."
    client.force_login(desks.officer(roads).person)
    page = client.post(
        reverse("answer"), {"n": node.public_id, "reason": "Vom Zweiten.", "draft": "1"}
    )
    assert page.status_code == 409
    assert "Vom Ersten." in words(page) and "Vom Zweiten." in words(page)
    assert Draft.objects.count() == 1


def test_role_that_ended_while_the_form_was_open_gives_the_words_back(client, me, roads):
    node = desks.duty(roads)
    desks.dismiss(me.person, roads, at=f.NOW - f.DAY / 2)
    page = client.post(reverse("answer"), {"n": node.public_id, **GOOD, "reason": "Mühsames."})
    assert page.status_code == 403
    assert "Mühsames." in words(page)
    assert not Answer.objects.exists()


def test_what_is_new_since_it_was_read(client, me, roads, time_machine):
    made = f.submitted(f.open_passage(), "Wird berichtigt.", by=f.citizen(), at=f.NOW - 2 * f.DAY)
    fixed = desks.lies_with(roads, made.node)[0]
    client.post(reverse("desk-news-read"), {"bis": f.NOW.isoformat()})
    time_machine.move_to(f.NOW + f.DAY, tick=False)
    at = f.NOW + f.DAY / 2
    desks.lies_with(roads, f.remark(f.open_passage(), "Ganz neu.", at=at))
    passed = desks.duty(None, "Wird abgegeben.")
    hand_over(nodes=[passed], unit=roads, reason="Weil es Wege sind.", visitor=f.office(), at=at)
    correct_remark(code=made.code, text="Ist berichtigt.", at=at)
    f.answer(*desks.lies_with(roads, f.remark(f.open_passage(), "Schon erledigt.")), at=at)
    html = words(client.get(reverse("desk-news")))
    for shown in ("Ganz neu.", "Weil es Wege sind.", "Ist berichtigt.", "Schon erledigt."):
        assert shown in html
    client.post(reverse("desk-news-read"), {"bis": (f.NOW + f.DAY).isoformat()})
    assert "nichts hinzugekommen" in words(client.get(reverse("desk-news")))
    assert fixed.unit == roads


def test_with_the_clock_set_back_things_are_told_twice_and_never_missed(
    client, me, roads, time_machine
):
    client.post(reverse("desk-news-read"), {"bis": (f.NOW + 9 * f.DAY).isoformat()})
    assert DeskVisit.objects.get().read_until < f.NOW
    DeskVisit.objects.update(read_until=f.NOW + 9 * f.DAY)
    client.post(reverse("desk-news-read"), {"bis": f.NOW.isoformat()})
    assert DeskVisit.objects.get().read_until < f.NOW


@pytest.mark.parametrize("sent", [{}, {"bis": "gestern"}, {"bis": "2026-11-21T12:00:00"}])
def test_a_mark_that_is_no_moment_moves_nothing(client, me, sent):
    assert client.post(reverse("desk-news-read"), sent).status_code == 302
    assert not DeskVisit.objects.exists()


def test_template_is_filled_in_and_thanks_alone_are_still_refused(client, me, roads):
    add = reverse("answer-templates")
    sent = {"desk": roads.public_id, "name": "Dank", "text": "Vielen Dank für „{titel}“. {stelle}"}
    assert client.post(add, sent).status_code == 302
    template = TextTemplate.objects.get()
    node = desks.duty(roads, "Poller fehlen.")
    page = client.post(
        reverse("answer"),
        {"n": node.public_id, "reason": "Davor.", "template": template.public_id, "insert": "1"},
    )
    assert "Davor.\n\nVielen Dank für „Poller fehlen.“. Straßenamt" in words(page)
    thanks = {"n": node.public_id, "kind": "taken_up", "reason": "Vielen Dank für Ihren Hinweis."}
    assert "allein ist keine Rückmeldung" in words(client.post(reverse("answer"), thanks))


def test_template_with_an_unknown_placeholder_is_refused_and_kept_on_the_page(client, me, roads):
    sent = {"desk": roads.public_id, "name": "Neu", "text": "Guten Tag {vorname}!"}
    page = client.post(reverse("answer-templates"), sent)
    assert "Diesen Platzhalter gibt es nicht: {vorname}" in words(page)
    assert "Guten Tag {vorname}!" in words(page)
    assert not TextTemplate.objects.exists()


def test_a_unit_keeps_no_template_of_everybody_or_of_another(client, me, roads):
    everybodys = TextTemplate.objects.create(name="Alle", text="Für alle.", changed=f.NOW)
    parks = desks.unit("Parkamt")
    theirs = TextTemplate.objects.create(name="Park", text="Nur Park.", unit=parks, changed=f.NOW)
    html = words(client.get(reverse("answer-templates")))
    assert "Für alle." in html and "Nur Park." not in html
    address = reverse("answer-template", args=[everybodys.public_id])
    sent = {"desk": roads.public_id, "name": "Meins", "text": "Meins."}
    assert "Diesen Textbaustein ändert nur" in words(client.post(address, sent))
    assert client.post(address, {"delete": "1"}).status_code == 403
    address = reverse("answer-template", args=[theirs.public_id])
    for page in (
        client.get(address),
        client.post(address, sent),
        client.post(address, {"delete": 1}),
    ):
        assert page.status_code == 404 and "Nur Park." not in words(page)
    assert TextTemplate.objects.count() == 2


def test_a_template_of_another_unit_is_not_filled_in_and_the_office_reads_all(client, me, roads):
    parks = desks.unit("Parkamt")
    theirs = TextTemplate.objects.create(name="Park", text="Nur Park.", unit=parks, changed=f.NOW)
    sent = {"n": desks.duty(roads).public_id, "reason": "Da.", "insert": 1}
    page = client.post(reverse("answer"), {**sent, "template": theirs.public_id})
    assert "Da." in words(page) and "Nur Park." not in words(page)
    client.force_login(f.person("Büro", BuiltInGroup.OFFICE))
    address = reverse("answer-template", args=[theirs.public_id])
    assert "Nur Park." in words(client.get(address))


def test_placeholder_about_one_is_not_filled_in_for_many(client, me, roads):
    template = TextTemplate.objects.create(name="T", text="Zu {titel}", unit=roads, changed=f.NOW)
    about = f.open_passage()
    ids = [node.public_id for node in desks.lies_with(roads, f.remark(about), f.remark(about))]
    page = client.post(
        reverse("answer"),
        {"n": ids, "reason": "Da.", "template": template.public_id, "insert": 1},
    )
    assert "nicht überall dasselbe" in words(page) and "Da." in words(page)


def test_handed_over_in_bulk_with_a_trail_that_everybody_reads(client, me, roads):
    parks = desks.unit("Parkamt")
    nodes = [desks.duty(roads, f"Nummer {number}.") for number in range(2)]
    ids = [node.public_id for node in nodes]
    sent = {"n": ids, "unit": parks.public_id, "reason": "Bäume sind Sache des Parkamts."}
    assert client.post(reverse("hand-over"), sent).status_code == 302
    assert [f.fresh(node).unit for node in nodes] == [parks, parks]
    assert len(hand_overs_of(nodes[0])) == 1
    client.logout()
    html = words(client.get(reverse("responsibility-reason", args=[ids[0]])))
    assert "Bäume sind Sache des Parkamts." in html and "von Straßenamt an Parkamt" in html


def test_handing_over_what_lies_elsewhere_is_refused_with_the_words(client, me):
    node = desks.duty(desks.unit("Parkamt"))
    page = client.post(reverse("hand-over"), {"n": node.public_id, "reason": "Gehört uns nicht."})
    assert page.status_code == 403 and "Gehört uns nicht." in words(page)


def test_similar_ones_stand_beside_with_their_common_words_marked(client, me, roads):
    about = f.open_passage()
    node = desks.lies_with(roads, f.remark(about, "Der Radweg an der Brücke ist viel zu schmal."))[
        0
    ]
    f.remark(about, "An der Brücke ist der Radweg <b>schmal</b>.")
    f.remark(about, "Schulen brauchen Netz.")
    html = words(client.get(reverse("answer"), {"n": node.public_id}))
    assert "<mark>Radweg</mark>" in html and "&lt;b&gt;<mark>schmal</mark>&lt;/b&gt;" in html
    assert "Schulen brauchen Netz." not in html


def test_who_works_for_a_unit_finds_the_desk_and_nobody_else(client, me):
    assert "Schreibtisch" in words(client.get("/de/"))
    client.force_login(f.person("Fremd"))
    assert "Schreibtisch" not in words(client.get("/de/"))
    for name in ("desk-news", "answer-drafts", "answer-templates", "hand-over"):
        assert client.get(reverse(name)).status_code == 403
    client.force_login(f.person("Büro", BuiltInGroup.OFFICE))
    assert client.get(reverse("four-eyes")).status_code == 200
    client.force_login(me.person)
    assert client.get(reverse("four-eyes")).status_code == 403
