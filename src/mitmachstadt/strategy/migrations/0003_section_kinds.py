from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def copy_kinds(apps, schema_editor):
    section = apps.get_model("strategy", "Section")
    own = section.objects.filter(pk=OuterRef("section_id")).values("kind")[:1]
    apps.get_model("strategy", "EditionSection").objects.update(kind=Subquery(own))


class Migration(migrations.Migration):
    """What stands below a heading is said for each edition."""

    dependencies = [("strategy", "0002_whole_headings")]

    operations = [
        migrations.AddField(
            model_name="editionsection",
            name="kind",
            field=models.CharField(
                choices=[
                    ("prose", "Text"),
                    ("need", "Handlungsbedarf"),
                    ("question", "Strategische Frage"),
                    ("goal", "Ziel"),
                    ("principle", "Leitgedanke"),
                    ("measure", "Maßnahme"),
                    ("term", "Begriff"),
                    ("finding", "Befund"),
                    ("scenario", "Szenario"),
                ],
                default="prose",
                max_length=12,
            ),
        ),
        migrations.RunPython(copy_kinds, migrations.RunPython.noop),
    ]
