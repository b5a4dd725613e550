from django.db import migrations, models
from django.db.models import F, Q

KINDS = [
    ("senate_department", "Senatsverwaltung"),
    ("district_office", "Bezirksamt"),
    ("subordinate_authority", "nachgeordnete Behörde"),
    ("business", "Wirtschaft"),
    ("science", "Wissenschaft"),
    ("civil_society", "Zivilgesellschaft"),
    ("politics", "Politik"),
    ("federal", "Bund und Förderprogramme"),
    ("body", "Gremium"),
]


def believe_whom_the_city_knows(apps, schema_editor):
    """Whoever was given a role or a membership was known to the administration."""
    known = apps.get_model("people", "Person").objects.filter(
        Q(group_memberships__isnull=False) | Q(organisation_memberships__isnull=False)
    )
    people = apps.get_model("people", "Person").objects.filter(pk__in=known.values("pk"))
    people.update(address_proven=F("created"))


def end_sessions_that_nobody_could_list(apps, schema_editor):
    """Sessions from before devices were noted could be neither seen nor ended."""
    sessions = apps.get_model("sessions", "Session").objects
    sessions.filter(device_session__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("people", "0007_device_sessions"), ("sessions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="address_proven",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30),
        ),
        migrations.AlterField(
            model_name="speakingrequest",
            name="kind",
            field=models.CharField(blank=True, choices=KINDS, max_length=30),
        ),
        migrations.RunPython(believe_whom_the_city_knows, migrations.RunPython.noop),
        migrations.RunPython(end_sessions_that_nobody_could_list, migrations.RunPython.noop),
    ]
