from django.db import models


class RateCount(models.Model):
    """How often something was tried in a period, under a key that names nobody."""

    key = models.CharField(max_length=64)
    period = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "period"], name="rate_count_once")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.period:%Y-%m-%d %H:%M} {self.count}"


class City(models.Model):
    """What `mitmachstadt init` has entered: one row, or none where the settings name the city."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=80)
    contact = models.EmailField(max_length=254)
    address = models.URLField(max_length=200, blank=True)
    imprint = models.JSONField(default=dict)
    words = models.JSONField(default=dict)
    logo = models.CharField(max_length=80, blank=True)
    changed = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="there_is_one_city"),
        ]

    def __str__(self) -> str:
        return self.name


class DailySalt(models.Model):
    """What the keys of one day are made with. Without it nobody can tell whose they were."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"salt of {self.day}"


class UsedProof(models.Model):
    """A proof of work that came with something: it is accepted only once."""

    signature = models.CharField(max_length=64, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.signature[:8]} {self.at:%Y-%m-%d %H:%M}"


class Forgotten(models.Model):
    """That something was deleted, as a keyed hash: a restored backup forgets it again."""

    key = models.CharField(max_length=64, primary_key=True)
    how = models.CharField(max_length=10)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.how}"


class DailyCount(models.Model):
    """How often something was done on a day, with a kind of page, in a language; never by whom.

    `source` tells apart whose sums these are: each machine writes its own.
    """

    day = models.DateField()
    source = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=8)
    page = models.CharField(max_length=60)
    what = models.CharField(max_length=20)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "source", "language", "page", "what"], name="daily_count_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.page} {self.what}: {self.count}"
