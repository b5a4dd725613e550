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
