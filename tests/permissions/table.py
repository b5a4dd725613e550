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
DESKS: Who = ANSWERING | {Actor.OTHER_UNIT}
OTHER_UNIT: Who = frozenset({Actor.OTHER_UNIT})
MEMBERS: Who = frozenset({Actor.OWNER, Actor.COLLEAGUE})
MODERATOR: Who = frozenset({Actor.MODERATOR})
ADMINISTRATOR: Who = frozenset({Actor.ADMINISTRATOR})
JUDGES: Who = MODERATOR | OFFICE | ADMINISTRATOR  # one of them decides what takes a second person
MINUTES: Who = OFFICE | ADMINISTRATOR  # of a body
HELPING: Who = OFFICE | {Actor.HELPER}
AUDITOR: Who = frozenset({Actor.AUDITOR})


@dataclass(frozen=True)
class Line:
    """Who gets a page with GET and who gets through with POST; None: there is no such method.

    `writes` may tell the states of the window apart. `names` says which thing of the city stands
    for a name in the address or in the form, `data` what the form says; `asks`: the
    address asks with it as well. Where nothing can be named, `found` is False: then whoever may
    learns that it is not there, and everybody else no more than that they may not.
    """

    reads: Who | None = EVERYBODY
    writes: Who | Mapping[str, Who] | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, str] = field(default_factory=dict)
    asks: bool = False
    found: bool = True

    def writers(self, state: str) -> Who | None:
        return self.writes.get(state, NOBODY) if isinstance(self.writes, Mapping) else self.writes


def desk(
    role: Who, *, form: bool = True, data: Mapping[str, str] | None = None, **names: str
) -> Line:
    """A page of a role, which auditors may read."""
    return Line(role | AUDITOR, role if form else None, names, data or {})


def button(role: Who, data: Mapping[str, str] | None = None, **names: str) -> Line:
    """A POST alone."""
    return Line(None, role, names, data or {})


def open_now(who: Who = EVERYBODY) -> Mapping[str, Who]:
    """Only while the window is open."""
    return {"before": NOBODY, "open": who, "over": NOBODY}


def page(**names: str) -> Line:
    """A page that everybody reads."""
    return Line(names=names)


CODE = {"code": "code"}

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
    **dict.fromkeys("code correct withdraw".split(), Line(writes=EVERYBODY, data=CODE)),
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
    "meetings": page(public_id="body"),
    "take-part-as": page(name="resident"),
    "data-json": page(public_id="edition"),
    "data-csv": page(public_id="edition", name="passages"),
    "data-synopsis": page(public_id="edition"),
    "field": page(public_id="entry"),
    **dict.fromkeys("taxonomy-version taxonomy-csv taxonomy-json".split(), page(slug="taxonomy")),
    "glossary-term": page(public_id="term"),
    "place": page(public_id="place"),
    # The city of the tests has no mark of its own, and counts nothing for others.
    **dict.fromkeys("logo metrics".split(), Line(found=False)),
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
    # No other provider of accounts is set up.
    **dict.fromkeys("provider provider-back".split(), Line(found=False)),
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
    "show-myself": Line(MEMBERS, MEMBERS, {"public_id": "organisation"}),
    "describe-organisation": Line(
        ADMINISTRATOR | {Actor.UNIT}, ADMINISTRATOR | {Actor.UNIT}, {"public_id": "unit"}
    ),
    # Who has the token of a mail, of which the city keeps only a hash.
    **dict.fromkeys(
        "follow-confirm subscription subscription-end".split(), Line(writes=EVERYBODY, found=False)
    ),
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
    # Whoever has the code; without it the address leads to the page for codes.
    "appeal": Line(writes=EVERYBODY, names={"public_id": "hidden"}, data={"code": "hidden_code"}),
}

