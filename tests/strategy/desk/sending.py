"""What is sent to the desk for texts, and what stands on its pages."""

from django.core.files.uploadedfile import SimpleUploadedFile

from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections
from tests.strategy.pages import words_on

NEW = "/de/buero/texte/neu/"
DOUBTFUL = "# Titel\n\nDas ist der Anfang.Hier fehlt etwas.\n\nDort ist das Ende.Auch hier.\n"
FIELDS = {"title": "Grünbuch", "kind": "green_paper", "label": "Fassung 1"}


def file(content, name="text.md"):
    content = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def send(client, content=None, name="text.md", **fields):
    upload = {"file": file(content, name)} if content is not None else {}
    return client.post(NEW, {**FIELDS, **upload, **fields})


def texts_of(edition):
    return [p.text for s in placed_sections(edition) for p in s.passages]


def drafted(page):
    """The draft that a form led to."""
    assert page.status_code == 302, words_on(page.content.decode())
    return Edition.objects.get(node__public_id=page["Location"].rstrip("/").rsplit("/", 1)[1])
