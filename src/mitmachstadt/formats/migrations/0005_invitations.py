from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("formats", "0004_roles"), ("people", "0004_works_for_organisations")]

    operations = [migrations.RenameModel("DistrictInvolvement", "Invitation")]
