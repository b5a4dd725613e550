from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import EVERYONE, Basis, Personal

DECLARED = (
    Personal(
        "barriers.KnownBarrier",
        called=_("Bekannte Barrieren"),
        purpose=_("in der Erklärung zur Barrierefreiheit sagen, was noch nicht geht"),
        keep="record",
        basis=Basis.DUTY,
        whose=("changed_by",),
        says={
            "changed_by": _("wer den Eintrag zuletzt geändert hat"),
            "what": _("welche Barriere"),
            "changed": _("wann"),
        },
        rest="id public_id what_en place place_en affected reach reason reason_words"
        " reason_words_en alternative alternative_en found planned fixed shown report version",
    ),
    Personal(
        "barriers.BarrierVersion",
        called=_("Frühere Fassungen der bekannten Barrieren"),
        purpose=_("nachweisen, was über eine Barriere gesagt wurde und wer es eintrug"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer es eingetragen hat"), "content": _("was"), "at": _("wann")},
        rest="id barrier number",
    ),
    Personal(
        "barriers.AccessibilityTest",
        called=_("Prüfungen der Barrierefreiheit"),
        purpose=_("nachweisen, wann und wie geprüft wurde"),
        keep="record",
        basis=Basis.DUTY,
        seen_by=EVERYONE,
        whose=("entered_by",),
        says={
            "tester": _("wer geprüft hat: meist eine Stelle"),
            "entered_by": _("wer die Prüfung eingetragen hat"),
            "day": _("an welchem Tag"),
            "scope": _("was geprüft wurde"),
            "entered": _("eingetragen am"),
        },
        rest="id method scope_en",
    ),
)
