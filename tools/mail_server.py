"""A small mail server for tests and measurements: takes mail and notes what came.

At chosen mails it does something before it says that it has it.
"""

import socketserver
import threading
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes


class MailServer(socketserver.ThreadingTCPServer):
    """`taken` are the Message-IDs in the order in which they came, `addresses` whom to."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.taken: list[str] = []
        self.addresses: list[str] = []
        self.before_answer: Callable[[int], None] = lambda number: None
        self.changed = threading.Condition()

    def take(self, data: bytes) -> None:
        mail = message_from_bytes(data)
        with self.changed:
            self.taken.append(mail["Message-ID"])
            self.addresses.append(mail["To"])
            number = len(self.taken)
            self.changed.notify_all()
        self.before_answer(number)

    def wait_for(self, condition: Callable[[], bool], seconds: float) -> None:
        with self.changed:
            assert self.changed.wait_for(condition, timeout=seconds), Counter(self.taken)


class _Session(socketserver.StreamRequestHandler):
    """As much of SMTP as Django's backend speaks."""

    server: MailServer

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def handle(self) -> None:
        try:
            self.talk()
        except (ConnectionError, BrokenPipeError):
            return

    def talk(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.server.take(b"".join(iter(self.rfile.readline, b".\r\n")))
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            self.say("250 ok")
