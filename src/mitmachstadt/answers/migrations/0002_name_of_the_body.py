from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def keep_names(apps, editor):
    """So far nobody was ever renamed."""
    organisation = apps.get_model("people", "Organisation")
    name = organisation.objects.filter(pk=OuterRef("body")).values("name")[:1]
    apps.get_model("answers", "Decision").objects.update(body_name=Subquery(name))
    name = organisation.objects.filter(pk=OuterRef("unit")).values("name")[:1]
    passed_on = apps.get_model("answers", "Answer").objects.filter(unit__isnull=False)
    passed_on.update(unit_name=Subquery(name))


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0001_initial"),
        ("people", "0003_organisations_in_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="body_name",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="answer",
            name="unit_name",
            field=models.CharField(blank=True, default="", max_length=200),
        ),
        migrations.RunPython(keep_names, migrations.RunPython.noop),
    ]