MODERATION = {
    "moderation": desk(MODERATOR, form=False),
    "moderate": desk(MODERATOR, public_id="remark"),
    "moderate-many": desk(MODERATOR),
    "moderation-cases": desk(JUDGES, form=False),
    # Who stands in for a moderator comes in while there is a case; here there is none.
    "judge": desk(MODERATOR, public_id="remark"),
    "removal": desk(MODERATOR, public_id="remark"),
    "words-hide": desk(
        MODERATOR, data={"reason": "Beleidigt."}, what="stellungnahme", number="statement"
    ),
    "patterns": desk(MODERATOR, form=False),
    "pattern-new": desk(MODERATOR),
    "pattern": desk(MODERATOR, public_id="pattern"),
}

OFFICE_DESKS = {
    **dict.fromkeys("text-desk place-desk news-desk role-desk".split(), desk(OFFICE, form=False)),
    "places-template": desk(OFFICE, form=False),
    **dict.fromkeys(
        """
        four-eyes new-text new-draft new-template place-new places-read-in
        news-new taxonomy-desk
        """.split(),
        desk(OFFICE),
    ),
    "process-new": Line(OFFICE | AUDITOR, OFFICE, data={"about": "edition"}, asks=True),
    "decision": desk(OFFICE, public_id="edition"),
    "links": desk(OFFICE, public_id="passage"),
    "unlink": button(OFFICE, public_id="passage", number="trace"),
    "sort-node": desk(OFFICE, public_id="section"),
    "facets": desk(OFFICE, public_id="need"),
    "role-edit": desk(OFFICE, name="resident"),
}

ANSWERS = {
    **dict.fromkeys(
        "inbox lapsed desk-news answer-drafts working-list-xlsx".split(), desk(DESKS, form=False)
    ),
    **dict.fromkeys("working-list answer-templates".split(), desk(DESKS)),
    # A unit reads what lies with another one, and answers it as little as it gives it away.
    "answer": Line(DESKS | AUDITOR, ANSWERING, data={"n": "remark", "draft": "ja"}, asks=True),
    "hand-over": Line(
        DESKS | AUDITOR, ANSWERING, data={"n": "remark", "reason": "Radwege."}, asks=True
    ),
    "answer-template": desk(ANSWERING, public_id="answer_template"),
    "answer-draft": desk(ANSWERING, data={"insert": "ja"}, public_id="answer_draft"),
    "draft-change": button(ANSWERING, public_id="answer_draft", verb="zulieferung"),
    # Asked of the other unit, by a person who wrote the draft.
    "answer-part": Line(
        DESKS | AUDITOR, OTHER_UNIT, {"public_id": "part"}, {"text": "Im Park gilt Schritt."}
    ),
    "answer-signature": Line(
        DESKS | AUDITOR,
        OTHER_UNIT,
        {"public_id": "answer_draft", "number": "signature"},
        {"opinion": "agreed", "version": "1"},
    ),
    "answered": desk(DESKS, form=False, public_id="answer"),
    "desk-news-read": button(DESKS),
}

PROCESSES = {
    "process-desk": desk(OFFICE, form=False, public_id="process"),
    "process-phase": desk(OFFICE, public_id="process"),
    **dict.fromkeys(
        """
        process-concept process-rename process-discard process-call-off
        process-open process-extend process-districts
        """.split(),
        desk(OFFICE, public_id="process"),
    ),
    "process-phase-drop": Line(
        OFFICE | AUDITOR, OFFICE, {"public_id": "process"}, {"phase": "phase"}, asks=True
    ),
    "process-invitation": desk(OFFICE, public_id="process", number="invitation"),
}

RESPONSIBILITIES = {
    **dict.fromkeys("responsibility-desk responsibility-open".split(), desk(OFFICE)),
    "responsibility-edit": desk(OFFICE, public_id="responsibility"),
    "responsibility-take-over": button(OFFICE, public_id="organisation"),
}

TEXTS = {
    "templates": desk(OFFICE, form=False),
    "template": desk(OFFICE, number="chapter_template"),
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
    "citation-remove": button(OFFICE, public_id="draft", number="citation"),
}

