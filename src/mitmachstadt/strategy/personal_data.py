from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Nobody, Personal

DECLARED = (
    Personal(
        "strategy.Edit",
        called=_("Änderungen an Entwürfen"),
        purpose=_("im Büro sehen, wer was geändert hat, bis der Entwurf veröffentlicht ist"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer geändert hat"), "verb": _("was"), "at": _("wann")},
        rest="id edition node before after words form marker depth citations",
    ),
    Personal(
        "strategy.Citation",
        called=_("Quellenangaben"),
        purpose=_("sagen, von wem ein Gedanke stammt"),
        keep="record",
        seen_by=EVERYONE,
        says={"author": _("Name aus einer veröffentlichten Quelle")},
        rest="id placing source title retrieved note position",
    ),
    Nobody(
        "strategy.Source strategy.Strategy strategy.Document strategy.Edition strategy.Leaf"
        " strategy.Derivation strategy.GlossaryTerm strategy.GlossaryForm strategy.Section"
        " strategy.Passage strategy.EditionSection strategy.EditionPassage"
        " strategy.ChapterTemplate strategy.TemplateBlock"
    ),
)
