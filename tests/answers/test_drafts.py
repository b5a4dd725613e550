"""Drafts: nothing that was typed is lost, and where two have to look, two do."""

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.answers.actions import (
    Words,
    ask_to_sign,
    begin_draft,
    call_off_signature,
    demand_four_eyes,
    drop_draft,
    hand_in,
    publish_draft,
    read_again,
    sign,
    write_draft,
)
from mitmachstadt.answers.enums import AnswerKind, DraftState, Opinion, Share
from mitmachstadt.answers.errors import (
    AskedAlready,
    DraftChanged,
    DraftIncomplete,
    DraftOver,
    DraftUnderWay,
    NotAsked,
    NotAtYourDesk,
    NotReady,
    ObjectionReasonMissing,
    ObjectionStands,
    OwnDraft,
    SignaturesMissing,
    UnitGone,
    UnitsOwnDraft,
)
from mitmachstadt.answers.models import Draft, DraftNode
from mitmachstadt.answers.queries import (
    answer_of,
    officer_of,
    open_drafts,
    shares_in,
    signatures_of,
)
from mitmachstadt.contributions.actions import correct_remark
from mitmachstadt.contributions.errors import ChangedMeanwhile
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db
WORDS = Words(kind=AnswerKind.TAKEN_UP, reason=f.REASON)


def begun(*nodes, by=None, words=WORDS):
    return begin_draft(contributions=nodes, words=words, visitor=by or f.office(), at=f.NOW)


def fresh(draft):
    return Draft.objects.get(pk=draft.pk)


def test_a_draft_may_have_gaps_and_keeps_what_was_typed():
    draft = begun(desks.duty(None), words=Words(reason="Noch"))
    assert (draft.kind, draft.reason, draft.state) == ("", "Noch", DraftState.WRITING)
    with pytest.raises(DraftIncomplete):
        publish_draft(draft=draft, visitor=f.office(), at=f.NOW)


def test_a_second_officer_is_told_who_writes_already_and_overwrites_nothing():
    node = desks.duty(None)
    first = begun(node, by=f.office("Frieda"))
    with pytest.raises(DraftUnderWay, match="Frieda"):
        begun(node, words=Words(reason="Meins"))
    assert fresh(first).reason == f.REASON
    with pytest.raises(IntegrityError), transaction.atomic():
        DraftNode.objects.create(
            draft=Draft.objects.create(author_name="", created=f.NOW, changed=f.NOW),
            node=node, seen=1,
        )  # fmt: skip


def test_over_a_version_that_was_not_read_nothing_is_written():
    draft = begun(desks.duty(None))
    write_draft(draft=draft, words=Words(reason="Zweite"), version=1, visitor=f.office(), at=f.NOW)
    with pytest.raises(DraftChanged):
        write_draft(
            draft=draft, words=Words(reason="Dritte"), version=1, visitor=f.office(), at=f.NOW
        )
    assert (fresh(draft).reason, fresh(draft).version) == ("Zweite", 2)


def test_saving_the_same_again_makes_no_new_version():
    draft = begun(desks.duty(None))
    write_draft(draft=draft, words=WORDS, version=1, visitor=f.office(), at=f.NOW)
    assert fresh(draft).version == 1


def test_a_units_draft_is_its_own():
    roads, parks = desks.unit("Straßenamt"), desks.unit("Parkamt")
    draft = begun(desks.duty(roads), by=desks.officer(roads))
    assert draft.unit == roads
    for stranger in (desks.officer(parks), f.citizen()):
        with pytest.raises(Exception) as refusal:
            write_draft(draft=draft, words=WORDS, version=1, visitor=stranger, at=f.NOW)
        assert refusal.type.__name__ in {NotAtYourDesk.__name__, "NoDesk"}
    assert open_drafts(officer_of(desks.officer(parks), at=f.NOW)) == []
    colleague = desks.officer(roads)
    assert open_drafts(officer_of(colleague, at=f.NOW))[0].draft == draft
    given = publish_draft(draft=draft, visitor=colleague, at=f.NOW)
    assert (given.author, given.organisation_name) == (draft.author, "Straßenamt")


def test_words_that_were_corrected_since_hold_a_draft_up_until_they_are_read():
    made = f.submitted(f.open_passage(), by=f.citizen())
    draft, me = begun(made.node), f.office()
    correct_remark(code=made.code, text="Ganz andere Worte.", at=f.NOW)
    with pytest.raises(ChangedMeanwhile):
        publish_draft(draft=draft, visitor=me, at=f.NOW)
    read_again(draft=draft, visitor=me, at=f.NOW)
    assert publish_draft(draft=draft, visitor=me, at=f.NOW).text == f.REASON


def test_what_was_hidden_meanwhile_is_left_out_when_it_was_looked_at():
    about = f.open_passage()
    stays, goes = f.remark(about), f.remark(about)
    draft, me = begun(stays, goes), f.office()
    f.hidden(goes)
    read_again(draft=draft, visitor=me, at=f.NOW)
    publish_draft(draft=draft, visitor=me, at=f.NOW)
    assert [f.fresh(node).answers for node in (stays, goes)] == [1, 0]


def test_dropped_and_published_drafts_are_over():
    node, me = desks.duty(None), f.office()
    first = begun(node)
    drop_draft(draft=first, visitor=me, at=f.NOW)
    second = begun(node)
    publish_draft(draft=second, visitor=me, at=f.NOW)
    for draft in (first, second):
        with pytest.raises(DraftOver):
            write_draft(draft=draft, words=WORDS, version=1, visitor=me, at=f.NOW)


# --- four eyes ---------------------------------------------------------------------------------