WORDS = {
    "glossary-desk": desk(OFFICE, form=False),
    "term-new": desk(OFFICE, public_id="strategy"),
    "term-edit": desk(OFFICE, public_id="strategy", term_id="term"),
    "term-remove": button(OFFICE, public_id="strategy", term_id="term"),
    "taxonomy-edit": desk(OFFICE, form=False, slug="taxonomy"),
    **dict.fromkeys(
        "taxonomy-begin taxonomy-import taxonomy-publish".split(), button(OFFICE, slug="taxonomy")
    ),
    **dict.fromkeys(
        "entry-remove entry-close entry-map entry-reopen".split(),
        button(OFFICE, slug="taxonomy", public_id="entry"),
    ),
    "entry-unmap": button(OFFICE, slug="taxonomy", public_id="entry", number="mapping"),
    "entry-new": desk(OFFICE, slug="taxonomy"),
    "entry-edit": desk(OFFICE, slug="taxonomy", public_id="entry"),
    "place-edit": desk(OFFICE, public_id="place"),
    "news-edit": desk(OFFICE, public_id="report"),
    "news-publish": button(OFFICE, public_id="report"),
    "news-withdraw": button(OFFICE, public_id="report"),
}

DUTIES = {
    **dict.fromkeys("accessibility-history questions figures figures-csv".split(), Line()),
    **dict.fromkeys("barrier-report contact concern feedback".split(), Line(writes=EVERYBODY)),
    "question": Line(writes=EVERYBODY, names={"public_id": "question"}),
    **dict.fromkeys(
        "concern-desk question-desk comment-desk city-texts".split(), desk(OFFICE, form=False)
    ),
    **dict.fromkeys(
        "barrier-desk barrier-new question-new questions-read-in".split(), desk(OFFICE)
    ),
    "concern-answer": desk(OFFICE, public_id="concern"),
    "barrier-edit": desk(OFFICE, public_id="barrier"),
    "question-edit": desk(OFFICE, public_id="question"),
    "city-text": desk(OFFICE, kind="terms"),
    "concern-discard": button(OFFICE),
    **dict.fromkeys(
        "concern-accept barrier-from-report".split(), button(OFFICE, public_id="concern")
    ),
}

ADMINISTRATION = {
    **dict.fromkeys("directory speaking-requests".split(), desk(ADMINISTRATOR, form=False)),
    "directory-person": desk(ADMINISTRATOR, public_id="person"),
    "directory-organisations": desk(ADMINISTRATOR),
    **dict.fromkeys(
        "directory-organisation directory-posts directory-relations".split(),
        desk(ADMINISTRATOR, public_id="organisation"),
    ),
    "directory-post": desk(ADMINISTRATOR, public_id="post"),
    "directory-members": desk(ADMINISTRATOR, public_id="body"),
    "speaking-request": desk(ADMINISTRATOR, public_id="request"),
    "directory-meetings": desk(MINUTES, public_id="body"),
    "directory-meeting": desk(MINUTES, public_id="meeting"),
    "directory-assignment": desk(MINUTES, public_id="assignment"),
}

# Whose measure it is: a unit's, which the office keeps as well.
KEEPING: Who = OFFICE | {Actor.UNIT}
MEASURES = {
    **dict.fromkeys(
        "measures measure-board measure-timeline measure-timeline-svg measure-map goals"
        " measure-reports".split(),
        Line(),
    ),
    **dict.fromkeys(
        "measure-report measure-report-pdf measure-report-docx".split(), Line(found=False)
    ),
    "measure-report-make": desk(OFFICE, data={"label": "Herbst 2026"}),
    "measure-badge": page(public_id="recognised_measure"),
    "measure-desk": Line(SIGNED_IN),
    # Units and members of the network start their own; the form says of what is missing.
    "measure-new": Line(DESKS | MEMBERS | AUDITOR, DESKS | MEMBERS),
    "measure-commit": button(MEMBERS, public_id="organisation"),
    "commitment-end": Line(
        MEMBERS | OFFICE | AUDITOR, MEMBERS | OFFICE, {"public_id": "organisation"}, found=False
    ),
    "measure-edit": desk(KEEPING, public_id="measure"),
    "measure-part": desk(KEEPING, public_id="measure", name="drucksache"),
    "measure-links": desk(KEEPING, public_id="measure"),
    "measure-unlink": button(
        KEEPING, {"reason": "Es war ein anderes Ziel."}, public_id="measure", number="measure_link"
    ),
    **dict.fromkeys("principles-desk measure-import".split(), desk(OFFICE)),
    "measure-import-report": Line(OFFICE | AUDITOR, found=False),
}

