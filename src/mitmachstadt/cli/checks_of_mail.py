"""The part of `mitmachstadt check` that looks at what leaves the site: mail, and its addresses."""

import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import validate_host

from mitmachstadt.cli.check import Finding
from mitmachstadt.kernel.city import saved_city
from mitmachstadt.kernel.environment import LOCAL


def mail() -> Iterator[Finding]:
    """Mail."""
    options = settings.MAILERS["default"].get("OPTIONS")
    if options:
        yield _mail_server(str(options["host"]), int(options["port"]))
    else:
        yield Finding(
            "note",
            "mail",
            "is only printed in the terminal",
            "Set MITMACHSTADT_MAIL=smtp://user:password@host:587.",
        )


def _mail_server(host: str, port: int) -> Finding:
    try:
        socket.create_connection((host, port), timeout=5).close()
    except OSError as error:
        why = error.strerror or str(error)
        mend = "Start it, open the way to it, or correct MITMACHSTADT_MAIL."
        return Finding("wrong", "mail", f"{host}, port {port}, does not answer: {why}", mend)
    return Finding("ok", "mail", f"goes to {host}, port {port}")


def site() -> Iterator[Finding]:
    """Address in mails and feeds."""
    host = urlsplit(settings.SITE).hostname
    row = saved_city()
    own = urlsplit(row.address if row else "").hostname
    public = [name for name in settings.ALLOWED_HOSTS if name not in LOCAL]
    if row and own and own != host:
        yield _wrong_site(f"but the city's address is {row.address}", row.address)
    elif public and not validate_host(host or "", public):
        yield _wrong_site(f"but people open {public[0]}", f"https://{public[0].lstrip('.')}")
    else:
        yield Finding("ok", "address", f"mails and feeds lead to {settings.SITE}")


def _wrong_site(says: str, address: str) -> Finding:
    return Finding(
        "wrong",
        "address",
        f"links in mails and feeds lead to {settings.SITE}, {says}",
        f"Set MITMACHSTADT_SITE={address}.",
    )
