"""What a browser is told where the city speaks TLS."""

import json
import os
import subprocess
import sys

import pytest

NAMES = (
    "SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE"
    " CSRF_COOKIE_NAME CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY SECURE_HSTS_SECONDS"
    " SECURE_HSTS_INCLUDE_SUBDOMAINS DEBUG"
).split()


@pytest.fixture(scope="module")
def settings_with_tls(tmp_path_factory):
    program = (
        "import json, django; django.setup()\n"
        "from django.conf import settings\n"
        "from mitmachstadt.kernel.web.messages import MessagesInCookie\n"
        f"values = {{name: getattr(settings, name) for name in {NAMES!r}}}\n"
        "print(json.dumps(values | {'messages': MessagesInCookie.cookie_name}))\n"
    )
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "mitmachstadt.config.settings",
        "MITMACHSTADT_HTTPS": "1",
        "MITMACHSTADT_VAR": str(tmp_path_factory.mktemp("var")),
    }
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_every_cookie_is_taken_from_this_host_only_and_only_over_tls(settings_with_tls):
    found = settings_with_tls
    names = [found[name] for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "messages")]
    assert all(name.startswith("__Host-") for name in names)
    assert found["SESSION_COOKIE_SECURE"] and found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"] and found["CSRF_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_browsers_are_told_to_stay_with_tls_for_a_year(settings_with_tls):
    assert settings_with_tls["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert settings_with_tls["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True
    assert settings_with_tls["DEBUG"] is False
