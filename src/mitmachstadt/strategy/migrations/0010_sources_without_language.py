"""The numbers of sources in published pages get the mark that a page fills in its language."""

import re

from django.db import migrations

NUMBER = re.compile(r'(<a href="#quelle-\d+") aria-label="Quelle \d+">')


def without_language(html):
    return NUMBER.sub(r'\1><span class="m-sr"><!--w:source--> </span>', html)


def change(apps, schema_editor):
    leaves = apps.get_model("strategy", "Leaf").objects.using(schema_editor.connection.alias)
    for leaf in leaves.filter(html__contains='href="#quelle-').iterator(chunk_size=50):
        leaf.html = without_language(leaf.html)
        leaf.save(update_fields=["html"])


class Migration(migrations.Migration):
    dependencies = [("strategy", "0009_left_out_as_it_was")]
    operations = [migrations.RunPython(change, migrations.RunPython.noop)]
