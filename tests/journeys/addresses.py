"""Every page of the demonstration city: a function finds an address that shows it.

The first word of a name is that of the address in the program, the others say which one it is.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.utils import timezone

from mitmachstadt.answers.models import Draft, TextTemplate
from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.cli.demonstration.load import EMAIL
from mitmachstadt.concerns.models import Concern
from mitmachstadt.contributions.models import Appeal, Removal, SpamPattern
from mitmachstadt.formats.models import Invitation, Process
from mitmachstadt.help.models import Question
from mitmachstadt.measures.models import Measure, SelfCommitment
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.models import Sheet
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.places.models import Place
from mitmachstadt.responsibilities.models import HandOver, Responsibility
from mitmachstadt.strategy.models import Citation, Edition, GlossaryTerm, Section
from mitmachstadt.taxonomies.models import Term
from tests.journeys.found_bodies import (
    assignment,
    body,
    meeting,
    meeting_to_come,
    own_organisation,
    post,
    request,
    seated_body,
)
from tests.journeys.found_desks import (
    answered,
    chapter_template,
    cited_in_a_draft,
    draft,
    part,
    signature,
    written_news,
)
from tests.journeys.found_ideas import arena, idea, offer, own_statement, some_statement, trial

type Find = Callable[[], str]


def node(kind: str, **conditions: object) -> Find:
    def find() -> str:
        conditions.setdefault("visibility", "public")
        found = Node.objects.filter(kind=kind, **conditions).order_by("-remarks", "pk").first()
        assert found is not None, f"the city has no {kind} with {conditions}"
        return f"/de/n/{found.public_id}/"

    return find


def below(find: Find, rest: str) -> Find:
    return lambda: find() + rest


def fixed(address: str) -> Find:
    return lambda: address


def reading(*, first: bool) -> Find:
    def find() -> str:
        editions = Edition.objects.filter(published__isnull=False).order_by("published")
        found = editions.first() if first else editions.last()
        assert found is not None
        return f"/de/lesen/{found.node.public_id}/1/"

    return find


def edition(pattern: str) -> Find:
    def find() -> str:
        found = Edition.objects.filter(published__isnull=False).order_by("published").last()
        assert found is not None
        return pattern.format(edition=found.node.public_id, document=found.document.node.public_id)

    return find


def person(pattern: str) -> Find:
    """Somebody with a role and an organisation."""

    def find() -> str:
        found = Person.objects.filter(organisation_memberships__isnull=False).order_by("pk").first()
        assert found is not None
        return pattern.format(found.public_id)

    return find


def own_remark(rest: str) -> Find:
    """What the resident of the demonstration said last."""

    def find() -> str:
        mine = Node.objects.filter(kind="remark", author__email=EMAIL.format(key="leopold"))
        return f"/de/n/{mine.exclude(visibility='withdrawn').latest('pk').public_id}/{rest}"

    return find


def needs() -> str:
    found = Edition.objects.filter(document__kind="green_paper").first()
    assert found is not None
    return f"/de/handlungsbedarfe/{found.document.node.public_id}/"


def principles() -> str:
    found = Node.objects.get(kind="strategy", visibility="public")
    return f"/de/leitgedanken/{found.public_id}/"


def field() -> str:
    """The field of action with most in it."""
    found = Term.objects.annotate(things=Count("assignments")).order_by("-things", "pk").first()
    assert found is not None
    return f"/de/handlungsfelder/feld/{found.public_id}/"


def glossary_term() -> str:
    found = GlossaryTerm.objects.filter(related__isnull=False).order_by("pk").first()
    assert found is not None
    return f"/de/glossar/begriff/{found.public_id}/"


def cited_passage() -> str:
    found = Citation.objects.order_by("pk").first()
    assert found is not None
    return f"/de/n/{found.placing.passage.node.public_id}/"


def need(pattern: str) -> Find:
    def find() -> str:
        section = Section.objects.filter(kind="need", facets__gt=0).order_by("pk").first()
        assert section is not None
        return pattern.format(section.node.public_id)

    return find


def at_the_glossary(pattern: str) -> Find:
    def find() -> str:
        term = GlossaryTerm.objects.select_related("strategy__node").order_by("pk").first()
        assert term is not None
        return pattern.format(strategy=term.strategy.node.public_id, term=term.public_id)

    return find


def open_passage() -> str:
    """A passage of the latest edition on which people have said something."""
    found = Edition.objects.filter(published__isnull=False).order_by("published").last()
    assert found is not None
    passages = Node.objects.filter(kind="passage", visibility="public").order_by("-remarks")
    placed = passages.filter(passage__placings__edition=found)
    return f"/de/n/{placed[0].public_id}/"


def process(pattern: str) -> Find:
    def find() -> str:
        found = Process.objects.order_by("pk").last()
        assert found is not None
        return pattern.format(found.node.public_id)

    return find


def invitation() -> str:
    """An invitation that was answered late or not at all."""
    found = Invitation.objects.filter(answered_on=None).order_by("pk").last()
    assert found is not None
    return f"/de/buero/verfahren/{found.process.node.public_id}/bezirke/{found.pk}/"


def rule(pattern: str) -> Find:
    def find() -> str:
        found = Responsibility.objects.filter(until=None).order_by("pk").first()
        assert found is not None
        return pattern.format(found.public_id)

    return find


def responsible(pattern: str) -> Find:
    """A contribution that somebody handed on."""

    def find() -> str:
        found = HandOver.objects.order_by("pk").first()
        assert found is not None
        return pattern.format(found.node.public_id)

    return find


def measure(pattern: str, **which: Any) -> Find:
    def find() -> str:
        found = Measure.objects.select_related("node").filter(**which).order_by("pk").first()
        assert found is not None
        return pattern.format(found.node.public_id)

    return find


def committed() -> str:
    """An organisation that stands by the principles."""
    found = SelfCommitment.objects.select_related("organisation").filter(ended=None)
    signed = found.filter(until__gte=timezone.localdate()).order_by("pk").first()
    assert signed is not None
    return f"/de/verwaltung/massnahmen/zusage/{signed.organisation.public_id}/beenden/"


def place(pattern: str) -> Find:
    def find() -> str:
        found = Place.objects.order_by("pk").first()
        assert found is not None
        return pattern.format(found.public_id)

    return find


def occasion(pattern: str) -> Find:
    """One that has cards, and contributions from them."""

    def find() -> str:
        found = Sheet.objects.filter(cards__entry__isnull=False).order_by("pk").first()
        assert found is not None
        return pattern.format(found.occasion.public_id, sheet=found.public_id)

    return find


def often_asked(pattern: str) -> Find:
    def find() -> str:
        found = Question.objects.filter(question_en="").first()
        assert found is not None
        return pattern.format(found.public_id)

    return find


def concern() -> str:
    """A report that is open, with a page."""
    found = Concern.objects.filter(answered__isnull=True, unproven=False).order_by("due").first()
    assert found is not None
    return f"/de/buero/anliegen/{found.public_id}/"


def barrier() -> str:
    found = KnownBarrier.objects.order_by("pk").first()
    assert found is not None
    return f"/de/buero/barrieren/{found.public_id}/"


def organisation(pattern: str) -> Find:
    """One that was renamed and took over from another."""

    def find() -> str:
        found = Organisation.objects.filter(predecessions__isnull=False).order_by("pk").first()
        assert found is not None
        return pattern.format(found.public_id)

    return find


def waiting_remark() -> str:
    found = Node.objects.filter(kind="remark", visibility="waiting").first()
    assert found is not None
    return f"/de/n/{found.public_id}/moderieren/"


PUBLIC: dict[str, Find] = {
    "moderation-numbers": fixed("/de/daten/moderation/"),
    "report": below(node("remark"), "melden/"),
    "start": fixed("/de/"),
    "texts": fixed("/de/texte/"),
    "search": fixed("/de/suche/"),
    "search found": fixed("/de/suche/?q=Stadt&von=2020-01-01"),
    "search nothing": fixed("/de/suche/?q=Nilpferd&art=decision"),
    "reading latest": reading(first=False),
    "reading former": reading(first=True),
    "compare": edition("/de/vergleich/{edition}/"),
    "needs": needs,
    "needs filtered": below(needs, "?merkmal=procedural"),
    "principles": principles,
    "fields": fixed("/de/handlungsfelder/"),
    "field": field,
    "taxonomy-version": fixed("/de/handlungsfelder/handlungsfelder/1/"),
    "glossary": fixed("/de/glossar/"),
    "organisations": fixed("/de/organisationen/?tag=2025-01-01"),
    "organisation": organisation("/de/organisation/{}/"),
    "details": organisation("/de/organisation/{}/angaben/"),
    "organisation body": seated_body("/de/organisation/{}/"),
    "meetings": seated_body("/de/organisation/{}/sitzungen/"),
    "glossary-term": glossary_term,
    "node cited": cited_passage,
    "node need": need("/de/n/{}/"),
    "node strategy": node("strategy"),
    "node document": node("document"),
    "node edition": edition("/de/n/{edition}/"),
    "node section": node("section"),
    "node passage": open_passage,
    "node retired": node("passage", visibility="retired"),
    "node remark": node("remark", answers__gt=0),
    "node hidden": node("remark", visibility="hidden"),
    "node withdrawn": node("remark", visibility="withdrawn"),
    "node answer": node("answer"),
    "node decision": node("decision"),
    "register-lines": below(node("remark"), "register/"),
    "remark": below(open_passage, "anmerken/"),
    "follow": below(open_passage, "folgen/"),
    "remark closed": below(node("passage", visibility="retired"), "anmerken/"),
    "processes": fixed("/de/verfahren/"),
    "processes in a district": fixed("/de/verfahren/?ort=2"),
    "involvement": fixed("/de/verfahren/einbindung/"),
    "responsibilities": fixed("/de/zustaendigkeiten/?nach=bezirk"),
    "responsibility-gaps": fixed("/de/zustaendigkeiten/luecken/"),
    "responsibility-reason": responsible("/de/zustaendigkeiten/warum/{}/"),
    "districts": fixed("/de/bezirke/"),
    "district": fixed("/de/bezirk/2/"),
    "take-part": fixed("/de/mitmachen/"),
    "take-part-as": fixed("/de/mitmachen/district_office/"),
    "arenas": fixed("/de/arena/"),
    "ideas": arena("/de/arena/{}/"),
    "ideas chosen": arena("/de/arena/{}/?art=need&stufe=idee"),
    "ideas none": arena("/de/arena/{}/?stand=declined&art=need"),
    "idea-new": arena("/de/arena/{}/einreichen/"),
    "idea-sheet": idea("/de/n/{}/steckbrief/", sheets__number=2),
    "idea-sponsors": idea("/de/n/{}/patenschaft/", sponsorships__ended=None),
    "idea-statements": idea("/de/n/{}/stellungnahmen/", statements__isnull=False),
    "idea-trials": idea("/de/n/{}/proben/", trials__isnull=False),
    "idea-assessment": idea("/de/n/{}/bewertung/", assessments__closed__isnull=False),
    "offers": arena("/de/arena/{}/angebote/"),
    "offer": offer,
    "node arena": arena("/de/n/{}/"),
    "node idea": idea("/de/n/{}/", sheets__number=2),
    "node idea merged": idea("/de/n/{}/", node__traces_forward__relation="merged_into"),
    "node idea parked": idea("/de/n/{}/", state="parked"),
    "measures": fixed("/de/massnahmen/"),
    "measures with gaps": fixed("/de/massnahmen/?luecken=ja&bezirk=11&q=Werkstatt"),
    "measure-board": fixed("/de/massnahmen/tafel/"),
    "measure-timeline": fixed("/de/massnahmen/zeitplan/"),
    "measure-reports": fixed("/de/massnahmen/bericht/"),
    "goals": fixed("/de/massnahmen/ziele/"),
    "measure-map": fixed("/de/massnahmen/karte/?phase=3"),
    "node measure": measure("/de/n/{}/", type="network", phase=3),
    "node measure open": measure("/de/n/{}/", node__windows__isnull=False),
    "node milestone": node("milestone"),
    "places": fixed("/de/orte/"),
    "place": place("/de/orte/{}/"),
    "occasions": fixed("/de/vor-ort/"),
    "occasion": occasion("/de/vor-ort/{}/"),
    "reach": fixed("/de/vor-ort/reichweite/"),
    "kiosk ended": fixed("/de/terminal/abcdefghjk/"),
    "news": fixed("/de/neuigkeiten/"),
    "node report": node("report"),
    "node news": node("news"),
    "node process": node("process"),
    "code": fixed("/de/code/"),
    "data": fixed("/de/daten/"),
    "sign-in": fixed("/de/anmelden/"),
    "sign-in-code": fixed("/de/anmelden/code/"),
    "sign-in-passkey": fixed("/de/anmelden/passkey/"),
    "password-forgotten": fixed("/de/passwort-vergessen/"),
    "password-new": fixed("/de/passwort-neu/niemand/abc-def/"),
    "register": fixed("/de/registrieren/"),
    "imprint": fixed("/de/impressum/"),
    "privacy": fixed("/de/datenschutz/"),
    "processing": fixed("/de/datenschutz/verarbeitungen/"),
    "process-privacy": below(node("process"), "datenschutz/"),
    "accessibility": fixed("/de/barrierefreiheit/"),
    "accessibility-history": fixed("/de/barrierefreiheit/verlauf/"),
    "barrier-report": fixed("/de/barrierefreiheit/melden/?von=/de/"),
    "concern": fixed("/de/anliegen/"),
    "questions": fixed("/de/hilfe/"),
    "question": often_asked("/de/hilfe/{}/"),
    "contact": fixed("/de/kontakt/"),
    "figures": fixed("/de/zahlen/"),
    "feedback": fixed("/de/rueckmeldung/"),
    "terms coming": fixed("/de/teilnahmebedingungen/?seite=2"),
    "terms": fixed("/de/teilnahmebedingungen/"),
    "answer-statistics": fixed("/de/rueckmeldungen/"),
    "new-address ended": fixed("/de/konto/adresse/abc-def/"),
    "nothing there": fixed("/de/gibt-es-nicht/"),
}


def open_remark(pattern: str) -> Find:
    def find() -> str:
        found = Node.objects.filter(kind="remark", visibility="public", answers=0)
        waiting = found.filter(window__answer_due__isnull=False).order_by("pk").first()
        assert waiting is not None
        return pattern.format(waiting.public_id)

    return find


def answer_draft() -> str:
    found = Draft.objects.filter(answer=None, dropped=None).first()
    assert found is not None
    return f"/de/buero/entwuerfe/{found.public_id}/"


def text_template() -> str:
    found = TextTemplate.objects.filter(unit=None).first()
    assert found is not None
    return f"/de/buero/bausteine/{found.public_id}/"


OFFICE: dict[str, Find] = {
    "inbox": fixed("/de/buero/"),
    "lapsed": fixed("/de/buero/pruefungen/"),
    "desk-news": fixed("/de/buero/neues/"),
    "answer": open_remark("/de/buero/antworten/?n={}"),
    "hand-over": open_remark("/de/buero/abgeben/?n={}"),
    "answer-drafts": fixed("/de/buero/entwuerfe/"),
    "answer-draft": answer_draft,
    "answer-part": part("/de/buero/zulieferung/{}/"),
    "answer-signature": signature,
    "answered": answered,
    "working-list": fixed("/de/buero/arbeitsliste/"),
    "answer-templates": fixed("/de/buero/bausteine/"),
    "answer-template": text_template,
    "four-eyes": fixed("/de/buero/vier-augen/"),
    "text-desk": fixed("/de/buero/texte/"),
    "new-text": fixed("/de/buero/texte/neu/"),
    "replace-text": draft("/de/buero/texte/{}/neue-datei/"),
    "template": chapter_template,
    "citations": draft("/de/buero/quellen/{}/"),
    "cite": cited_in_a_draft,
    "links": below(open_passage, "verknuepfen/"),
    "taxonomy-desk": fixed("/de/buero/handlungsfelder/"),
    "taxonomy-edit": fixed("/de/buero/handlungsfelder/handlungsfelder/"),
    "sort-node": need("/de/n/{}/einordnen/"),
    "facets": need("/de/n/{}/merkmale/"),
    "glossary-desk": fixed("/de/buero/glossar/"),
    "term-new": at_the_glossary("/de/buero/glossar/{strategy}/neu/"),
    "term-edit": at_the_glossary("/de/buero/glossar/{strategy}/{term}/"),
    "process-new": edition("/de/buero/verfahren/neu/?about={edition}"),
    "process-desk": process("/de/buero/verfahren/{}/"),
    "process-invitation": invitation,
    "responsibility-desk": fixed("/de/buero/zustaendigkeiten/"),
    "responsibility-open": fixed("/de/buero/zustaendigkeiten/offen/"),
    "responsibility-edit": rule("/de/buero/zustaendigkeiten/{}/"),
    "decision": edition("/de/n/{edition}/beschluss/"),
    "node for the office": open_passage,
    "arena-desk": fixed("/de/verwaltung/arena/"),
    "arena-new": fixed("/de/verwaltung/arena/neu/"),
    "arena-edit": arena("/de/verwaltung/arena/{}/"),
    "arena-goals": arena("/de/verwaltung/arena/{}/ziele/"),
    "arena-open": arena("/de/verwaltung/arena/{}/oeffnen/"),
    "arena-groups": arena("/de/verwaltung/arena/{}/gruppen/"),
    "assessment-desk": arena("/de/verwaltung/arena/{}/bewertung/"),
    "trial-correct": trial,
    "idea-trials office": idea("/de/n/{}/proben/", trials__isnull=False),
    "idea-assessment office": idea("/de/n/{}/bewertung/", state="assessment"),
    "arena-import": arena("/de/verwaltung/arena/{}/einlesen/"),
    "idea-sheet office": idea("/de/n/{}/steckbrief/", sheets__number=2),
    "idea-move": idea("/de/n/{}/bewegen/", state="fact_sheet"),
    "idea-merge": idea("/de/n/{}/zusammenfassen/", node__traces_backward__relation="merged_into"),
    "idea-split": idea("/de/n/{}/aufteilen/", state="submitted"),
    "measure-report-make": fixed("/de/buero/massnahmen/bericht/"),
    "measure-desk": fixed("/de/verwaltung/massnahmen/"),
    "measure-new": fixed("/de/verwaltung/massnahmen/neu/"),
    "measure-import": fixed("/de/verwaltung/massnahmen/einlesen/"),
    "principles-desk": fixed("/de/verwaltung/massnahmen/prinzipien/"),
    "measure-edit": measure("/de/verwaltung/massnahmen/{}/", type="decentral"),
    "measure-part involved": measure("/de/verwaltung/massnahmen/{}/beteiligte-ende/", phase=3),
    "measure-part evidence": measure(
        "/de/verwaltung/massnahmen/{}/beleg-streichen/", checked__isnull=False
    ),
    "measure-part package": measure(
        "/de/verwaltung/massnahmen/{}/paket/", iterations__isnull=False
    ),
    "commitment-end": committed,
    "measure-links": measure("/de/n/{}/bezuege/", node__traces_forward__relation="pays_into"),
    "measure-part": measure("/de/verwaltung/massnahmen/{}/phase/", type="decentral", phase=2),
    "measure-part team": measure("/de/verwaltung/massnahmen/{}/abschnitt/", type="decentral"),
    "place-desk": fixed("/de/buero/orte/"),
    "place-new": fixed("/de/buero/orte/neu/"),
    "place-edit": place("/de/buero/orte/{}/"),
    "places-read-in": fixed("/de/buero/orte/einlesen/"),
    "news-desk": fixed("/de/buero/neuigkeiten/"),
    "news-new": fixed("/de/buero/neuigkeiten/neu/"),
    "news-edit": written_news,
    "concern-desk": fixed("/de/buero/anliegen/"),
    "concern-desk unproven": fixed("/de/buero/anliegen/?stand=unproven"),
    "concern-answer": concern,
    "barrier-desk": fixed("/de/buero/barrieren/"),
    "barrier-new": fixed("/de/buero/barrieren/neu/"),
    "barrier-edit": barrier,
    "question-desk": fixed("/de/buero/hilfe/"),
    "question-new": fixed("/de/buero/hilfe/neu/"),
    "question-edit": often_asked("/de/buero/hilfe/{}/"),
    "questions-read-in": fixed("/de/buero/hilfe/einlesen/"),
    "comment-desk": fixed("/de/buero/rueckmeldungen/"),
    "city-texts": fixed("/de/buero/rechtliches/"),
    "city-text": fixed("/de/buero/rechtliches/terms/"),
    "role-desk": fixed("/de/buero/mitmachen/"),
    "role-edit": fixed("/de/buero/mitmachen/resident/"),
    "district with an account": fixed("/de/bezirk/2/"),
    "account": fixed("/de/konto/"),
    "my-organisations": fixed("/de/konto/organisationen/"),
    "ask-to-speak": fixed("/de/konto/organisationen/anfragen/"),
    "show-myself": own_organisation("/de/konto/organisationen/{}/zeigen/"),
    "my-subscription": fixed("/de/konto/folgen/"),
    "follow with an account": below(open_passage, "folgen/"),
    "my-data": fixed("/de/konto/daten/"),
    "my-correction": fixed("/de/konto/daten/berichtigen/"),
    "my-address": fixed("/de/konto/daten/adresse/"),
    "my-deletion": fixed("/de/konto/loeschen/"),
    "password": fixed("/de/konto/passwort/"),
    "security": fixed("/de/konto/sicherheit/"),
    "second-factor-app": fixed("/de/konto/sicherheit/app/"),
    "passkey": fixed("/de/konto/sicherheit/passkey/"),
    "recovery-codes": fixed("/de/konto/sicherheit/ersatzcodes/"),
    "devices": fixed("/de/konto/sitzungen/"),
    "moderation forbidden": fixed("/de/moderation/"),
}
RESIDENT: dict[str, Find] = {
    "correct-own": own_remark("berichtigen/"),
    "forget": own_remark("loeschen/"),
    "offer-new": arena("/de/arena/{}/angebote/neu/"),
    "statement-correct": own_statement,
}
MODERATION: dict[str, Find] = {
    "moderation": fixed("/de/moderation/"),
    "moderate": waiting_remark,
    "moderation reported": fixed("/de/moderation/?schlange=gemeldet"),
    "moderation unseen": fixed("/de/moderation/?schlange=ungesehen&verdacht=personal"),
    "moderation-cases": fixed("/de/moderation/zu-zweit/"),
    "judge": lambda: (
        f"/de/n/{Appeal.objects.get(decided=None).node.public_id}/widerspruch/entscheiden/"
    ),
    "removal": lambda: f"/de/n/{Removal.objects.get(agreed=None).node.public_id}/loeschung/",
    "words-hide": some_statement,
    "patterns": fixed("/de/moderation/muster/"),
    "pattern-new": fixed("/de/moderation/muster/neu/"),
    "pattern": lambda: f"/de/moderation/muster/{SpamPattern.objects.first().public_id}/",
    "node for moderators": open_passage,
    "search for moderators": fixed("/de/suche/?q=der+Bezirk+Stadt&stand=waiting"),
}
HELPING: dict[str, Find] = {
    "helping": fixed("/de/helfen/"),
    "occasion-new": fixed("/de/helfen/neu/"),
    "occasion-desk": occasion("/de/helfen/{}/"),
    "occasion-edit": occasion("/de/helfen/{}/aendern/"),
    "enter-for": occasion("/de/helfen/{}/eintragen/"),
    "enter-stack": occasion("/de/helfen/{}/stapel/"),
    "compare-card": occasion("/de/helfen/{}/vergleichen/"),
    "cards-make": occasion("/de/helfen/{}/karten/"),
    "cards-print": occasion("/de/helfen/{}/karten/{sheet}/"),
    "kiosk-open": occasion("/de/helfen/{}/terminal/"),
}
ADMINISTRATION: dict[str, Find] = {
    "directory": fixed("/de/verwaltung/"),
    "directory-person": person("/de/verwaltung/person/{}/"),
    "describe-organisation": organisation("/de/organisation/{}/beschreiben/"),
    "directory-organisations": fixed("/de/verwaltung/organisationen/"),
    "directory-organisation": organisation("/de/verwaltung/organisationen/{}/"),
    "directory-posts": organisation("/de/verwaltung/organisationen/{}/stellen/"),
    "directory-post": post("/de/verwaltung/stelle/{}/"),
    "directory-relations": organisation("/de/verwaltung/organisationen/{}/angaben/"),
    "directory-members": body("/de/verwaltung/organisationen/{}/mitglieder/"),
    "directory-meetings": seated_body("/de/verwaltung/organisationen/{}/sitzungen/"),
    "directory-meeting": meeting("/de/verwaltung/sitzung/{}/"),
    "directory-meeting coming": meeting_to_come("/de/verwaltung/sitzung/{}/"),
    "directory-assignment": assignment("/de/verwaltung/gremienauftrag/{}/"),
    "meetings hidden": body("/de/organisation/{}/sitzungen/"),
    "organisation hidden": body("/de/organisation/{}/"),
    "speaking-requests": fixed("/de/verwaltung/anfragen/"),
    "speaking-request": request("/de/verwaltung/anfragen/{}/"),
    "retention": fixed("/de/verwaltung/fristen/"),
    "hold": person("/de/verwaltung/person/{}/sperre/"),
}
# Whose desk it is, and its pages.
DESKS: dict[str, tuple[str, dict[str, Find]]] = {
    "office": ("buero1", OFFICE),
    "moderation": ("moderation", MODERATION),
    "helping": ("helfen1", HELPING),
    "administration": ("admin", ADMINISTRATION),
    "resident": ("leopold", RESIDENT),
}
