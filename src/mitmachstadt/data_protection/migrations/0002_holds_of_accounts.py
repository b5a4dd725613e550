from django.db import migrations
from django.db.models import Max


def mark(apps, _editor):
    """What is held already is held at the account too."""
    holds = apps.get_model("data_protection", "Hold").objects.filter(lifted=None)
    for row in holds.values("person").annotate(last=Max("until")).order_by("person"):
        people = apps.get_model("people", "Person").objects
        people.filter(pk=row["person"]).update(held_until=row["last"])


class Migration(migrations.Migration):
    dependencies = [
        ("data_protection", "0001_initial"),
        ("people", "0009_held_until"),
    ]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
