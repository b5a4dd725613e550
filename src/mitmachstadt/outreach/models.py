from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.contributions.models import PrintedCode
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.enums import CARD_NUMBER, LONGEST_LINE, LONGEST_TITLE, PerSheet
from mitmachstadt.people.models import District


class Occasion(models.Model):
    """When and where people were asked who did not come by themselves; nobody's name.

    `node` is the process or text it belongs to. The version tells two people at one form apart.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    title = models.CharField(max_length=LONGEST_TITLE)
    place = models.CharField(max_length=LONGEST_LINE)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    neighbourhood = models.CharField(max_length=LONGEST_NEIGHBOURHOOD, blank=True)
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    partner = models.CharField(max_length=LONGEST_LINE, blank=True)
    staffed_by = models.CharField(max_length=LONGEST_LINE, blank=True)
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="occasions")
    version = models.PositiveIntegerField(default=1)
    created = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["begins", "id"], name="occasion_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")), name="occasion_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(place=""), name="occasion_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.place}"


class Topic(models.Model):
    """What people were asked about at an occasion, in this order."""

    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="topics")
    node = models.ForeignKey(Node, models.PROTECT, related_name="topic_of")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["occasion", "node"], name="topic_once")]

    def __str__(self) -> str:
        return f"{self.node_id} at occasion {self.occasion_id}"


class Sheet(models.Model):
    """Cards that were made together: for one occasion, about one thing.

    `printed`: when their codes were shown for the first time.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="sheets")
    about = models.ForeignKey(Node, models.PROTECT, related_name="sheets")
    question = models.CharField(max_length=LONGEST_LINE, blank=True)
    per_sheet = models.PositiveSmallIntegerField(choices=PerSheet.choices, default=PerSheet.FOUR)
    made = models.DateTimeField()
    printed = models.DateTimeField(null=True, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)

    def __str__(self) -> str:
        return f"sheet {self.public_id}"


class Card(models.Model):
    """A printed card. Its code is derived from `seed`, which goes when the card is entered.

    From then on nobody can tell the code from the database, not even with the city's secret key.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="cards")
    number = models.CharField(max_length=CARD_NUMBER, unique=True)
    seed = models.CharField(max_length=32, blank=True)
    code = models.OneToOneField(PrintedCode, models.PROTECT, related_name="card")

    def __str__(self) -> str:
        return f"card {self.number}"


class Kiosk(models.Model):
    """A public screen at an occasion. Who has its key can write there without a proof of work.

    Only a keyed hash of the key is kept. `run` counts how often the screen began anew: what was
    typed in an earlier run is not taken any more.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="kiosks")
    name = models.CharField(max_length=LONGEST_LINE)
    key_hash = models.CharField(max_length=64, unique=True)
    run = models.PositiveIntegerField(default=0)
    opened = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"kiosk {self.public_id}"


class Entry(models.Model):
    """A contribution that came from an occasion; who typed it is told nobody."""

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="entry")
    occasion = models.ForeignKey(Occasion, models.PROTECT, related_name="entries")
    card = models.OneToOneField(Card, models.PROTECT, null=True, blank=True, related_name="entry")
    kiosk = models.ForeignKey(Kiosk, models.PROTECT, null=True, blank=True, related_name="entries")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["occasion", "at", "node"], name="entry_newest")]

    def __str__(self) -> str:
        return f"entry of node {self.node_id}"


class Check(models.Model):
    """Somebody else typed the same card; the words themselves are not kept a second time."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="checks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()
    same = models.BooleanField()
    retyped = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(same=True, retyped=True), name="what_is_the_same_is_not_retyped"
            )
        ]

    def __str__(self) -> str:
        return f"check of entry {self.entry_id}"
