from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Nobody, Personal

DECLARED = (
    Personal(
        "formats.ParticipationConcept",
        called=_("Beteiligungskonzepte"),
        purpose=_("nachweisen, wer ein Beteiligungskonzept geschrieben hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer es geschrieben hat"), "written": _("wann"), "reason": _("Grund")},
        rest="id process version decidable not_decidable who_decides how_used answers_when"
        " selection districts terms licence",
    ),
    Personal(
        "formats.PhaseChange",
        called=_("Verlängerungen"),
        purpose=_("nachweisen, wer eine Phase verlängert hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer verlängert hat"), "at": _("wann"), "reason": _("Grund")},
        rest="id phase old_closes closes old_answer_due answer_due",
    ),
    Personal(
        "formats.RoleWords",
        called=_("Texte für Rollen"),
        purpose=_("nachweisen, wer die Texte geschrieben hat"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        whose=("by",),
        says={"by": _("wer zuletzt geändert hat"), "role": _("welche Rolle"), "changed": _("wann")},
        rest="text formats groups",
    ),
    Personal(
        "formats.InvitationStep",
        called=_("Erinnerungen an Einladungen und ihre Berichtigungen"),
        purpose=_("nachweisen, wer eine Einladung berichtigt hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={
            "by": _("wer eingetragen hat"),
            "kind": _("was"),
            "text": _("Grund"),
            "at": _("wann"),
        },
        rest="id invitation on was",
    ),
    # Districts and organisations are invited, and they answer.
    Nobody("formats.Process formats.Phase formats.Invitation"),
)