OUTREACH = {
    **dict.fromkeys("occasions reach data-reach".split(), Line()),
    "occasion": page(public_id="occasion"),
    "helping": desk(HELPING, form=False),
    "occasion-new": desk(HELPING),
    "occasion-desk": desk(HELPING, form=False, public_id="occasion"),
    **dict.fromkeys(
        "occasion-edit enter-for enter-stack compare-card cards-make kiosk-open".split(),
        desk(HELPING, public_id="occasion"),
    ),
    # Codes stand on the cards.
    "cards-print": Line(HELPING, HELPING, names={"public_id": "occasion", "sheet": "sheet"}),
    "kiosk-end": button(HELPING, public_id="occasion", kiosk="kiosk"),
    # Who has the key.
    "kiosk": Line(writes=EVERYBODY, names={"key": "key"}),
    "kiosk-write": Line(writes=EVERYBODY, names={"key": "key", "public_id": "passage"}),
}

OWN_DATA = {
    "my-data": Line(SIGNED_IN),
    "my-export": button(SIGNED_IN),
    # Nobody has a file that was written for them.
    "my-export-file": Line(SIGNED_IN, found=False),
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
    **dict.fromkeys("code-data code-forget".split(), Line(writes=EVERYBODY, data=CODE)),
    "processing": Line(),
    "processing-file": page(form="csv"),
    "process-privacy": page(public_id="open_process"),
    "retention": desk(ADMINISTRATOR),
    "hold": desk(ADMINISTRATOR, public_id="person"),
}

ARENA = {
    "arenas": Line(),
    "ideas": page(public_id="arena"),
    "idea-new": Line(
        writes=open_now(),
        names={"public_id": "arena"},
        data={
            "sort": "proposal",
            "title": "Bänke",
            "text": "Es fehlen Bänke.",
            "submission": "b" * 32,
        },
    ),
    "idea-sheet": Line(
        writes=OFFICE | {Actor.OWNER}, names={"public_id": "idea"}, data={"problem": "Zu wenige."}
    ),
    "idea-move": desk(
        OFFICE, data={"to": "declined", "reason": "Gehört dem Land."}, public_id="idea"
    ),
    "idea-aim": button(OFFICE, {"target": "network"}, public_id="idea"),
    "idea-convert": button(OFFICE | {Actor.OWNER}, public_id="idea"),
    "idea-merge": desk(OFFICE, public_id="idea"),
    "idea-undo-merge": button(OFFICE, {"reason": "Es sind zwei."}, public_id="merged"),
    "idea-split": desk(OFFICE, public_id="idea"),
    "arena-desk": desk(OFFICE, form=False),
    "arena-new": desk(OFFICE),
    "arena-edit": desk(OFFICE, public_id="arena"),
    "arena-goals": desk(OFFICE, public_id="arena"),
    "arena-open": desk(OFFICE, public_id="arena"),
    "arena-import": desk(OFFICE, public_id="arena"),
    "arena-groups": desk(OFFICE, data={"whole": "idea", "apart": "merged"}, public_id="arena"),
}

