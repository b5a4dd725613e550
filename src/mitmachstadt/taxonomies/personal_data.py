from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.declarations import Basis, Nobody, Personal

DECLARED = (
    Personal(
        "taxonomies.Assignment",
        called=_("Zuordnungen zu Handlungsfeldern"),
        purpose=_("nachweisen, wer etwas zugeordnet hat"),
        keep="record",
        basis=Basis.DUTY,
        whose=("by",),
        says={"by": _("wer zugeordnet hat"), "node": _("was"), "created": _("wann")},
        rest="id term",
    ),
    Nobody(
        "taxonomies.Taxonomy taxonomies.Version taxonomies.Term taxonomies.Entry taxonomies.Mapping"
    ),
)
