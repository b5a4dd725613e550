from django.db import migrations, models


class Migration(migrations.Migration):
    """A heading is kept whole, however long it is."""

    dependencies = [("strategy", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="editionsection", name="number", field=models.TextField(blank=True)
        ),
        migrations.AlterField(
            model_name="editionsection", name="title", field=models.TextField(blank=True)
        ),
    ]
