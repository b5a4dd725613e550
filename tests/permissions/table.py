"""Who may read and who may write at each address. Written by hand, line by line.

An address that is missing here fails the test: think about who may knock before you add it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.permissions.actors import EVERYBODY, SIGNED_IN, Actor

type Who = frozenset[Actor]
NOBODY: Who = frozenset()
OFFICE: Who = frozenset({Actor.OFFICE})
# Whoever answers: the office anything, a unit what lies with it.
ANSWERING: Who = OFFICE | {Actor.UNIT}
MODERATOR: Who = frozenset({Actor.MODERATOR})
ADMINISTRATOR: Who = frozenset({Actor.ADMINISTRATOR})
JUDGES: Who = MODERATOR | OFFICE | ADMINISTRATOR  # one of them decides what takes a second person
HELPING: Who = OFFICE | {Actor.HELPER}
AUDITOR: Who = frozenset({Actor.AUDITOR})


@dataclass(frozen=True)
class Line:
    """Who gets a page with GET and who gets through with POST; None: there is no such method.

    `writes` may tell the states of the window apart. `names` says which thing of the city stands
    for a name in the address, `data` what the form says.
    """

    reads: Who | None = EVERYBODY
    writes: Who | Mapping[str, Who] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)

    def writers(self, state: str) -> Who | None:
        return self.writes.get(state, NOBODY) if isinstance(self.writes, Mapping) else self.writes


def desk(role: Who, *, form: bool = True, **rest: str) -> Line:
    """A page of a role, which auditors may read."""
    return Line(role | AUDITOR, role if form else None, rest)


def button(role: Who, **rest: str) -> Line:
    """A POST alone."""
    return Line(None, role, rest)


def open_now(who: Who = EVERYBODY) -> Mapping[str, Who]:
    """Only while the window is open."""
    return {"before": NOBODY, "open": who, "over": NOBODY}


def page(**names: str) -> Line:
    """A page that everybody reads."""
    return Line(names=names)


PUBLIC = {
    **dict.fromkeys(
        """
        answer-statistics answer-statistics-csv
        home start texts processes take-part glossary fields districts places news data code
        search organisations imprint privacy accessibility terms challenge feed-of-city live ready
        trivial moderation-numbers moderation-csv
        """.split(),
        Line(),
    ),
    "code": Line(writes=EVERYBODY),
    "correct": Line(writes=EVERYBODY),
    "withdraw": Line(writes=EVERYBODY),
    "answer-by-mail": Line(writes=EVERYBODY),
    "permanent": page(public_id="passage"),
    "node": page(public_id="passage"),
    "register-lines": page(public_id="passage"),
    "reading": page(public_id="edition"),
    "compare": page(public_id="edition"),
    "needs": page(public_id="document"),
    "principles": page(public_id="strategy"),
    "feed": page(public_id="passage"),
    "feed-of-district": Line(),
    "district": Line(),
    "organisation": page(public_id="organisation"),
    "details": page(public_id="organisation"),
    "take-part-as": page(name="resident"),
    "data-json": page(public_id="edition"),
    "data-csv": page(public_id="edition", name="passages"),
    "data-synopsis": page(public_id="edition"),
    **dict.fromkeys(
        "field taxonomy-version taxonomy-csv taxonomy-json glossary-term place logo".split(), Line()
    ),
    "metrics": Line(),
    **dict.fromkeys("responsibilities responsibility-gaps involvement".split(), Line()),
    "responsibility-reason": page(public_id="passage"),
    "data-of-city": page(name="einbindung"),
}

ACCOUNT = {
    "sign-in": Line(writes=EVERYBODY),
    "sign-out": button(EVERYBODY),
    "sign-in-code": Line(writes=EVERYBODY),
    "sign-in-passkey": Line(writes=EVERYBODY),
    # Only in the middle of signing in, by what the session says.
    "sign-in-code-enter": Line(NOBODY, NOBODY),
    "second-factor": Line(NOBODY, NOBODY),
    "provider": Line(),
    "provider-back": Line(),
    "provider-new": Line(NOBODY, NOBODY),
    "register": Line(writes=EVERYBODY),
    "password-forgotten": Line(writes=EVERYBODY),
    "password-new": Line(writes=EVERYBODY),
    "password": Line(SIGNED_IN, SIGNED_IN),
    "security": Line(SIGNED_IN),
    "second-factor-app": Line(SIGNED_IN, SIGNED_IN),
    "passkey": Line(SIGNED_IN, SIGNED_IN),
    "recovery-codes": Line(SIGNED_IN, SIGNED_IN),
    "factor-remove": button(SIGNED_IN),
    "devices": Line(SIGNED_IN, SIGNED_IN),
    "my-district": Line(SIGNED_IN, SIGNED_IN),
    "my-subscription": Line(SIGNED_IN, SIGNED_IN),
    "account": Line(SIGNED_IN),
    "my-organisations": Line(SIGNED_IN, SIGNED_IN),
    "ask-to-speak": Line(SIGNED_IN, SIGNED_IN),
    "show-myself": Line(SIGNED_IN, SIGNED_IN, {"public_id": "organisation"}),
    "describe-organisation": Line(
        ADMINISTRATOR | {Actor.UNIT}, ADMINISTRATOR | {Actor.UNIT}, {"public_id": "unit"}
    ),
    "follow-confirm": Line(writes=EVERYBODY),
    "subscription": Line(writes=EVERYBODY),
    "subscription-end": Line(writes=EVERYBODY),
}

TAKING_PART = {
    "remark": Line(
        writes=open_now(),
        names={"public_id": "passage"},
        data={"text": "Bitte auch an die Räder denken.", "submission": "a" * 32},
    ),
    "support": Line(writes=open_now(SIGNED_IN - {Actor.OWNER}), names={"public_id": "remark"}),
    "follow": Line(writes=EVERYBODY, names={"public_id": "passage"}),
    "report": Line(writes=EVERYBODY, names={"public_id": "remark"}),
    "appeal": Line(writes=EVERYBODY, names={"public_id": "remark"}),
}

MODERATION = {
    "moderation": desk(MODERATOR, form=False),
    "moderate": desk(MODERATOR, public_id="remark"),
    "moderate-many": desk(MODERATOR),
    "moderation-cases": desk(JUDGES, form=False),
    # Who stands in for a moderator comes in while there is a case; here there is none.
    "judge": desk(MODERATOR, public_id="remark"),
    "removal": desk(MODERATOR, public_id="remark"),
    "patterns": desk(MODERATOR, form=False),
    "pattern-new": desk(MODERATOR),
    "pattern": desk(MODERATOR),
}

OFFICE_DESKS = {
    **dict.fromkeys("text-desk place-desk news-desk role-desk".split(), desk(OFFICE, form=False)),
    "places-template": desk(OFFICE, form=False),
    **dict.fromkeys(
        """
        four-eyes process-new new-text new-draft new-template place-new places-read-in
        news-new taxonomy-desk
        """.split(),
        desk(OFFICE),
    ),
    "decision": desk(OFFICE, public_id="edition"),
    "links": desk(OFFICE, public_id="passage"),
    "unlink": button(OFFICE, public_id="passage"),
    "sort-node": desk(OFFICE, public_id="section"),
    "facets": desk(OFFICE, public_id="section"),
    "role-edit": desk(OFFICE, name="resident"),
}

ANSWERS = {
    **dict.fromkeys(
        "inbox lapsed desk-news answer-drafts working-list-xlsx".split(),
        desk(ANSWERING, form=False),
    ),
    **dict.fromkeys(
        """
        working-list answer hand-over answer-templates answer-template answer-draft answer-part
        answer-signature
        """.split(),
        desk(ANSWERING),
    ),
    "answered": desk(ANSWERING, form=False, public_id="answer"),
    "desk-news-read": button(ANSWERING),
    "draft-change": button(ANSWERING),
}

PROCESSES = {
    "process-desk": desk(OFFICE, form=False, public_id="process"),
    "process-phase": desk(OFFICE, public_id="process"),
    **dict.fromkeys(
        """
        process-concept process-phase-drop process-rename process-discard process-call-off
        process-open process-extend process-districts
        """.split(),
        desk(OFFICE, public_id="process"),
    ),
    "process-invitation": desk(OFFICE, public_id="process"),
}

RESPONSIBILITIES = {
    **dict.fromkeys("responsibility-desk responsibility-open".split(), desk(OFFICE)),
    "responsibility-edit": desk(OFFICE),
    "responsibility-take-over": button(OFFICE, public_id="organisation"),
}

TEXTS = {
    "templates": desk(OFFICE, form=False),
    "template": desk(OFFICE),
    "draft": desk(OFFICE, form=False, public_id="draft"),
    "write": desk(OFFICE, form=False, public_id="draft", section_id="draft_section"),
    "preview": desk(OFFICE, form=False, public_id="draft"),
    "beside": desk(OFFICE, form=False, public_id="draft", section_id="draft_section"),
    "draft-history": desk(OFFICE, form=False, public_id="draft"),
    **dict.fromkeys(
        "decide-flags set-kinds discard-draft publish".split(),
        button(OFFICE, public_id="draft"),
    ),
    "replace-text": desk(OFFICE, public_id="draft"),
    "revise": button(OFFICE, public_id="edition"),
    **dict.fromkeys(
        "write-passage add-passage bring-back".split(),
        button(OFFICE, public_id="draft", passage_id="draft_passage"),
    ),
    "add-heading": button(OFFICE, public_id="draft"),
    **dict.fromkeys(
        "write-heading begin-section follow-template".split(),
        button(OFFICE, public_id="draft", section_id="draft_section"),
    ),
    "citations": desk(OFFICE, form=False, public_id="draft"),
    "cite": desk(OFFICE, public_id="draft", passage_id="draft_passage"),
    "citation-remove": button(OFFICE, public_id="draft"),
}

WORDS = {
    "glossary-desk": desk(OFFICE, form=False),
    "term-new": desk(OFFICE, public_id="strategy"),
    "term-edit": desk(OFFICE, public_id="strategy"),
    "term-remove": button(OFFICE, public_id="strategy"),
    "taxonomy-edit": desk(OFFICE, form=False),
    **dict.fromkeys(
        """
        taxonomy-begin taxonomy-import taxonomy-publish entry-remove entry-close entry-map
        entry-unmap entry-reopen
        """.split(),
        button(OFFICE),
    ),
    **dict.fromkeys(["entry-new", "entry-edit"], desk(OFFICE)),
    "place-edit": desk(OFFICE),
    "news-edit": desk(OFFICE, public_id="report"),
    "news-publish": button(OFFICE, public_id="report"),
    "news-withdraw": button(OFFICE, public_id="report"),
}

DUTIES = {
    **dict.fromkeys("accessibility-history questions figures figures-csv".split(), Line()),
    **dict.fromkeys(
        "barrier-report contact concern question feedback".split(), Line(writes=EVERYBODY)
    ),
    **dict.fromkeys(
        "concern-desk question-desk comment-desk city-texts".split(), desk(OFFICE, form=False)
    ),
    **dict.fromkeys(
        """
        concern-answer barrier-desk barrier-new barrier-edit question-new question-edit
        questions-read-in city-text
        """.split(),
        desk(OFFICE),
    ),
    **dict.fromkeys("concern-discard concern-accept barrier-from-report".split(), button(OFFICE)),
}

ADMINISTRATION = {
    "directory": desk(ADMINISTRATOR, form=False),
    "directory-person": desk(ADMINISTRATOR, public_id="person"),
    "directory-organisations": desk(ADMINISTRATOR),
    "directory-organisation": desk(ADMINISTRATOR, public_id="organisation"),
    "directory-posts": desk(ADMINISTRATOR, public_id="organisation"),
    "directory-post": desk(ADMINISTRATOR),
    "directory-members": desk(ADMINISTRATOR),
    "directory-relations": desk(ADMINISTRATOR, public_id="organisation"),
    "speaking-requests": desk(ADMINISTRATOR, form=False),
    "speaking-request": desk(ADMINISTRATOR),
}

OUTREACH = {
    "occasions": Line(),
    "reach": Line(),
    "occasion": Line(),
    "data-reach": Line(),
    "helping": desk(HELPING, form=False),
    "occasion-new": desk(HELPING),
    "occasion-desk": desk(HELPING, form=False),
    **dict.fromkeys(
        "occasion-edit enter-for enter-stack compare-card cards-make kiosk-open".split(),
        desk(HELPING),
    ),
    # Codes stand on the cards.
    "cards-print": Line(HELPING, HELPING),
    "kiosk-end": button(HELPING),
    # Who has the key; here nobody has.
    "kiosk": Line(writes=EVERYBODY),
    "kiosk-write": Line(writes=EVERYBODY),
}

OWN_DATA = {
    "my-data": Line(SIGNED_IN),
    "my-export": button(SIGNED_IN),
    "my-export-file": Line(SIGNED_IN),
    "my-correction": Line(SIGNED_IN, SIGNED_IN),
    "my-address": Line(SIGNED_IN, SIGNED_IN),
    "my-deletion": Line(SIGNED_IN, SIGNED_IN),
    "my-deletion-cancel": button(SIGNED_IN),
    "new-address": Line(writes=EVERYBODY),
    "forget": Line(
        frozenset({Actor.OWNER}), frozenset({Actor.OWNER}), names={"public_id": "remark"}
    ),
    "correct-own": Line(
        frozenset({Actor.OWNER}), frozenset({Actor.OWNER}), names={"public_id": "remark"}
    ),
    "code-data": Line(writes=EVERYBODY),
    "code-forget": Line(writes=EVERYBODY),
    "processing": Line(),
    "processing-file": Line(),
    "process-privacy": page(public_id="process"),
    "retention": desk(ADMINISTRATOR),
    "hold": desk(ADMINISTRATOR, public_id="person"),
}

TABLE: dict[str, Line] = {
    **PUBLIC, **ACCOUNT, **TAKING_PART, **MODERATION, **OFFICE_DESKS, **PROCESSES,
    **RESPONSIBILITIES, **TEXTS,
    **WORDS, **ADMINISTRATION,
    **OUTREACH,
    **OWN_DATA, **ANSWERS,
    **DUTIES,
}  # fmt: skip
