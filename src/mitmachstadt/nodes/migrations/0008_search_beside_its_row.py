from django.db import migrations

from mitmachstadt.nodes.migrations._search import make_search_again


class Migration(migrations.Migration):
    dependencies = [
        ("nodes", "0007_tallies"),
    ]

    # PostgreSQL's column folds words as SQLite's index does, in a tenth of the time, and stands
    # beside its row.
    operations = [
        migrations.RunPython(make_search_again, migrations.RunPython.noop),
    ]
