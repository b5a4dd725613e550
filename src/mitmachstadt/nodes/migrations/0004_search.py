from django.db import migrations

from mitmachstadt.nodes.migrations._search import drop_search, make_search


class Migration(migrations.Migration):
    dependencies = [
        ("nodes", "0003_merging_and_splitting"),
    ]

    operations = [
        migrations.RunPython(make_search, drop_search),
    ]
