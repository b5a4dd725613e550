"""How mail is sent: one address in the environment, as for the database."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

CONSOLE = "django.core.mail.backends.console.EmailBackend"
FILES = "django.core.mail.backends.filebased.EmailBackend"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
SECONDS = 20


def mailer(address: str, *, folder: Path | None = None) -> dict[str, Any]:
    """The entry of Django's MAILERS for an address such as `smtp://user:password@host:587`.

    `smtp` turns encryption on with STARTTLS (`?tls=0` does without, for a server on the same
    machine), `smtps` speaks TLS from the first byte. Without an address, mail is only printed,
    or, in the demonstration, written into a folder.

    Raises:
        ImproperlyConfigured: the address cannot be read.
    """
    if not address and folder is not None:
        return {"BACKEND": FILES, "OPTIONS": {"file_path": str(folder)}}
    if not address:
        return {"BACKEND": CONSOLE}
    parts = urlsplit(address)
    try:
        port = parts.port
    except ValueError:
        port = 0
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname or port == 0:
        raise ImproperlyConfigured(
            "MITMACHSTADT_MAIL cannot be read. It looks like smtp://user:password@host:587."
        )
    direct = parts.scheme == "smtps"
    plain = parse_qs(parts.query).get("tls") == ["0"]
    options = {
        "host": parts.hostname,
        "port": port or (465 if direct else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": direct,
        "use_tls": not direct and not plain,
        "timeout": SECONDS,
    }
    return {"BACKEND": SMTP, "OPTIONS": options}
