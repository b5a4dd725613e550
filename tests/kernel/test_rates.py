from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django.test import RequestFactory

from mitmachstadt.kernel.models import DailySalt, RateCount
from mitmachstadt.kernel.rates import (
    address_of,
    attempts,
    count_attempt,
    forget_before,
    forget_kept_salt,
    forget_salts_before,
    period_ends,
)

AT = datetime(2026, 11, 21, 12, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_address_of_a_request_is_its_network(raw, kept):
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=raw)) == kept


def test_address_of_a_request_without_a_proxy_ignores_what_the_client_claims():
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="198.51.100.1"
    )
    assert address_of(request) == "192.0.2.7"


def test_address_of_a_request_behind_our_proxy_is_what_the_proxy_added_last(settings):
    settings.PROXIES = 1
    forwarded = "203.0.113.99, 192.0.2.7"
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == "192.0.2.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "kept"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.99, 192.0.2.7, 10.0.0.1", "192.0.2.7"),
        (3, "203.0.113.99, 192.0.2.7, 10.0.0.1", "203.0.113.99"),
        (2, "2001:db8:1:2::9, 10.0.0.1", "2001:db8:1:2::/64"),
        (2, "203.0.113.99", "127.0.0.1"),
        (1, "", "127.0.0.1"),
        (1, "203.0.113.99, ", "127.0.0.1"),
        (1, "<script>", "unknown"),
        (-1, "203.0.113.99", "127.0.0.1"),
    ],
)
def test_address_of_a_request_counts_only_our_own_proxies(settings, proxies, forwarded, kept):
    settings.PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == kept


@pytest.mark.django_db
def test_keys_of_a_past_day_cannot_be_made_again_once_its_salt_is_deleted():
    count_attempt("remark", "192.0.2.7", at=AT, minutes=15)
    (key,) = RateCount.objects.values_list("key", flat=True)
    assert forget_salts_before(AT.date()) == 0
    assert attempts("remark", "192.0.2.7", at=AT, minutes=15) == 1
    assert forget_salts_before(AT.date() + timedelta(days=1)) == 1
    # The clock goes back: a new salt, and the former key stays unknown.
    assert attempts("remark", "192.0.2.7", at=AT, minutes=15) == 0
    count_attempt("remark", "192.0.2.7", at=AT, minutes=15)
    assert RateCount.objects.filter(key=key).get().count == 1
    assert RateCount.objects.count() == 2


@pytest.mark.django_db
def test_no_address_stands_in_the_database():
    count_attempt("remark", "192.0.2.7", at=AT, minutes=15)
    rows = [*RateCount.objects.values_list(), *DailySalt.objects.values_list()]
    assert rows and "192.0.2.7" not in str(rows)


@pytest.mark.django_db(transaction=True)
def test_salt_of_a_transaction_that_failed_is_not_kept():
    with pytest.raises(RuntimeError), transaction.atomic():
        count_attempt("x", at=AT, minutes=15)
        raise RuntimeError
    assert not DailySalt.objects.exists()
    count_attempt("x", at=AT, minutes=15)
    assert DailySalt.objects.count() == 1
    forget_kept_salt()
    assert count_attempt("x", at=AT, minutes=15) == 2


@pytest.mark.django_db
def test_count_attempt_counts_each_key_by_itself():
    counts = [count_attempt("sign-in", "a", at=AT, minutes=15) for _ in range(3)]
    assert counts == [1, 2, 3]
    assert count_attempt("sign-in", "b", at=AT, minutes=15) == 1
    assert attempts("sign-in", "a", at=AT, minutes=15) == 3
    assert attempts("sign-in", "c", at=AT, minutes=15) == 0


@pytest.mark.django_db
def test_count_attempt_does_not_confuse_how_a_key_is_put_together():
    count_attempt("ab", "c", at=AT, minutes=15)
    assert attempts("a", "bc", at=AT, minutes=15) == 0


@pytest.mark.django_db
def test_count_attempt_begins_anew_with_the_next_period():
    count_attempt("x", at=AT, minutes=15)
    ends = period_ends(AT, 15)
    assert ends == datetime(2026, 11, 21, 12, 15, tzinfo=UTC)
    assert attempts("x", at=ends - timedelta(microseconds=1), minutes=15) == 1
    assert attempts("x", at=ends, minutes=15) == 0


@pytest.mark.django_db
def test_rate_key_of_the_next_day_cannot_be_joined_to_that_of_today():
    count_attempt("x", at=AT, minutes=15)
    count_attempt("x", at=AT + timedelta(days=1), minutes=15)
    keys = list(RateCount.objects.values_list("key", flat=True))
    assert len(set(keys)) == 2
    assert all(len(key) == 64 and "x" not in key for key in keys)


@pytest.mark.django_db
def test_rate_key_of_another_city_is_another(settings):
    count_attempt("x", at=AT, minutes=15)
    settings.SECRET_KEY = "another city"
    assert attempts("x", at=AT, minutes=15) == 0


@pytest.mark.django_db
def test_forget_before_deletes_only_what_is_over():
    count_attempt("old", at=AT - timedelta(days=1), minutes=15)
    count_attempt("new", at=AT, minutes=15)
    assert forget_before(AT - timedelta(hours=1)) == 1
    assert attempts("new", at=AT, minutes=15) == 1
