from django.conf import settings
from django.db import models

from mitmachstadt.contributions.enums import LONGEST_OCCASION, Channel, Suspicion
from mitmachstadt.nodes.models import Node, Window, Wording


class Remark(models.Model):
    """What somebody says about a node, or in reply to another remark.

    `thread` is the node that the whole conversation is about; `wording` holds the words that
    stood there when the remark was made. Replies to replies hang below the first remark and
    keep in `reply_to` whom they mean.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="remark")
    thread = models.ForeignKey(Node, models.PROTECT, related_name="thread_remarks")
    wording = models.ForeignKey(Wording, models.PROTECT, null=True, blank=True)
    reply_to = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="replies"
    )

    channel = models.CharField(
        max_length=12, choices=Channel.choices, default=Channel.ONLINE, db_default=Channel.ONLINE
    )
    # Where it was said or written, and when; empty for what came over the network.
    occasion = models.CharField(max_length=LONGEST_OCCASION, blank=True, default="", db_default="")
    said_on = models.DateField(null=True, blank=True)
    # Came over the network without an account and without a proof of work.
    unproven = models.BooleanField(default=False, db_default=False)
    # Public without a moderator, and none has looked at it since.
    unseen = models.BooleanField(default=False, db_default=False)
    # What a moderator should know; "" where nothing was noticed.
    suspicion = models.CharField(
        max_length=12, choices=Suspicion.choices, blank=True, default="", db_default=""
    )
    # The same for the same words, however they are spaced and cased; none once they are deleted.
    fingerprint = models.BigIntegerField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("node", condition=models.Q(unproven=True), name="remark_unproven"),
            models.Index("node", condition=models.Q(unseen=True), name="remark_unseen"),
            models.Index(
                "channel", condition=~models.Q(channel="online"), name="remark_not_online"
            ),
            models.Index(
                fields=["fingerprint", "node"],
                name="remark_same_words",
                condition=models.Q(fingerprint__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"remark {self.node_id} on {self.thread_id}"


class Quote(models.Model):
    """The words of a passage that a remark is about, as they were when it was made.

    `exact`, `prefix` and `suffix` are the W3C TextQuoteSelector, `start` and `end` the
    TextPositionSelector in the readable text of the remark's wording. Never changed: where the
    words stand in later wordings is told by `QuotePlace`.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="quote")
    exact = models.TextField()
    prefix = models.CharField(max_length=64, blank=True)
    suffix = models.CharField(max_length=64, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end__gt=models.F("start")), name="quote_has_words"
            )
        ]

    def __str__(self) -> str:
        return f"quote of node {self.node_id}"


class QuotePlace(models.Model):
    """Where a quote stands in a wording, in characters of its readable text."""

    quote = models.ForeignKey(Quote, models.CASCADE, related_name="places")
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="quotes")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quote", "wording"], name="quote_once_per_wording")
        ]

    def __str__(self) -> str:
        return f"{self.quote_id} in wording {self.wording_id}"


class Receipt(models.Model):
    """The code with which somebody follows, corrects or withdraws a contribution.

    Only a keyed hash of the code is kept: who reads the table cannot use it.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="receipt")
    code_hash = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"receipt of node {self.node_id}"


class PrintedCode(models.Model):
    """A code that stands on a printed card: it opens nothing before the card is entered."""

    code_hash = models.CharField(max_length=64, unique=True)
    printed = models.DateTimeField()

    def __str__(self) -> str:
        return f"printed code {self.pk}"


class Support(models.Model):
    """A person stands behind a contribution; each person once."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="support_given")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="supports")
    window = models.ForeignKey(Window, models.PROTECT, null=True, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "node"], name="support_once")]

    def __str__(self) -> str:
        return f"{self.person_id} supports {self.node_id}"
