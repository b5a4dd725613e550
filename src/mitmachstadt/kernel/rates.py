"""Counting attempts without keeping who made them.

Keys are keyed hashes with a random salt of the day. When the day is over the salt is deleted, and
then nobody can tell whose key it was, not even with the city's secret key.
"""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import UTC, date, datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.http import HttpRequest

from mitmachstadt.kernel.models import DailySalt, RateCount

# The salt of one day, in this process; only once it stands in the database for all of them.
_kept: dict[date, str] = {}


def address_of(request: HttpRequest) -> str:
    """The client's network: an IPv4 address, or the /64 of an IPv6 address."""
    raw = str(request.META.get("REMOTE_ADDR", ""))
    # Each proxy adds at the end whom it saw; what stands before that, anybody can write.
    seen = request.headers.get("X-Forwarded-For", "").split(",")
    if 0 < settings.PROXIES <= len(seen) and seen[-settings.PROXIES].strip():
        raw = seen[-settings.PROXIES].strip()
    try:
        address = ipaddress.ip_address(raw)
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def count_attempt(*parts: str, at: datetime, minutes: int) -> int:
    """Count one more attempt under this key and return how many there were in this period."""
    period = _period(at, minutes)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_ratecount (key, period, count) VALUES (%s, %s, 1)"
            " ON CONFLICT (key, period) DO UPDATE SET count = kernel_ratecount.count + 1"
            " RETURNING count",
            [_key(parts, at), connection.ops.adapt_datetimefield_value(period)],
        )
        return int(cursor.fetchone()[0])


def forgive_attempt(*parts: str, at: datetime, minutes: int) -> None:
    """Take one attempt back: it turned out to be no guess."""
    found = RateCount.objects.filter(key=_key(parts, at), period=_period(at, minutes), count__gt=0)
    found.update(count=F("count") - 1)


def attempts(*parts: str, at: datetime, minutes: int) -> int:
    """How many attempts were counted under this key in this period."""
    row = RateCount.objects.filter(key=_key(parts, at), period=_period(at, minutes)).first()
    return row.count if row else 0


def mark_of_today(*parts: str, at: datetime) -> str:
    """Twelve signs that stand for these words today and can be joined to nothing tomorrow."""
    return _key(("mark", *parts), at)[:12]


def period_ends(at: datetime, minutes: int) -> datetime:
    """When the present period is over."""
    return _period(at, minutes) + timedelta(minutes=minutes)


def forget_before(moment: datetime) -> int:
    """Delete the counts of periods that began before a moment."""
    return RateCount.objects.filter(period__lt=moment).delete()[0]


def forget_salts_before(day: date) -> int:
    """Delete the salts of former days: their keys name nobody any more."""
    forget_kept_salt()
    return DailySalt.objects.filter(day__lt=day).delete()[0]


def forget_kept_salt() -> None:
    """Let this process ask the database again."""
    _kept.clear()


def _period(at: datetime, minutes: int) -> datetime:
    seconds = minutes * 60
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def _key(parts: tuple[str, ...], at: datetime) -> str:
    day = at.astimezone(UTC).date()
    key = f"{settings.SECRET_KEY}\x1f{_salt(day)}".encode()
    message = "\x1f".join((day.isoformat(), *parts)).encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def _salt(day: date) -> str:
    """The day's salt, made by whoever is the first to count."""
    if day in _kept:
        return _kept[day]
    found = DailySalt.objects.filter(day=day).values_list("salt", flat=True)
    salt = found.first()
    if salt is None:
        fresh = DailySalt(day=day, salt=secrets.token_hex(32))
        DailySalt.objects.bulk_create([fresh], ignore_conflicts=True)
        salt = found.get()
    transaction.on_commit(lambda: _keep(day, salt))
    return salt


def _keep(day: date, salt: str) -> None:
    _kept.clear()
    _kept[day] = salt
