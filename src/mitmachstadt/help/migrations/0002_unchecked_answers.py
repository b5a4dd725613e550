from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("help", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="question",
            name="reviewed",
            field=models.DateField(blank=True, null=True),
        ),
    ]
