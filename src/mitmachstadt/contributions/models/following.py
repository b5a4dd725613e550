from django.conf import settings
from django.db import models
from django.db.models.functions import Lower

from mitmachstadt.contributions.enums import Digest, OwnNews
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.models import Node


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
