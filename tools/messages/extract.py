"""Finds every message in templates and code.

Beside the calls of gettext, these are the sentences of refusals (`text` of their classes) and the
words of the filter `plural`, which need no call around them.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "mitmachstadt"
CALLS = {"_", "counted", "gettext", "gettext_lazy", "gettext_noop", "pgettext"}

# A noun that stands with its number (kernel.language.counted).
COUNTED = "counted"

# What somebody meets who reads a passage, says something about it and looks up what became of
# it. A language may have these alone.
PATH = (
    "kernel/",
    "nodes/enums.py",
    "nodes/errors.py:AccountNeeded",
    "nodes/errors.py:AudienceExcluded",
    "nodes/errors.py:NoWindow",
    "nodes/errors.py:Node",
    "nodes/errors.py:Window",
    "nodes/queries/",
    "answers/enums.py:AnswerKind",
    "answers/enums.py:Share",
    "answers/queries/",
    "answers/templates/answers/parts/shares.html",
    "responsibilities/templates/responsibilities/parts/trail.html",
    "concerns/templates/concerns/parts/owed.html",
    "contributions/cards.py",
    "contributions/enums.py:Step",
    "contributions/calculations/",
    "contributions/enums.py:AppealOutcome",
    "contributions/enums.py:ReportReason",
    "contributions/errors/moderation.py:AlreadyHidden",
    "contributions/errors/moderation.py:AppealEmpty",
    "contributions/errors/moderation.py:AppealTooLate",
    "contributions/errors/moderation.py:AppealedAlready",
    "contributions/errors/moderation.py:ChangedMeanwhile",
    "contributions/errors/moderation.py:NotAContribution",
    "contributions/errors/moderation.py:NotInThatState",
    "contributions/errors/moderation.py:NotYourContribution",
    "contributions/errors/moderation.py:NothingToAppeal",
    "contributions/errors/moderation.py:OwnContribution",
    "contributions/errors/moderation.py:ReasonMissing",
    "contributions/errors/moderation.py:ReportsFull",
    "contributions/errors/moderation.py:TextTooLong",
    "contributions/errors/moderation.py:TooManyReports",
    "contributions/errors/moderation.py:WordsAreGone",
    "contributions/errors/remarks.py",
    "contributions/forms/moderation.py:AppealForm",
    "contributions/forms/reports.py:ReportForm",
    "contributions/enums.py:Digest",
    "contributions/forms/following.py:AddressForm",
    "contributions/forms/codes.py:CodeForm",
    "contributions/forms/codes.py:CorrectionForm",
    "contributions/forms/following.py:FollowForm",
    "contributions/forms/remarks.py:RemarkForm",
    "contributions/forms/remarks.py:Voice",
    "contributions/forms/remarks.py:district_choices",
    "contributions/views/code.py",
    "contributions/views/follow.py",
    "contributions/views/remark.py",
    "contributions/views/support.py",
    "contributions/templates/contributions/answer_by_mail.html",
    "contributions/templates/contributions/appeal.html",
    "contributions/templates/contributions/cards/",
    "contributions/templates/contributions/code.html",
    "contributions/templates/contributions/confirm.html",
    "contributions/templates/contributions/follow.html",
    "contributions/templates/contributions/link_sent.html",
    "contributions/templates/contributions/mail/confirmation.txt",
    "contributions/templates/contributions/parts/",
    "contributions/templates/contributions/personal.html",
    "contributions/templates/contributions/remark.html",
    "contributions/templates/contributions/report.html",
    "contributions/templates/contributions/reported.html",
    "contributions/templates/contributions/submitted.html",
    "contributions/templates/contributions/told.html",
    "contributions/templates/contributions/withdraw.html",
    "arena/cards.py",
    "arena/enums.py:Sort",
    "arena/enums.py:Stage",
    "arena/enums.py:State",
    "arena/enums.py:Target",
    "arena/forms/ideas.py:IdeaForm",
    "arena/templates/arena/idea_page.html",
    "arena/templates/arena/ideas.html",
    "arena/templates/arena/new.html",
    "arena/templates/arena/parts/",
    "formats/enums.py",
    "formats/queries/",
    "formats/templates/formats/parts/",
    "formats/templates/formats/process_page.html",
    "measures/templates/measures/parts/",
    "news/templates/news/article.html",
    "outreach/errors.py:Kiosk",
    "outreach/forms/desk.py:WriteForm",
    "outreach/templates/outreach/kiosk/",
    "pages/queries/overview/",
    "pages/templates/pages/node/",
    "pages/templates/pages/parts/",
    "pages/templates/pages/start.html",
    "people/enums.py:BuiltInGroup",
    "people/enums.py:Capacity",
    "people/forms/accounts.py:EmailField",
    "people/errors/directory.py:SignInNeeded",
    "people/errors/directory.py:TooManyAttempts",
    "strategy/cards/",
    "strategy/enums.py:DocumentKind",
    "strategy/enums.py:SectionKind",
    "strategy/templates/strategy/parts/citation.html",
    "strategy/templates/strategy/parts/editions.html",
    "strategy/templates/strategy/parts/sources.html",
    "strategy/templates/strategy/reading.html",
    "strategy/templates/strategy/texts.html",
    "taxonomies/templates/taxonomies/parts/fields.html",
    "contributions/actions/letters.py",
    "contributions/actions/telling.py",
    "contributions/enums.py:NewsKind",
    "contributions/enums.py:OwnNews",
    "contributions/forms/following.py:WishesForm",
    "contributions/templates/contributions/mail/",
    "contributions/templates/contributions/stopped.html",
    "contributions/templates/contributions/subscription.html",
    "contributions/views/feeds.py",
    "contributions/views/subscription.py",
)
_STRING = r"""(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE = re.compile(rf"(?:\b(n|p)?gettext|\b_)\(u?({_STRING})(?:, ?u?({_STRING}))?")
_PLURAL = re.compile(r'\|plural:"([^",]*),([^"]*)"')


@dataclass(frozen=True)
class Message:
    """A message as gettext looks it up, and the files (and classes there) that have it."""

    text: str
    many: str = ""
    context: str = ""
    files: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def key(self) -> tuple[str, str]:
        return (self.context, self.text)


def everything() -> list[Message]:
    """Every message of the interface, sorted."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(PACKAGE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
            continue
        name = str(path.relative_to(PACKAGE))
        text = path.read_text(encoding="utf-8")
        read = _in_code(text) if path.suffix == ".py" else _in_template(text)
        for scope, message in read:
            if not message.text:
                continue
            known = found.get(message.key, message)
            files = known.files | {f"{name}:{scope}" if scope else name}
            many = known.many or message.many
            found[message.key] = Message(message.text, many, message.context, files)
    return [found[key] for key in sorted(found)]


def on_the_path(message: Message) -> bool:
    """Whether somebody on the way to a contribution may meet it."""
    return any(file.startswith(PATH) for file in message.files)


def _in_code(source: str) -> Iterator[tuple[str, Message]]:
    """Messages with the class or function of the module that has them."""
    for top in ast.parse(source).body:
        scope = getattr(top, "name", "")
        for node in ast.walk(top):
            if isinstance(node, ast.ClassDef):
                found = _sentences(node)
            elif isinstance(node, ast.Call) and _name(node.func) in CALLS:
                found = _called(_name(node.func), node.args)
            else:
                continue
            yield from ((scope, message) for message in found)


def _called(name: str, arguments: list[ast.expr]) -> Iterator[Message]:
    constants = (a.value for a in arguments if isinstance(a, ast.Constant))
    texts = [value for value in constants if isinstance(value, str)]
    if name == "pgettext":
        yield Message(texts[1], context=texts[0])
    elif name == "counted" and texts:
        yield Message(texts[0], many=texts[1], context=COUNTED)
    elif texts:
        yield Message(texts[0])


def _sentences(refusal: ast.ClassDef) -> Iterator[Message]:
    for line in refusal.body:
        target: ast.expr | None = line.target if isinstance(line, ast.AnnAssign) else None
        target = line.targets[0] if isinstance(line, ast.Assign) else target
        text = getattr(getattr(line, "value", None), "value", None)
        if _name(target) == "text" and isinstance(text, str):
            yield Message(text)


def _name(node: ast.AST | None) -> str:
    return getattr(node, "id", "") or getattr(node, "attr", "")


def _in_template(source: str) -> Iterator[tuple[str, Message]]:
    for match in _PLURAL.finditer(source):
        yield "", Message(match[1], many=match[2], context=COUNTED)
    for kind, first, second in _IN_TEMPLATE.findall(templatize(source)):
        texts = [ast.literal_eval(text) for text in (first, second) if text]
        if kind == "p":
            yield "", Message(texts[1], context=texts[0])
        elif kind == "n":
            yield "", Message(texts[0], many=texts[1])
        else:
            yield "", Message(texts[0])
