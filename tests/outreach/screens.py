"""A public screen, as somebody without JavaScript sees it."""

import re

from django.test import Client

from mitmachstadt.kernel.codes import code_as_read
from mitmachstadt.outreach.models import Kiosk
from tests.outreach.cities import kiosk, topic_of


class Screen:
    """Somebody at the screen, without JavaScript."""

    def __init__(self, key: str) -> None:
        self.client, self.key = Client(enforce_csrf_checks=True), key
        self.place = topic_of(Kiosk.objects.get().occasion)

    def start(self):
        return self.client.get(f"/de/terminal/{self.key}/")

    def done(self):
        """What "Fertig" and the end of the time do: the present run is over."""
        run = Kiosk.objects.get().run
        return self.client.get(f"/de/terminal/{self.key}/?neu={run}", follow=True)

    @property
    def way(self) -> str:
        """The address behind the first choice."""
        words = self.start().content.decode()
        found = re.search(r'href="(/de/terminal/[^"]+\?run=\d+)"', words)
        assert found, words
        return found[1]

    def begin(self) -> dict[str, str]:
        """The fields of the form, as they stand on the page."""
        words = self.client.get(self.way).content.decode()
        names = ("submission", "run")
        return {n: re.search(f'name="{n}" value="([^"]*)"', words)[1] for n in names}  # type: ignore[index]

    def post(self, step: str, **fields: str):
        address = f"/de/terminal/{self.key}/{self.place.public_id}/"
        return self.client.post(address, {"step": step, "name": "", **fields})

    def say(self, text: str = "Mehr Bänke.") -> str:
        """Write, check and send; returns the code."""
        fields = self.begin()
        assert "Ist das so richtig?" in self.post("check", text=text, **fields).content.decode()
        words = self.post("send", text=text, **fields).content.decode()
        found = re.search(r'm-code--large" dir="ltr">(.*?)</p>', words)
        assert found, words
        return code_as_read(re.sub("<[^>]+>", "", found[1]))


def screen(**rest) -> Screen:
    _kiosk, key = kiosk(**rest)
    return Screen(key)
