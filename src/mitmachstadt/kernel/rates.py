"""Counting attempts without keeping who made them.

Keys are keyed hashes that change every day, so the table tells nobody who was here.
"""

import hashlib
import hmac
import ipaddress
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest

from mitmachstadt.kernel.models import RateCount


def address_of(request: HttpRequest) -> str:
    """The client's network: an IPv4 address, or the /64 of an IPv6 address."""
    raw = str(request.META.get("REMOTE_ADDR", ""))
    if settings.SECURE_PROXY_SSL_HEADER:
        raw = request.headers.get("X-Forwarded-For", raw).split(",")[-1].strip()
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


def period_ends(at: datetime, minutes: int) -> datetime:
    """When the present period is over."""
    return _period(at, minutes) + timedelta(minutes=minutes)


def forget_before(moment: datetime) -> int:
    """Delete the counts of periods that began before a moment."""
    return RateCount.objects.filter(period__lt=moment).delete()[0]


def _period(at: datetime, minutes: int) -> datetime:
    seconds = minutes * 60
    return datetime.fromtimestamp(int(at.timestamp()) // seconds * seconds, UTC)


def _key(parts: tuple[str, ...], at: datetime) -> str:
    day = at.astimezone(UTC).date().isoformat()
    message = "\x1f".join((day, *parts)).encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()
