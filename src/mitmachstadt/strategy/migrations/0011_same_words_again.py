from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("strategy", "0010_sources_without_language")]
    operations = [
        migrations.RemoveConstraint(model_name="edition", name="same_text_published_once"),
    ]
