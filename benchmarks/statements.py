"""How many SQL statements each case takes, counted inside the process, apart from all timing.

python -m benchmarks.statements --plan plan.json
"""

import argparse
import json
import sys
from itertools import islice
from pathlib import Path

from benchmarks.cases import CASES, Case
from benchmarks.client import CSRF
from benchmarks.serve import City


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plan", type=Path, required=True)
    parser.add_argument("--show", metavar="CASE", help="print the statements of one case instead")
    arguments = parser.parse_args()
    import django

    django.setup()
    city = City("", 0, "", Path(), plan=json.loads(arguments.plan.read_text()))
    counts = {}
    for case in CASES:
        found = _statements(case, city)
        counts[case.name] = len(found)
        if arguments.show == case.name:
            print("\n".join(found))
    if not arguments.show:
        print(json.dumps(counts))
    return 0


def _statements(case: Case, city: City) -> list[str]:
    """The statements of the second request like this: the first one fills what is kept."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from mitmachstadt.kernel.web.anonymous_pages import forget_pages

    first, second = islice(case.requests(city), 2)
    _ask(first, case)
    if case.cold:
        forget_pages()
    with CaptureQueriesContext(connection) as captured:
        _ask(second, case)
    return [query["sql"] for query in captured.captured_queries]


def _ask(request: bytes, case: Case) -> None:
    from django.test import Client

    head, _, body = request.partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    client = Client(enforce_csrf_checks=True, headers=headers)
    cookie = headers.pop("Cookie", "")
    for pair in filter(None, cookie.split("; ")):
        name, _, value = pair.partition("=")
        client.cookies[name] = value
    assert CSRF in cookie or method == "GET"
    response = client.generic(
        method, path, body, content_type=headers.pop("Content-Type", "text/plain"), headers=headers
    )
    assert response.status_code == case.status, f"{case.name}: {response.status_code}"


if __name__ == "__main__":
    sys.exit(main())
