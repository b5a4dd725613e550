"""What a variable can hold: each says in words what is wrong with a value, else None."""

import re
from urllib.parse import urlsplit

SHORTEST_SECRET = 40
SHORTEST_TOKEN = 20


def anything(_: str) -> str | None:
    return None


def flag(value: str) -> str | None:
    known = {"0", "1", "true", "false", "yes", "no", "on", "off", ""}
    return None if value.lower() in known else "is neither 1 nor 0"


def whole_number(value: str) -> str | None:
    right = value.isascii() and value.isdecimal() and len(value) < 10 and int(value) > 0
    return None if right else "is no whole number from 1 up"


def count(value: str) -> str | None:
    right = value.isascii() and value.isdecimal() and len(value) < 10
    return None if right or flag(value) is None else "is no whole number from 0 up"


def email(value: str) -> str | None:
    right = re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*", value)
    return None if right else "is no e-mail address"


def hosts(value: str) -> str | None:
    for host in value.split(","):
        if "/" in host or (":" in host.strip("[]") and not host.startswith("[")):
            return f"has an entry that is more than a host name ({host})"
        if host != host.strip() or not host:
            return "has an empty entry, or a space beside one"
    return None


def origins(value: str) -> str | None:
    for origin in filter(None, value.split(",")):
        if not _is_origin(origin) or origin.endswith("/"):
            return f"has an entry that is no origin ({origin})"
    return None


def site(value: str) -> str | None:
    return None if _is_origin(value) else "is no address such as https://mitmachen.example.org"


def issuer(value: str) -> str | None:
    """An OpenID issuer; without TLS only on this machine, for a trial."""
    try:
        parts = urlsplit(value)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return "is no address"
    if parts.scheme not in {"http", "https"} or not parts.hostname or not port_is_right:
        return "is no address such as https://login.example.org/realms/city"
    if parts.query or parts.fragment or ".well-known" in parts.path:
        return "is more than an issuer's address"
    local = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    return None if parts.scheme == "https" or local else "is not encrypted"


DESK = "desk"  # whoever works for a unit
ROLES = {"administrator", "office", "moderator", "helper", "auditor"}


def roles(value: str) -> str | None:
    named = value.replace(" ", "").split(",")
    unknown = [name for name in named if name not in {*ROLES, DESK}]
    if named == ["none"] or not unknown:
        return None
    return f"names a role that there is not ({unknown[0]})"


def _is_origin(value: str) -> bool:
    """A scheme, a host and perhaps a port; a slash at the end is borne."""
    try:
        parts = urlsplit(value)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return False
    beyond = parts.path.removesuffix("/") or parts.query or parts.fragment
    web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    return web and port_is_right and not beyond


def database(value: str) -> str | None:
    try:
        parts = urlsplit(value)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return "is no address"
    if parts.scheme == "sqlite":
        return None if parts.path.strip("/") else "names no file"
    if parts.scheme not in {"postgresql", "postgres"}:
        return "begins neither with sqlite:/// nor with postgresql://"
    return None if parts.path.strip("/") and port_is_right else "names no database"


def mail(value: str) -> str | None:
    try:
        parts = urlsplit(value)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return "is no address"
    right = parts.scheme in {"smtp", "smtps"} and parts.hostname and port_is_right
    return None if right or not value else "is no address of a mail server"


def log(value: str) -> str | None:
    return None if value in {"plain", "json"} else "is neither plain nor json"


def secret(value: str) -> str | None:
    short = 0 < len(value) < SHORTEST_SECRET
    return f"has fewer than {SHORTEST_SECRET} characters" if short else None


def token(value: str) -> str | None:
    short = 0 < len(value) < SHORTEST_TOKEN
    return f"has fewer than {SHORTEST_TOKEN} characters" if short else None
