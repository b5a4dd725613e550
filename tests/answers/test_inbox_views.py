"""The office's inbox, the answer form and the decision form."""

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import drop_draft
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Answer, Decision, Draft
from mitmachstadt.answers.queries import INBOX_PAGE
from mitmachstadt.nodes.enums import Kind, Scope, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from tests import factories as f

pytestmark = pytest.mark.django_db
GOOD = {"kind": AnswerKind.TAKEN_UP.value, "reason": f.REASON}


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


@pytest.fixture
def me(client):
    somebody = f.person("Büro", BuiltInGroup.OFFICE)
    client.force_login(somebody)
    return somebody


def inbox(client, **query):
    return client.get(reverse("inbox"), query)


def give(client, *nodes, **fields):
    ids = [node.public_id for node in nodes]
    return client.post(reverse("answer"), {"n": ids, **GOOD, **fields})


def in_words(response):
    return response.content.decode()


def addresses():
    node = f.remark(f.open_passage(), "Geheim?")
    return [
        reverse("inbox"),
        reverse("lapsed"),
        f"{reverse('answer')}?n={node.public_id}",
        reverse("decision", args=[node.public_id]),
        reverse("answered", args=[node.public_id]),
    ]


@pytest.mark.parametrize("role", [None, BuiltInGroup.MODERATOR, BuiltInGroup.ADMINISTRATOR])
def test_strangers_are_told_who_may(client, role):
    client.force_login(f.person("Fremd", *([role] if role else [])))
    for address in addresses():
        page = client.get(address)
        assert page.status_code == 403
        assert "Strategiebüro" in in_words(page)


def test_nobody_in_particular_is_led_to_the_sign_in(client):
    for address in addresses():
        assert client.get(address)["Location"].startswith(reverse("sign-in"))


def test_colleagues_all_may(client):
    node = f.remark(f.open_passage())
    for name in ("Eins", "Zwei"):
        client.force_login(f.person(name, BuiltInGroup.OFFICE))
        assert give(client, node).status_code == 302


def test_inbox_shows_what_is_owed_with_its_day_and_nothing_else(client, me):
    about = f.open_passage("Wege bauen.")
    f.remark(about, "Offene <b>Frage</b>?")
    f.answer(f.remark(about, "Schon beantwortet."))
    f.hidden(f.remark(about, "Versteckt."))
    f.remark(f.open_passage("Ohne Frist.", answer_due=None), "Niemand schuldet eine Antwort.")
    html = in_words(inbox(client))
    assert "Offene &lt;b&gt;Frage&lt;/b&gt;?" in html
    assert "Wege bauen." in html
    assert "5. Dezember 2026" in html
    assert "Schon beantwortet." not in html
    assert "Versteckt." not in html
    assert "50 %" in html


def test_overdue_is_marked_and_can_be_chosen(client, me, time_machine):
    late = f.remark(f.open_passage(answer_due=f.NOW + 8 * f.DAY), "Wartet lange.")
    f.remark(f.open_passage(answer_due=f.NOW + 30 * f.DAY), "Wartet kurz.")
    assert late.title in in_words(inbox(client, frist="bald"))
    assert "Wartet kurz." not in in_words(inbox(client, frist="bald"))
    time_machine.move_to(f.NOW + 9 * f.DAY, tick=False)
    assert 'm-is-overdue">Frist überschritten' in in_words(inbox(client))
    html = in_words(inbox(client, frist="vorbei"))
    assert "Wartet lange." in html
    assert "Wartet kurz." not in html


def test_one_window_can_be_chosen(client, me):
    f.remark(f.open_passage(), "Aus dem ersten.")
    second = f.remark(f.open_passage(), "Aus dem zweiten.")
    html = in_words(inbox(client, zeitraum=second.window_id))
    assert "Aus dem zweiten." in html
    assert "Aus dem ersten." not in html


