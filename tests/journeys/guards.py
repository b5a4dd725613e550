"""What must not happen on any page: errors in the console, requests to anybody else."""

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

# Policy violations, failed parts of a page and script errors all arrive as console errors.
FAILED_PART = "Failed to load resource"
# Only a test that takes the connection away on purpose (`set_offline`) brings this about.
CUT_OFF = "net::ERR_INTERNET_DISCONNECTED"


class Guard:
    """Watches all pages of a browser context; `complaints` holds what went wrong.

    A test that provokes something on purpose removes it: `guard.complaints.clear()`.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.complaints: list[str] = []
        self._home = urlsplit(home).netloc
        self._documents: set[str] = set()
        context.on("request", self._request)
        context.on("page", self._watch)

    def _watch(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("response", self._response)

    def _request(self, request: Request) -> None:
        # Chromium knows no other host's address (conftest.py), so that none is ever reached.
        # Stopping each request here would cost more than the pages, and leave nothing in the cache.
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self._home:
            self.complaints.append(f"request to another host: {request.url}")

    def _response(self, response: Response) -> None:
        # A page that is refused on purpose (403, 404) is reported like a part that failed.
        if response.request.is_navigation_request():
            self._documents.add(response.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type != "error" or CUT_OFF in message.text:
            return
        place = message.location.get("url", "")
        if message.text.startswith(FAILED_PART) and place in self._documents:
            return
        self.complaints.append(f"console: {message.text} ({place})")
