from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Nobody, Personal

DECLARED = (
    Personal(
        "measures.SelfCommitment",
        called=_("Selbstverpflichtungen auf die Prinzipien"),
        purpose=_("nachweisen, wer für eine Organisation unterschrieben hat"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        whose=("signatory",),
        says={
            "signatory": _("wer unterschrieben hat"),
            "signatory_name": _("unter welchem Namen"),
            "organisation": _("für welche Organisation"),
            "signed": _("wann"),
        },
        rest="id version until ended ended_because",
    ),
    Personal(
        "measures.Recognition",
        called=_("Anerkennungen von Netzwerkmaßnahmen"),
        purpose=_("nachweisen, wer anerkannt oder widerrufen hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by", "revoked_by"),
        says={
            "by": _("wer anerkannt hat"),
            "granted": _("wann"),
            "granted_because": _("Grund"),
            "contact": _("wen man fragen kann"),
            "revoked_by": _("wer widerrufen hat"),
            "revoked": _("widerrufen am"),
            "revoked_because": _("Grund des Widerrufs"),
        },
        rest="id measure invited_to",
    ),
    Personal(
        "measures.PhaseChange",
        called=_("Schritte von Maßnahmen"),
        purpose=_("nachweisen, wer eine Maßnahme einen Schritt weiter oder zurück gesetzt hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer"), "on": _("wann"), "reason": _("Grund")},
        rest="id measure before after",
    ),
    Personal(
        "measures.MilestoneMove",
        called=_("Verschobene Meilensteine"),
        purpose=_("nachweisen, wer einen Meilenstein verschoben hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer"), "on": _("wann"), "reason": _("Grund")},
        rest="id milestone before after",
    ),
    Personal(
        "measures.Iteration_team",
        called=_("Wer in Abschnitten von Maßnahmen arbeitet"),
        purpose=_("bewerten soll jemand, der nicht zum Team gehört"),
        keep="record",
        basis=Basis.DUTY,
        whose=("person",),
        says={"person": _("wer"), "iteration": _("in welchem Abschnitt")},
        rest="id",
    ),
    Personal(
        "measures.Review",
        called=_("Bewertungen von Abschnitten"),
        purpose=_("nachweisen, dass jemand von außerhalb des Teams bewertet hat"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        whose=("by",),
        says={
            "by": _("wer bewertet hat"),
            "by_unit": _("für welche Stelle"),
            "on": _("wann"),
            "findings": _("Befund"),
            "outcome": _("Entscheidung"),
            "reason": _("Grund"),
        },
        rest="id iteration",
    ),
    Personal(
        "measures.Lesson",
        called=_("Erkenntnisse aus Maßnahmen"),
        purpose=_("aus Versuchen lernen, auch aus misslungenen"),
        keep="record",
        seen_by=EVERYONE,
        whose=("by",),
        says={
            "by": _("wer es aufgeschrieben hat"),
            "on": _("wann"),
            "tried": _("was versucht wurde"),
            "happened": _("was geschah"),
            "changes": _("was sich ändert"),
        },
        rest="id measure",
    ),
    Personal(
        "measures.HeldList",
        called=_("Hochgeladene Listen von Maßnahmen"),
        purpose=_("ansehen, was eine Liste bringt, bevor sie eingelesen wird"),
        keep="held-lists",
        whose=("person",),
        says={
            "person": _("wer sie hochgeladen hat"),
            "name": _("wie die Datei heißt"),
            "source": _("woher sie stammt"),
            "at": _("wann"),
        },
        rest="content kind type owner year reading expected batch moved refused",
    ),
    # These are about organisations, money and days.
    Nobody(
        "measures.Measure measures.Involvement measures.StatusNote measures.Reference"
        " measures.CheckedItem measures.PrinciplesVersion measures.CentralUnit measures.Milestone"
        " measures.Iteration measures.WorkPackage measures.Risk measures.Indicator"
        " measures.Reading measures.BudgetLine measures.MeasureReport"
        " measures.ImportedMeasure"
    ),
)
