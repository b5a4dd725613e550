"""What pays into goals and guiding principles, and what needs and measures are about."""

import pytest

from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.errors import NodeNotPublic, SelfRelation
from mitmachstadt.nodes.models import Trace
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from mitmachstadt.strategy import actions, errors
from mitmachstadt.strategy.enums import Facet, SectionKind
from mitmachstadt.strategy.models import Section
from mitmachstadt.strategy.queries.paying_in import principles_page
from tests import factories as f
from tests.strategy.pages import headings_without_jump, words_on

pytestmark = pytest.mark.django_db
WHY = "Sichere Wege schonen Klima und Nerven, Nummer {}."
WHY_ONE = WHY.format(1)
TEXT = """\
# Weißbuch {.prose}

## Sichere Wege {#wege .need}

Es fehlen Wege.

## Mehr Bäume {#baeume .measure}

Wir pflanzen.
"""


def papers(goals=2, principles=1):
    """The sections of a published text, by their keys."""
    more = [f"## Ziel {n} {{#z{n} .goal}}\n\nText {n}.\n" for n in range(goals)]
    more += [f"## Gedanke {n} {{#p{n} .principle}}\n\nSatz {n}.\n" for n in range(principles)]
    edition = f.published_edition(TEXT + "\n" + "\n".join(more))
    found = Section.objects.select_related("node", "document__strategy__node")
    return {s.key: s for s in found.filter(document=edition.document)}


def pay(source, target, why=WHY_ONE, by=None):
    return actions.pay_into(
        source=source.node, target=target.node, rationale=why, visitor=by or f.office(), at=f.NOW
    )


def test_thing_pays_into_a_goal_with_a_reason_that_the_register_keeps():
    s = papers()
    trace = pay(s["wege"], s["z0"], f"  {WHY.format(1)}\n")
    assert (trace.relation, trace.note) == (Relation.PAYS_INTO, WHY.format(1))
    assert Entry.objects.filter(kind="trace.made").count() == 1


def test_only_the_office_says_what_pays_into_what():
    s = papers()
    stranger = f.citizen()
    for visitor, refusal in ((ANYONE, SignInNeeded), (stranger, RoleNeeded)):
        with pytest.raises(refusal):
            pay(s["wege"], s["z0"], by=visitor)
        with pytest.raises(refusal):
            actions.set_facets(section=s["wege"], facets=[], visitor=visitor, at=f.NOW)


@pytest.mark.parametrize("target", ["wege", "baeume"])
def test_nothing_pays_into_a_need_or_a_measure(target):
    s = papers()
    with pytest.raises(errors.NotPaidInto):
        pay(s["baeume" if target == "wege" else "wege"], s[target])


def test_nothing_pays_into_a_passage_or_a_draft():
    s, passage = papers(), f.passage()
    with pytest.raises(errors.NotPaidInto):
        actions.pay_into(
            source=s["wege"].node, target=passage, rationale=WHY, visitor=f.office(), at=f.NOW
        )
    s["z0"].node.visibility = "draft"
    with pytest.raises(NodeNotPublic):
        pay(s["wege"], s["z0"])


@pytest.mark.parametrize("why", ["", "   ", "\u200b" * 40, "Weil es gut ist.", "\n\n"])
def test_reason_that_says_nothing_is_refused(why):
    s = papers()
    with pytest.raises(errors.RationaleMissing):
        pay(s["wege"], s["z0"], why)
    assert not Trace.objects.exists()


def test_same_reason_twice_is_refused_for_the_same_thing_only():
    s = papers()
    pay(s["wege"], s["z0"])
    with pytest.raises(errors.RationaleRepeated):
        pay(s["wege"], s["z1"], WHY.format(1).upper())
    with pytest.raises(errors.AlreadyPaysInto):
        pay(s["wege"], s["z0"], WHY.format(2))
    pay(s["baeume"], s["z0"])


def test_ticking_everything_is_refused_for_each_kind():
    s = papers(goals=4, principles=4)
    for kind in "zp":
        for n in range(3):
            pay(s["wege"], s[f"{kind}{n}"], WHY.format(f"{kind}{n}"))
        with pytest.raises(errors.PaysIntoEverything) as refused:
            pay(s["wege"], s[f"{kind}3"], WHY.format("vier"))
        assert "3" in refused.value.in_words
    assert Trace.objects.count() == 6


def test_goal_does_not_pay_into_itself():
    s = papers()
    with pytest.raises(SelfRelation):
        pay(s["z0"], s["z0"])


