from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from mitmachstadt.contributions.enums import LONGEST_OCCASION, Channel, Digest, OwnNews, Step
from mitmachstadt.kernel.ids import new_public_id
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

    class Meta:
        indexes = [
            models.Index("node", condition=models.Q(unproven=True), name="remark_unproven"),
            models.Index(
                "channel", condition=~models.Q(channel="online"), name="remark_not_online"
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


class ModerationStep(models.Model):
    """What was done to a contribution, by whom, and the reason that author and public read."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="moderation_steps")
    step = models.CharField(max_length=12, choices=Step.choices)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at", "id"], name="step_newest")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(step=Step.HIDDEN) | ~models.Q(reason=""),
                name="hiding_has_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.node_id}"


class Subscriber(models.Model):
    """Who gets news by mail: somebody with an account, or an address that was confirmed.

    An address is kept from its confirmation until the last mail is cancelled; then the row goes.
    What happened up to `told_until` was told.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="subscriber"
    )
    email = models.EmailField(max_length=254, unique=True, null=True, blank=True)
    language = models.CharField(max_length=8, default="de")
    digest = models.CharField(max_length=8, choices=Digest.choices, default=Digest.WEEKLY)
    own = models.CharField(max_length=8, choices=OwnNews.choices, default=OwnNews.AT_ONCE)
    told_until = models.DateTimeField()
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=False, email__isnull=True)
                | models.Q(person__isnull=True, email__isnull=False),
                name="subscriber_is_a_person_or_an_address",
            ),
            models.CheckConstraint(
                condition=models.Q(email__isnull=True) | models.Q(email=Lower("email")),
                name="subscriber_email_is_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return f"subscriber {self.public_id}"

    @property
    def address(self) -> str:
        """Where mail goes; the person has to be loaded."""
        return self.person.email if self.person is not None else self.email or ""


class Follow(models.Model):
    """Somebody wants to hear of a node and all below it; `own` if they said it themselves."""

    subscriber = models.ForeignKey(Subscriber, models.CASCADE, related_name="follows")
    node = models.ForeignKey(Node, models.CASCADE, related_name="followed_by")
    own = models.BooleanField(default=False)
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subscriber", "node"], name="follow_once")]

    def __str__(self) -> str:
        return f"{self.subscriber_id} follows {self.node_id}"


class Mail(models.Model):
    """A mail to be sent. `key` says what it tells, so that it is written once.

    `due` moves on before each try, so a killed process only delays it; what is `bulk` lets other
    mail pass. A digest tells what happened after `since`; `names` holds the nodes it names, each
    with a mark of the title it says. Once it is sent, or given up, only the key stays for a while:
    neither words nor address.
    """

    key = models.CharField(max_length=80, unique=True)
    subscriber = models.ForeignKey(Subscriber, models.CASCADE, null=True, blank=True)
    to = models.EmailField(max_length=254, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    language = models.CharField(max_length=8, default="de", db_default="de")
    bulk = models.BooleanField(default=False)
    since = models.DateTimeField(null=True)
    names = models.JSONField(default=list, db_default=[])
    created = models.DateTimeField()
    due = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["bulk", "due", "id"],
                name="mail_due",
                condition=models.Q(due__isnull=False),
            ),
            models.Index(fields=["created"], name="mail_created"),
        ]

    def __str__(self) -> str:
        return f"mail {self.key}"
