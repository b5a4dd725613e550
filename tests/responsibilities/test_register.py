"""The register of responsibilities: what may stand in it, and what held when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.ledger.models import Entry as Line
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.responsibilities import errors
from mitmachstadt.responsibilities.actions import (
    change_responsibility,
    end_responsibility,
    hand_over,
)
from mitmachstadt.responsibilities.errors import UnitOutsideAdministration
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.responsibilities.queries import beside, ended_lately, register_page, to_come
from mitmachstadt.taxonomies import actions as taxonomies
from tests import factories as f
from tests.factories import NOW
from tests.responsibilities import make
from tests.responsibilities.make import TODAY

pytestmark = pytest.mark.django_db
ONE = timedelta(days=1)


def changed(rule, unit, *, since=TODAY, by=None, **rest):
    return change_responsibility(
        rule=rule, unit=unit, since=since, visitor=by or f.office(), at=NOW, **rest
    )


def ended(rule, *, on=TODAY, reason="Aufgabe entfällt.", by=None):
    end_responsibility(rule=rule, on=on, reason=reason, visitor=by or f.office(), at=NOW)


def units_on(day):
    return [line.rule.unit.name for line in register_page(on=day).lines]


@pytest.mark.parametrize("kind", [OrganisationKind.CIVIL_SOCIETY, OrganisationKind.BODY])
def test_only_the_administration_owes_answers(kind):
    club = make.unit("Radverein", kind=kind)
    with pytest.raises(UnitOutsideAdministration):
        make.rule(club, node=f.node())
    remark = f.remark(f.open_passage())
    with pytest.raises(UnitOutsideAdministration):
        hand_over(nodes=[remark], unit=club, reason="Zuständig.", visitor=f.office(), at=NOW)


def test_every_rule_and_change_stands_in_the_public_register():
    rule = make.rule(make.unit("A"), node=f.node())
    after = changed(rule, make.unit("B"))
    ended(after)
    kinds = Line.objects.filter(kind__startswith="responsibility").order_by("pk")
    assert list(kinds.values_list("kind", "subject")) == [
        ("responsibility.entered", rule.public_id),
        ("responsibility.ended", rule.public_id),
        ("responsibility.entered", after.public_id),
        ("responsibility.ended", after.public_id),
    ]


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (f.citizen, RoleNeeded),
        (f.moderator, RoleNeeded),
        (f.administrator, RoleNeeded),
        (f.visitor, SignInNeeded),
    ],
)
def test_only_the_office_writes_the_register(who, refusal):
    rule, unit = make.rule(make.unit("A"), node=f.node()), make.unit("B")
    for act in (
        lambda: make.rule(unit, node=f.node(), by=who()),
        lambda: changed(rule, unit, by=who()),
        lambda: ended(rule, by=who()),
    ):
        with pytest.raises(refusal):
            act()
    assert Responsibility.objects.count() == 1


def test_a_rule_names_something_and_a_unit_that_exists():
    with pytest.raises(errors.NothingNamed):
        make.rule(make.unit("A"))
    with pytest.raises(errors.UnitMissing):
        make.rule(None, node=f.node())
    gone = make.unit("Altes Amt")
    gone.ended = TODAY
    gone.save()
    with pytest.raises(errors.UnitHasEnded):
        make.rule(gone, node=f.node())
    with pytest.raises(errors.NoteTooLong):
        make.rule(make.unit("A"), node=f.node(), note="x" * 301)


def test_a_rule_is_not_for_a_remark_a_draft_or_what_fell_away():
    unit = make.unit()
    with pytest.raises(errors.NotATextToAnswerFor):
        make.rule(unit, node=f.remark(f.open_passage()))
    with pytest.raises(errors.NotATextToAnswerFor) as found:
        make.rule(unit, node=f.node(title="Geheim", visibility=Visibility.DRAFT))
    assert "Geheim" not in str(found.value.in_words)
    with pytest.raises(errors.SectionRetired):
        make.rule(unit, node=f.node(visibility=Visibility.RETIRED))


def test_a_rule_for_a_closed_subject_is_refused_and_names_the_successor():
    entries, unit, by = make.subjects("alt", "neu", "weg"), make.unit(), f.office()
    draft = taxonomies.begin_version(
        taxonomy=entries["alt"].version.taxonomy, reason="Zusammengelegt.", visitor=by, at=NOW
    )
    old = make.rule(unit, term=entries["alt"].term)
    taxonomies.close_entry(
        version=draft, term=entries["alt"].term, successor=entries["neu"].term, visitor=by, at=NOW
    )
    taxonomies.publish_version(version=draft, valid_from=TODAY, visitor=by, at=NOW)
    ended(old)
    with pytest.raises(errors.SubjectRetired, match="Neu"):
        make.rule(unit, term=entries["alt"].term)


def test_two_rules_that_name_the_same_are_refused_with_the_unit_that_answers():
    section, mitte = f.node(), f.district()
    make.rule(make.unit("Straßenamt"), node=section)
    with pytest.raises(errors.SameResponsibility, match="Straßenamt"):
        make.rule(make.unit("Parkamt"), node=section)
    with pytest.raises(errors.SameResponsibility):
        make.rule(make.unit("Parkamt"), node=section, since=TODAY + 30 * ONE)
    make.rule(make.unit("Parkamt"), node=section, district=mitte)


def test_the_database_refuses_two_open_rules_for_the_same():
    rule = make.rule(make.unit(), node=f.node(), district=f.district())
    with pytest.raises(IntegrityError), transaction.atomic():
        Responsibility.objects.create(
            node=rule.node, district=rule.district, unit=make.unit("B"), since=TODAY, entered=NOW
        )


def test_a_rule_begins_today_or_within_a_year():
    with pytest.raises(errors.EndsInThePast):
        make.rule(make.unit(), node=f.node(), since=TODAY - ONE)
    with pytest.raises(errors.BeginsTooLate):
        make.rule(make.unit(), node=f.node(), since=TODAY + 400 * ONE)


def test_a_change_ends_the_rule_and_what_held_can_still_be_told():
    rule = make.former(make.rule(make.unit("A"), node=f.node()), since=TODAY - 30 * ONE)
    changed(rule, make.unit("B"), since=TODAY + 7 * ONE)
    assert units_on(TODAY - 31 * ONE) == []
    assert units_on(TODAY - 30 * ONE) == units_on(TODAY + 6 * ONE) == ["A"]
    assert units_on(TODAY + 7 * ONE) == ["B"]
    assert [line.rule.unit.name for line in to_come(TODAY)] == ["B"]
    rules = beside(rule.node, None, None)
    assert [(each.unit.name, each.until) for each in rules] == [
        ("A", TODAY + 7 * ONE),
        ("B", None),
    ]


def test_a_change_on_the_day_it_was_entered_leaves_a_rule_that_never_held():
    rule = make.rule(make.unit("A"), node=f.node())
    changed(rule, make.unit("B"))
    assert units_on(TODAY) == ["B"]
    assert ended_lately(TODAY) == []


def test_the_past_is_not_rewritten():
    rule = make.former(make.rule(make.unit("A"), node=f.node()), since=TODAY - 30 * ONE)
    with pytest.raises(errors.EndsInThePast):
        ended(rule, on=TODAY - ONE)
    with pytest.raises(errors.ResponsibilityUnchanged):
        changed(rule, rule.unit)
    ended(rule)
    with pytest.raises(errors.ResponsibilityHasEnded):
        ended(rule)
    with pytest.raises(errors.ResponsibilityHasEnded):
        changed(rule, make.unit("B"))


def test_what_begins_later_ends_on_its_first_day_at_the_earliest():
    rule = make.rule(make.unit("A"), node=f.node(), since=TODAY + 9 * ONE)
    with pytest.raises(errors.EndsBeforeItBegan):
        ended(rule, on=TODAY + ONE)
    ended(rule, on=TODAY + 9 * ONE)
    assert units_on(TODAY + 9 * ONE) == []


@pytest.mark.parametrize("order", ["stelle", "abschnitt", "thema", "bezirk"])
def test_pages_follow_each_other_without_loss_in_every_order(order, monkeypatch):
    monkeypatch.setattr("mitmachstadt.responsibilities.queries.register.PAGE", 2)
    mitte, unit, by = f.district(), make.unit(), f.office()
    entries = make.subjects("a")
    made = {
        make.rule(unit, node=f.node(), by=by).pk,
        make.rule(unit, node=f.node(), by=by).pk,
        make.rule(make.unit("B"), district=mitte, by=by).pk,
        make.rule(unit, term=entries["a"].term, by=by).pk,
        make.rule(unit, term=entries["a"].term, district=mitte, by=by).pk,
    }
    found, after, pages = [], 0, 0
    while after is not None:
        page = register_page(on=TODAY, order=order, after=after)
        found += [line.rule.pk for line in page.lines]
        after, pages = page.after, pages + 1
    assert (len(found), set(found), pages) == (5, made, 3)
