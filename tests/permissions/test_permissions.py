"""Every address, with everybody, before, while and after the window is open."""

from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.permissions.actors import Actor
from tests.permissions.addresses import Address, addresses, filled
from tests.permissions.city import STATES, City, build, named
from tests.permissions.document import METHODS, PAGE, document
from tests.permissions.outcomes import Outcome, outcome
from tests.permissions.table import TABLE, Line

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


def test_every_address_has_its_line_and_every_line_its_address():
    known = {address.name for address in addresses()}
    assert known - set(TABLE) == set(), "add these to tests/permissions/table.py"
    assert set(TABLE) - known == set(), "these addresses are gone"


def test_the_page_about_permissions_says_what_the_table_says():
    assert PAGE.read_text() == document(), "python -m tests.permissions writes it anew"


def test_nothing_answers_a_request_with_the_request():
    client, echoing = Client(), []
    for address in addresses():
        response = client.generic("TRACE", filled(address, {}), headers={"X-Secret": "geheim-17"})
        if response.status_code == 200 and b"geheim-17" in response.content:
            echoing.append(address.name)
    assert echoing == []


# Who may do what is decided above the database: there one state shows that it is asked alike.
ASKED = STATES if connection.vendor == "sqlite" else ["open"]


@pytest.mark.parametrize("state", ASKED)
@pytest.mark.parametrize("method", METHODS)
def test_only_who_may_gets_through(state, method, time_machine):
    time_machine.move_to(STATES["open"], tick=False)
    city = build()
    time_machine.move_to(STATES[state], tick=False)
    wrong: dict[str, list[Actor]] = {}
    for actor, person in city.people.items():
        client = Client()
        if person is not None:
            client.force_login(person, "mitmachstadt.kernel.web.sign_in.Backend")
        for address in addresses():
            line = TABLE[address.name]
            got = asked(client, method, address, line, city)
            if (wanted := expected(line, method, state, actor)) and got not in wanted:
                wrong.setdefault(f"{method} {address.name} {got.value}", []).append(actor)
    lines = [f"{what}: {', '.join(actors)}" for what, actors in wrong.items()]
    assert not lines, "\n" + "\n".join(lines)


def asked(client: Client, method: str, address: Address, line: Line, city: City) -> Outcome:
    """What came of the request; whatever it wrote is taken back."""
    cookies = dict(client.cookies)  # signing out throws them away
    where, said = filled(address, named(line.names, city)), urlencode(named(line.data, city))
    form = (said, FORM) if method == "POST" else ()
    with transaction.atomic():
        response = client.generic(method, f"{where}?{said}" if line.asks else where, *form)
        transaction.set_rollback(True)
    client.cookies.update(cookies)
    return outcome(response)


def expected(line: Line, method: str, state: str, actor: Actor) -> set[Outcome]:
    """What may come of it. Where there is no such method, being refused is as good.

    What is there for others may look as if it were not there to who may not know of it.
    """
    may = line.reads if method == "GET" else line.writers(state)
    if may is None:
        return {Outcome.NO_METHOD, Outcome.REFUSED}
    if not line.found:
        return {Outcome.MISSING} if actor in may else {Outcome.REFUSED}
    return {Outcome.PASSED} if actor in may else {Outcome.REFUSED, Outcome.MISSING}
