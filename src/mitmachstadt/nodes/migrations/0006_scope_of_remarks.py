"""What was said about a district has, like everything else, the scope of a district."""

from django.db import migrations


def narrow(apps, schema_editor):
    nodes = apps.get_model("nodes", "Node")
    nodes.objects.filter(kind="remark", scope="city", district__isnull=False).update(
        scope="district"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("nodes", "0005_places_and_reports"),
    ]

    operations = [
        migrations.RunPython(narrow, migrations.RunPython.noop),
    ]
