from django.db import migrations, models
from django.db.models import F


def note_as_printed(apps, schema_editor):
    """Sheets that are there were shown to whoever opened them, from the day they were made."""
    apps.get_model("outreach", "Sheet").objects.update(printed=F("made"))


class Migration(migrations.Migration):
    dependencies = [
        ("outreach", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="sheet",
            name="printed",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(note_as_printed, migrations.RunPython.noop),
    ]
