"""One request at a draft: who writes where, what they typed, and the page that shows it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.strategy.views.editor.chapter import chapter_page


@dataclass
class Desk:
    """One request at a draft: who writes where, and what they typed."""

    request: HttpRequest
    me: Visitor
    at: datetime
    edition: Any
    typed: dict[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> dict[str, Any]:
        """What every action takes."""
        return {"edition": self.edition, "visitor": self.me, "at": self.at}

    def refused(self, refusal: Refusal, where: str, **opened: str) -> HttpResponse:
        """The chapter again with the reason, and everything that was typed."""
        return chapter_page(
            self.request, self.me, self.edition, where, refusal=refusal, typed=self.typed, **opened
        )

    def back_to(self, where: str) -> HttpResponse:
        """To the chapter, at the passage or heading that was written."""
        address = reverse("write", args=[self.edition.node.public_id, where])
        return redirect(f"{address}#t-{where}")
