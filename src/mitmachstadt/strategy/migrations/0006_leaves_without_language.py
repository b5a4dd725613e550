"""Pages of editions that were published with German words get the marks that a page fills in."""

import re

from django.db import migrations

KINDS = {
    "Handlungsbedarf": "need",
    "Strategische Frage": "question",
    "Ziel": "goal",
    "Leitgedanke": "principle",
    "Maßnahme": "measure",
    "Begriff": "term",
    "Befund": "finding",
    "Szenario": "scenario",
}
KIND = re.compile(r'<span class="m-kind">([^<]*)</span>')


def without_language(html):
    def mark(match):
        key = KINDS.get(match.group(1))
        return f'<span class="m-kind"><!--w:{key}--></span>' if key else match.group()

    return KIND.sub(mark, html)


def change(apps, schema_editor):
    leaves = apps.get_model("strategy", "Leaf").objects.using(schema_editor.connection.alias)
    for leaf in leaves.filter(html__contains='class="m-kind"').iterator(chunk_size=50):
        leaf.html = without_language(leaf.html)
        leaf.save(update_fields=["html"])


class Migration(migrations.Migration):
    dependencies = [("strategy", "0005_editor")]
    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