def test_released_by_somebody_who_wrote_none_of_it():
    node, author, second = desks.duty(None), f.office("Eins"), f.office("Zwei")
    demand_four_eyes(process=None, demanded=True, visitor=author, at=f.NOW)
    draft = begun(node, by=author)
    with pytest.raises(NotReady):
        publish_draft(draft=draft, visitor=second, at=f.NOW)
    hand_in(draft=draft, visitor=author, at=f.NOW)
    with pytest.raises(OwnDraft):
        publish_draft(draft=draft, visitor=author, at=f.NOW)
    given = publish_draft(draft=draft, visitor=second, at=f.NOW)
    assert (given.author, answer_of(given).released_by) == (author.person, second.person)


def test_whoever_changed_a_word_is_an_author_too_and_it_is_handed_in_anew():
    author, second = f.office("Eins"), f.office("Zwei")
    draft = begun(desks.duty(None), by=author)
    hand_in(draft=draft, visitor=author, at=f.NOW)
    changed = Words(kind=AnswerKind.AGREED, reason=f.REASON)
    write_draft(draft=draft, words=changed, version=1, visitor=second, at=f.NOW)
    assert fresh(draft).ready is None
    hand_in(draft=draft, visitor=author, at=f.NOW)
    with pytest.raises(OwnDraft):
        publish_draft(draft=draft, visitor=second, at=f.NOW)


# --- signatures --------------------------------------------------------------------------------


def asked(draft, *units):
    return ask_to_sign(draft=draft, units=list(units), visitor=f.office(), at=f.NOW)


def test_signed_by_the_unit_that_was_asked_and_public_by_name_only():
    roads = desks.unit("Straßenamt")
    draft, me = begun(desks.duty(None)), f.office()
    (signature,) = asked(draft, roads)
    with pytest.raises(SignaturesMissing, match="Straßenamt"):
        publish_draft(draft=draft, visitor=me, at=f.NOW)
    with pytest.raises(NotAsked):
        sign(signature=signature, opinion=Opinion.AGREED, version=1, visitor=me, at=f.NOW)
    by = desks.officer(roads)
    sign(signature=signature, opinion=Opinion.AGREED, version=1, visitor=by, at=f.NOW)
    given = publish_draft(draft=draft, visitor=me, at=f.NOW)
    assert [(s.unit_name, s.share) for s in shares_in(given)] == [("Straßenamt", Share.SIGNED)]


def test_the_author_does_not_sign_their_own_draft():
    roads, parks = desks.unit("Straßenamt"), desks.unit("Parkamt")
    author = desks.officer(roads, parks)
    draft = begun(desks.duty(roads), by=author)
    (signature,) = ask_to_sign(draft=draft, units=[parks], visitor=author, at=f.NOW)
    with pytest.raises(OwnDraft):
        sign(signature=signature, opinion=Opinion.AGREED, version=1, visitor=author, at=f.NOW)
    assert signatures_of(draft)[0].verdict == ""


def test_a_changed_text_has_to_be_signed_anew():
    roads = desks.unit()
    draft, me, by = begun(desks.duty(None)), f.office(), desks.officer(roads)
    (signature,) = asked(draft, roads)
    sign(signature=signature, opinion=Opinion.AGREED, version=1, visitor=by, at=f.NOW)
    changed = Words(kind=AnswerKind.AGREED, reason=f.REASON)
    write_draft(draft=draft, words=changed, version=1, visitor=me, at=f.NOW)
    with pytest.raises(SignaturesMissing):
        publish_draft(draft=draft, visitor=me, at=f.NOW)
    with pytest.raises(DraftChanged):
        sign(signature=signature, opinion=Opinion.AGREED, version=1, visitor=by, at=f.NOW)
    sign(signature=signature, opinion=Opinion.AGREED, version=2, visitor=by, at=f.NOW)
    publish_draft(draft=draft, visitor=me, at=f.NOW)


def test_an_objection_has_its_reason_and_only_the_office_decides_over_it():
    roads, parks = desks.unit("Straßenamt"), desks.unit("Parkamt")
    writer, by = desks.officer(parks), desks.officer(roads)
    draft = begun(desks.duty(parks), by=writer)
    (signature,) = ask_to_sign(draft=draft, units=[roads], visitor=writer, at=f.NOW)
    with pytest.raises(ObjectionReasonMissing):
        sign(signature=signature, opinion=Opinion.OBJECTED, version=1, visitor=by, at=f.NOW)
    sign(
        signature=signature, opinion=Opinion.OBJECTED, version=1, visitor=by, at=f.NOW,
        reason="Der Platz fehlt.",
    )  # fmt: skip
    with pytest.raises(ObjectionStands):
        publish_draft(draft=draft, visitor=writer, at=f.NOW)
    with pytest.raises(ObjectionStands):
        call_off_signature(signature=signature, visitor=writer, at=f.NOW)
    call_off_signature(signature=signature, visitor=f.office(), at=f.NOW)
    assert shares_in(publish_draft(draft=draft, visitor=writer, at=f.NOW)) == []


def test_units_are_asked_once_and_never_one_that_is_gone_or_its_own():
    roads, gone = desks.unit("Straßenamt"), desks.unit("Altamt")
    gone.ended = f.NOW.date()
    gone.save()
    draft = begun(desks.duty(roads), by=desks.officer(roads))
    for units, error in (([gone], UnitGone), ([roads], UnitsOwnDraft)):
        with pytest.raises(error):
            asked(draft, *units)
    parks = desks.unit("Parkamt")
    with pytest.raises(AskedAlready):
        asked(draft, parks, parks)
    assert signatures_of(draft) == []