def test_one_place_can_be_chosen_and_stays_chosen_on_the_next_page(client, me):
    north, south = enter_districts(["Nord", "Süd"])
    about = f.open_passage()
    f.many_remarks(about, INBOX_PAGE + 1, district=north, scope=Scope.DISTRICT)
    f.many_remarks(about, 1, district=south, at=f.NOW + f.DAY)
    Node.objects.filter(district=south).update(title="Aus dem Süden.")
    f.remark(about, "Von überall.")
    shown = {n: in_words(inbox(client, ort=n)) for n in (0, south.number, "")}
    assert "Aus dem Süden." in shown[south.number] and "Von überall." not in shown[south.number]
    assert "Von überall." in shown[0] and "Nr. 0" not in shown[0]
    assert "Nr. 0" in shown[""]
    first = inbox(client, ort=north.number)
    rest = in_words(client.get(reverse("inbox") + first.context["later"]))
    assert f"Nr. {INBOX_PAGE}" in rest and "Aus dem Süden." not in rest


def test_pages_follow_each_other_without_gap_or_repeat(client, me):
    by = f.citizen()
    for number in range(2):
        about = f.open_passage(answer_due=f.NOW + (20 - number) * f.DAY)
        for each in range(20):
            f.remark(about, f"Beitrag {number}-{each:02}.", by=by, at=f.NOW + each // 3 * f.TICK)
    first = inbox(client)
    second = client.get(reverse("inbox") + first.context["later"])
    both = in_words(first) + in_words(second)
    assert second.context["later"] == ""
    for number in range(2):
        for each in range(20):
            assert both.count(f"Auswählen: Beitrag {number}-{each:02}.<") == 1


@pytest.mark.parametrize(
    "query",
    [
        {"ab": "x"},
        {"zeitraum": "x"},
        {"ab": "a_b_c_d"},
        {"frist": "?"},
        {"ort": "x"},
        {"ort": "9" * 18},
    ],
)
def test_nonsense_in_the_address_is_no_error(client, me, query):
    f.remark(f.open_passage())
    assert inbox(client, **query).status_code == 200


def test_inbox_takes_as_many_queries_with_three_as_with_one(client, me, django_assert_num_queries):
    f.remark(f.open_passage())
    with django_assert_num_queries(9):
        inbox(client)
    f.remark(f.open_passage())
    f.remark(f.open_passage())
    with django_assert_num_queries(9):
        inbox(client)


def test_a_row_on_which_somebody_writes_already_is_marked(client, me):
    about = f.open_passage()
    begun, done, other = (f.remark(about, text) for text in ("Begonnen.", "Verworfen.", "Frei."))
    for node in (begun, done):
        sent = {"n": node.public_id, "reason": "Noch", "draft": "1"}
        assert client.post(reverse("answer"), sent).status_code == 302
    drop_draft(draft=Draft.objects.get(contributions__node=done), visitor=f.visitor(me), at=f.NOW)
    rows = in_words(inbox(client)).split("<tr>")[2:]
    marked = {node: [r for r in rows if node.public_id in r] for node in (begun, done, other)}
    assert "Entwurf in Arbeit" in marked[begun][0]
    assert not any("Entwurf in Arbeit" in marked[node][0] for node in (done, other))


def test_answer_form_shows_the_chosen_by_get_and_by_post(client, me):
    node = f.remark(f.open_passage("Die Textstelle."), "Der Beitrag.")
    by_get = client.get(reverse("answer"), {"n": node.public_id})
    by_post = client.post(reverse("answer"), {"n": node.public_id, "choose": "1"})
    for page in (by_get, by_post):
        assert page.status_code == 200
        assert "Der Beitrag." in in_words(page)
        assert "Die Textstelle." in in_words(page)
        assert 'role="alert"' not in in_words(page)


@pytest.mark.parametrize(("number", "queries"), [(1, 11), (2, 9), (3, 9)])
def test_answer_form_takes_the_same_queries_for_few_and_many(
    client, me, django_assert_num_queries, number, queries
):
    """For one alone it also looks for what is similar."""
    about = f.open_passage()
    nodes = [f.remark(about) for _ in range(3)]
    with django_assert_num_queries(queries):
        client.get(reverse("answer"), {"n": [node.public_id for node in nodes[:number]]})


@pytest.mark.parametrize("ids", [[], ["zzzzzzzzzz"], ["\u0000"], ["'"]])
def test_nothing_chosen_is_told(client, me, ids):
    page = client.post(reverse("answer"), {"n": ids, "choose": "1"})
    assert page.status_code == 400
    assert "wählen Sie mindestens einen Beitrag" in in_words(page)


def test_one_answer_to_many_is_listed(client, me):
    about = f.open_passage()
    nodes = [f.remark(about, f"Beitrag {number}.") for number in range(3)]
    page = client.post(reverse("answer"), {"n": [n.public_id for n in nodes], **GOOD}, follow=True)
    for node in nodes:
        assert node.title in in_words(page)
        assert f.fresh(node).answers == 1
    assert Answer.objects.count() == 1


def test_answer_sent_twice_is_one(client, me):
    node = f.remark(f.open_passage())
    first, second = give(client, node), give(client, node)
    assert first["Location"] == second["Location"]
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"reason": "Danke, zur Kenntnis genommen."}, 400, "allein ist keine Rückmeldung"),
        ({"reason": "Nein."}, 400, "begründen Sie"),
        ({"reason": ""}, 400, "Bitte füllen Sie dieses Feld aus."),
        ({"reason": "ö" * 50_000}, 400, "50000 Zeichen"),
        ({"kind": ""}, 400, "was aus dem Beitrag wird"),
        ({"kind": "noted"}, 400, "noted"),
        ({"kind": "passed_on"}, 400, "fehlt noch: die Stelle"),
        ({"kind": "examining"}, 400, "fehlt noch: das Datum"),
        ({"kind": "examining", "until": "2026-11-20"}, 400, "liegt in der Vergangenheit"),
        ({"kind": "examining", "until": "bald"}, 400, "zum Beispiel 24.12.2026"),
        ({"kind": "elsewhere"}, 400, "fehlt noch: die Seite, auf der"),
        ({"kind": "elsewhere", "elsewhere": "zzzzzzzzzz"}, 400, "Diese Seite finden wir nicht"),
        ({"unit": "zzzzzzzzzz"}, 400, "zzzzzzzzzz"),
    ],
)
def test_refusal_is_told_in_words_and_keeps_everything(client, me, fields, status, words):
    node = f.remark(f.open_passage())
    page = give(client, node, **fields)
    assert page.status_code == status
    assert words in in_words(page)
    assert fields.get("reason", f.REASON) in in_words(page)
    assert f'value="{node.public_id}" checked' in in_words(page)
    assert not Answer.objects.exists()


