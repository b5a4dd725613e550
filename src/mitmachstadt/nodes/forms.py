"""How people name a node in a form: by its address, or by the ten letters at its end."""

import re

_PUBLIC_ID = re.compile(r"(?:.*/)?n/([a-z0-9]+)/?(?:[#?].*)?$")
_LONGEST = 60


def public_id_in(typed: str) -> str:
    """The public id in an address, or what was typed instead of one."""
    typed = typed.strip()
    match = _PUBLIC_ID.match(typed)
    return match.group(1) if match else typed.lower()[:_LONGEST]


def public_ids_in(text: str) -> list[str]:
    """The same for each line that says something; each once, in their order."""
    lines = filter(None, map(str.strip, text.splitlines()))
    return list(dict.fromkeys(map(public_id_in, lines)))