def test_page_shows_what_pays_in_and_both_kinds_of_gaps(client):
    s = papers()
    pay(s["wege"], s["z0"])
    page = principles_page(s["wege"].document.strategy)
    assert [len(line.payments) for line in page.goals] == [1, 0]
    assert [each.key for each in page.without] == ["baeume"]
    assert page.shares[0][1:] == (1, "answered") and page.shares[1][1] == 2
    html = client.get(f"/de/leitgedanken/{s['wege'].document.strategy.node.public_id}/")
    text = html.content.decode()
    assert headings_without_jump(text)
    for part in (WHY.format(1), "nichts zahlt darauf ein", "Mehr Bäume", "Gedanke 0"):
        assert part in words_on(text)


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_principles_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    s = papers(goals=number, principles=number)
    for n in range(number):
        pay(s["wege"], s[f"z{n}"], WHY.format(n))
        pay(s["baeume"], s[f"z{n}"], WHY.format(n))
    address = f"/de/leitgedanken/{s['wege'].document.strategy.node.public_id}/"
    with django_assert_num_queries(3):
        assert client.get(address).status_code == 200


def test_strategy_that_is_a_draft_has_no_page(client):
    document = f.strategy_document()
    for public_id in (document.strategy.node.public_id, "gibtsnicht"):
        assert client.get(f"/de/leitgedanken/{public_id}/").status_code == 404


def test_form_of_links_asks_for_goal_and_reason_and_keeps_what_was_typed(client, me):
    s = papers()
    address = f"/de/n/{s['wege'].node.public_id}/verknuepfen/"
    given = {"relation": "pays_into", "target": s["z0"].node.public_id, "note": "Kurz <b>"}
    answer = client.post(address, given)
    assert answer.status_code == 400
    assert "mindestens 20 Zeichen" in answer.content.decode()
    assert "Kurz &lt;b&gt;" in answer.content.decode()
    wrong = {**given, "target": s["baeume"].node.public_id, "note": WHY}
    assert "keines von beiden" in client.post(address, wrong).content.decode()
    assert client.post(address, {**given, "note": WHY}).status_code == 302
    assert Trace.objects.get().note == WHY


def facets(section, *chosen):
    return actions.set_facets(section=section, facets=chosen, visitor=f.office(), at=f.NOW)


def test_need_has_several_facets_and_the_register_says_so():
    s = papers()
    facets(s["wege"], Facet.TECHNOLOGICAL, Facet.PERSONAL, Facet.PERSONAL)
    facets(s["wege"], Facet.TECHNOLOGICAL, Facet.PERSONAL)
    section = Section.objects.get(pk=s["wege"].pk)
    assert section.facet_list == [Facet.PERSONAL, Facet.TECHNOLOGICAL]
    assert Entry.objects.filter(kind="section.sorted").count() == 1


def test_principle_has_no_facets_and_nothing_is_purpose_and_means():
    s = papers()
    with pytest.raises(errors.NoFacets):
        facets(s["p0"], Facet.PERSONAL)
    with pytest.raises(errors.PurposeAndMeans):
        facets(s["z0"], Facet.PURPOSE, Facet.MEANS)


def test_needs_are_filtered_by_a_facet_in_the_address(client):
    s = papers()
    Section.objects.filter(pk=s["baeume"].pk).update(kind=SectionKind.NEED)
    facets(s["wege"], Facet.PROCEDURAL)
    address = f"/de/handlungsbedarfe/{s['wege'].document.node.public_id}/"
    every, some, none = (
        words_on(client.get(address + end).content.decode())
        for end in ("", "?merkmal=procedural", "?merkmal=personal")
    )
    assert "Sichere Wege" in every and "Mehr Bäume" in every
    assert "Sichere Wege" in some and "Mehr Bäume" not in some
    assert "Kein Handlungsbedarf hat dieses Merkmal." in none
    assert client.get(f"{address}?merkmal=%00<b>").status_code == 200


def test_office_sets_facets_and_others_do_not(client):
    s = papers()
    address = f"/de/n/{s['wege'].node.public_id}/merkmale/"
    assert client.get(address).status_code == 302
    client.force_login(f.person("Fremd"))
    assert client.get(address).status_code == 403
    client.force_login(f.office().person)
    assert client.get(address).status_code == 200
    assert client.post(address, {"dimensions": ["1", "8"], "orientation": "16"}).status_code == 302
    page = client.get(f"/de/n/{s['wege'].node.public_id}/").content.decode()
    assert "personell, technologisch, Warum und wofür" in words_on(page).replace(" ,", ",")
    assert client.post(address, {"dimensions": ["3"]}).status_code == 400
    assert client.post(address, {}).status_code == 302
    assert Section.objects.get(pk=s["wege"].pk).facets == 0
    assert client.get(f"/de/n/{s['p0'].node.public_id}/merkmale/").status_code == 404