def test_kinds_take_what_they_need(client, me):
    about = f.open_passage()
    unit = f.organisation("Senatskanzlei", kind=OrganisationKind.SENATE_DEPARTMENT)
    f.organisation("Radverein")
    form = client.get(reverse("answer"), {"n": f.remark(about).public_id})
    assert "Senatskanzlei" in in_words(form)
    assert "Radverein" not in in_words(form)
    give(client, f.remark(about), kind="passed_on", unit=unit.public_id)
    give(client, f.remark(about), kind="examining", until="24.12.2026")
    where = f"https://stadt.example.org/de/n/{about.public_id}/#oben"
    give(client, f.remark(about), kind="elsewhere", elsewhere=where)
    give(client, f.remark(about), kind="elsewhere", elsewhere=about.public_id)
    found = Answer.objects.order_by("pk")
    assert [answer.kind for answer in found] == [
        "passed_on", "examining", "elsewhere", "elsewhere",
    ]  # fmt: skip
    assert found[2].elsewhere == found[3].elsewhere == about


def test_elsewhere_does_not_tell_of_drafts(client, me):
    draft = f.passage(visibility=Visibility.DRAFT)
    page = give(client, f.remark(f.open_passage()), kind="elsewhere", elsewhere=draft.public_id)
    assert page.status_code == 400


