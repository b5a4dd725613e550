"""The address of the mail server in the environment, and what `check` says about it."""

import socket
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.core.exceptions import ImproperlyConfigured

from mitmachstadt.cli.checks import mail
from mitmachstadt.config.mail import CONSOLE, FILES, SMTP, mailer


@pytest.mark.parametrize(
    ("address", "host", "port", "ssl", "tls"),
    [
        ("smtp://mail.example.org", "mail.example.org", 587, False, True),
        ("smtp://mail.example.org:25?tls=0", "mail.example.org", 25, False, False),
        ("smtps://mail.example.org", "mail.example.org", 465, True, False),
    ],
)
def test_address_of_a_mail_server(address, host, port, ssl, tls):
    options = mailer(address)["OPTIONS"]
    assert (options["host"], options["port"]) == (host, port)
    assert (options["use_ssl"], options["use_tls"]) == (ssl, tls)


def test_name_and_password_may_hold_any_sign():
    options = mailer("smtp://stadt%40example.org:a%2Fb@mail.example.org:587")["OPTIONS"]
    assert (options["username"], options["password"]) == ("stadt@example.org", "a/b")


@pytest.mark.parametrize(
    "address", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host:port"]
)
def test_what_cannot_be_read_is_told_with_an_example(address):
    with pytest.raises(ImproperlyConfigured, match="smtp://user:password@host:587"):
        mailer(address)


def test_without_an_address_mail_is_printed_and_check_says_so(settings, monkeypatch):
    assert mailer("") == {"BACKEND": CONSOLE}
    in_files = mailer("", folder=Path("mails"))
    assert in_files == {"BACKEND": FILES, "OPTIONS": {"file_path": "mails"}}
    assert mailer("smtp://mail.example.org", folder=Path("mails"))["BACKEND"] == SMTP
    settings.MAILERS = {"default": mailer("")}
    assert [finding.level for finding in mail()] == ["note"]
    settings.MAILERS = {"default": mailer("smtp://mail.example.org")}
    asked = []
    monkeypatch.setattr(socket, "create_connection", lambda to, timeout: asked.append(to) or Mock())
    (finding,) = mail()
    assert asked == [("mail.example.org", 587)]
    assert finding.level == "ok" and "mail.example.org" in finding.says