OWNER: Who = frozenset({Actor.OWNER})
COLLEAGUE: Who = frozenset({Actor.COLLEAGUE})
STATED = {"expertise": "Elektrikerin", "no_interest": "on", "feasible": "yes", "text": "Das geht."}
TRIED = {
    "kind": "experiment", "hypothesis": "Es geht.", "asked": "Wartende", "how_many": "3",
    "outcome": "Es ging.", "conclusion": "go_on", "day": "2026-11-01",
}  # fmt: skip

AROUND_IDEAS = {
    "idea-sponsors": page(public_id="idea"),
    "sponsor-take": button(SIGNED_IN, public_id="idea"),
    "sponsor-renew": button(OWNER, public_id="idea"),
    "sponsor-back": button(OWNER, {"reason": "Keine Zeit."}, public_id="idea"),
    "sponsor-offer": button(OWNER, {"email": "jemand@example.org"}, public_id="idea"),
    "sponsor-revoke": button(
        OFFICE, {"sponsorship": "sponsorship", "reason": "Keine Antwort."}, public_id="idea"
    ),
    "sponsor-accept": button(COLLEAGUE, public_id="idea", offer="hand_over"),
    "sponsor-decline": button(COLLEAGUE, public_id="idea", offer="hand_over"),
    "sponsor-withdraw": button(OWNER, public_id="idea", offer="hand_over"),
    "idea-statements": Line(writes=SIGNED_IN, names={"public_id": "idea"}, data=STATED),
    "statement-correct": Line(
        OWNER, OWNER, {"public_id": "idea", "statement": "statement"}, STATED
    ),
    "statement-withdraw": button(OWNER, public_id="idea", statement="statement"),
    "statement-mark": button(
        OFFICE, {"reason": "Niemand kennt sie."}, public_id="idea", statement="statement"
    ),
    "idea-trials": Line(writes=OFFICE | OWNER, names={"public_id": "idea"}, data=TRIED),
    "trial-correct": Line(
        OFFICE | OWNER,
        OFFICE | OWNER,
        {"public_id": "idea", "trial": "trial"},
        {**TRIED, "reason": "Verzählt.", "seen": "1"},
    ),
    "joining-answer": button(OWNER, {"answer": "Gern."}, public_id="idea", joining="joining"),
    "joining-leave": button(COLLEAGUE, public_id="idea", joining="joining"),
    "offers": page(public_id="arena"),
    "offer-new": Line(SIGNED_IN, SIGNED_IN, {"public_id": "arena"}),
    "offer": page(public_id="arena", offer="offer"),
    "offer-renew": button(COLLEAGUE, {"until": "2026-12-31"}, public_id="arena", offer="offer"),
    "offer-withdraw": button(COLLEAGUE, public_id="arena", offer="offer"),
    "offer-take-down": button(OFFICE, {"reason": "Werbung."}, public_id="arena", offer="offer"),
    "offer-join": button(COLLEAGUE, {"idea": "idea"}, public_id="arena", offer="offer"),
    # Before an assessment is closed everybody reads the page, and nobody what others gave.
    "idea-assessment": Line(writes=COLLEAGUE, names={"public_id": "assessed"}),
    "assessment-begin": button(OFFICE, public_id="assessed"),
    "assessment-close": button(OFFICE, public_id="assessed"),
    "assessment-select": button(OFFICE, public_id="assessed"),
    "assessment-desk": desk(OFFICE, public_id="arena"),
    "criteria-renew": button(OFFICE, public_id="arena"),
    "assessor-name": button(OFFICE, public_id="arena"),
    "assessor-end": button(OFFICE, public_id="arena", assessor="assessor"),
}

TABLE: dict[str, Line] = {
    **PUBLIC, **ACCOUNT, **TAKING_PART, **MODERATION, **OFFICE_DESKS, **PROCESSES,
    **RESPONSIBILITIES, **TEXTS,
    **WORDS, **ADMINISTRATION,
    **OUTREACH,
    **OWN_DATA, **ANSWERS,
    **DUTIES, **ARENA, **AROUND_IDEAS, **MEASURES,
}  # fmt: skip
