from django.db import migrations
from django.db.models import F


def published(apps, schema_editor):
    """What a published edition says may be quoted."""
    wordings = apps.get_model("nodes", "Wording").objects
    wordings.filter(placings__edition__state="published").update(published=F("created"))


class Migration(migrations.Migration):
    dependencies = [("strategy", "0003_section_kinds"), ("nodes", "0002_published_wordings")]
    operations = [migrations.RunPython(published, migrations.RunPython.noop)]