def test_contribution_hidden_meanwhile_is_told(client, me):
    node = f.hidden(f.remark(f.open_passage()))
    page = give(client, node)
    assert page.status_code == 409
    assert "ausgeblendet" in in_words(page)


def test_thousand_contributions_are_answered_at_once(client, me):
    about, by = f.open_passage(), f.citizen()
    first = f.remark(about, by=by)
    nodes = [
        Node(
            kind=Kind.REMARK, parent=about, path=f"x/{n}", title=f"Beitrag {n}", text="x",
            window=first.window, created=f.NOW, changed=f.NOW,
        )
        for n in range(999)
    ]  # fmt: skip
    Node.objects.bulk_create(nodes)
    ids = [node.public_id for node in (first, *nodes)]
    page = client.post(reverse("answer"), {"n": ids, "choose": "1"})
    assert "970 weitere Beiträge" in in_words(page)
    assert give(client, first, *nodes).status_code == 302
    assert Node.objects.filter(kind=Kind.REMARK, answers=1).count() == 1000


def test_lapsed_examination_is_listed_until_there_is_a_later_answer(
    client, me, time_machine, django_assert_num_queries
):
    about = f.open_passage()
    nodes = [f.remark(about, f"Prüfen {number}.") for number in range(3)]
    day = f.NOW.date()
    f.answer(nodes[0], kind=AnswerKind.EXAMINING, until=day)
    assert "Keine Prüfung ist abgelaufen" in in_words(client.get(reverse("lapsed")))
    time_machine.move_to(f.NOW + 2 * f.DAY, tick=False)
    with django_assert_num_queries(5):
        assert "Prüfen 0." in in_words(client.get(reverse("lapsed")))
    f.answer(nodes[1], nodes[2], kind=AnswerKind.EXAMINING, until=day)
    with django_assert_num_queries(5):
        client.get(reverse("lapsed"))
    f.answer(nodes[0], at=f.NOW + f.DAY)
    html = in_words(client.get(reverse("lapsed")))
    assert "Prüfen 0." not in html
    assert "Prüfen 1." in html


def decide(client, about, **fields):
    form = {"decided_on": "2026-11-20", "reference": "Drucksache 19/1", "title": "", **fields}
    return client.post(reverse("decision", args=[about.public_id]), form)


def test_decision_is_entered(client, me):
    about = f.open_passage()
    body = f.organisation("Abgeordnetenhaus", kind=OrganisationKind.BODY)
    response = decide(client, about, body=body.public_id)
    made = Decision.objects.get()
    assert response["Location"] == reverse("node", args=[made.node.public_id])
    assert (made.body, made.reference) == (body, "Drucksache 19/1")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"decided_on": "2026-11-22"}, "liegt in der Zukunft"),
        ({"decided_on": "gestern"}, "zum Beispiel 24.12.2026"),
        ({"reference": " \u200b"}, "Bitte füllen Sie dieses Feld aus."),
        ({"body": ""}, "Bitte füllen Sie dieses Feld aus."),
    ],
)
def test_decision_is_refused_in_words_and_keeps_everything(client, me, fields, words):
    about = f.open_passage()
    body = f.organisation("Abgeordnetenhaus", kind=OrganisationKind.BODY)
    page = decide(client, about, **{"body": body.public_id, "text": "Wortlaut.", **fields})
    assert page.status_code == 400
    assert words in in_words(page)
    assert "Wortlaut." in in_words(page)
    assert not Decision.objects.exists()


def test_decision_on_what_is_gone_is_told(client, me):
    assert client.get(reverse("decision", args=["zzzzzzzzzz"])).status_code == 404
