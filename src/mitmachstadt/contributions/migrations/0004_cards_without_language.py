"""Cards that were rendered with German words get the marks that a page fills in.

By their text, not by rendering them anew: what a card said stays, whatever the code of a later
version would render. Words of people are escaped, so no pattern here can match in them.
"""

import re

from django.db import migrations

MONTHS = {
    name: number
    for number, name in enumerate(
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(),
        start=1,
    )
}
DAY = re.compile(r'(<time datetime="[^"]*">)(\d{1,2})\. (\w+) (\d{4})(</time>)')
ROWS = 500
PATTERNS = (
    (r"<b><bdi>Ohne Namen</bdi></b>", "<b><bdi><!--w:nameless--></bdi></b>"),
    (r"<span>als Privatperson</span>", "<span><!--w:citizen--></span>"),
    (r"<span>für das Strategiebüro</span>", "<span><!--w:for-office--></span>"),
    (r"<span>für ([^<]*)</span>", r"<span><!--w:for--> <bdi>\1</bdi></span>"),
    (r"<!--(supports|button)-->", r"<!--\1:-->"),
    (r'<div class="m-text" dir="auto">', '<div class="m-text" lang="de" dir="auto">'),
    (r'<div class="m-text">', '<div class="m-text" lang="de" dir="auto">'),
    (r'">Antworten<span class="m-sr"> auf ', '"><!--w:reply--><span class="m-sr"> auf '),
    (r'"m-sr"> auf diese Anmerkung</span>', '"m-sr"> <!--w:to-this--></span>'),
    (r'"m-sr"> auf ([^<]*)</span>', r'"m-sr"> <!--w:to--> <bdi>\1</bdi></span>'),
    (r'role="group" aria-label="Rückmeldung"', 'role="group" aria-label="<!--w:answer-->"'),
    (
        r"<span>Rückmeldung von <b>([^<]*)</b></span>",
        r"<span><!--w:answer-from--> <b><bdi>\1</bdi></b></span>",
    ),
    (r"<p><strong><a href=", '<p lang="de" dir="auto"><strong><a href='),
    (
        r"<strong>Dieser Beitrag ist ausgeblendet\.</strong> Grund: ",
        "<strong><!--w:hidden--></strong> <!--w:reason--> ",
    ),
    (
        r"<strong>Dieser Beitrag wurde zurückgezogen\.</strong>",
        "<strong><!--w:withdrawn--></strong>",
    ),
)


def without_language(card):
    for pattern, mark in PATTERNS:
        card = re.sub(pattern, mark, card)
    return DAY.sub(_day, card)


def _day(match):
    begin, day, month, year, end = match.groups()
    if month not in MONTHS:
        return match.group()
    return f"{begin}<!--d:{year}-{MONTHS[month]:02}-{int(day):02}-->{end}"


def change(apps, schema_editor):
    nodes = apps.get_model("nodes", "Node").objects.using(schema_editor.connection.alias)
    last = 0
    while page := list(nodes.filter(pk__gt=last).exclude(card="").order_by("pk")[:ROWS]):
        for node in page:
            node.card = without_language(node.card)
        nodes.bulk_update(page, ["card"])
        last = page[-1].pk


class Migration(migrations.Migration):
    dependencies = [
        ("contributions", "0003_following"),
        ("nodes", "0002_published_wordings"),
    ]
    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
