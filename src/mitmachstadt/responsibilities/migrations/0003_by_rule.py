from django.db import migrations, models
from django.db.models import Q

BY_RULE = "Zugeordnet nach dem Zuständigkeitsregister."


def tell_rules_from_people(apps, schema_editor):
    """Until now nobody stood there where a rule decided, and whoever had the rules asked."""
    steps = apps.get_model("responsibilities", "HandOver").objects
    steps.filter(Q(by=None) | Q(before=None, reason=BY_RULE)).update(by_rule=True)


class Migration(migrations.Migration):
    dependencies = [("responsibilities", "0002_register")]

    operations = [
        migrations.AddField(
            model_name="handover",
            name="by_rule",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(tell_rules_from_people, migrations.RunPython.noop),
    ]
