from typing import Any

from django.db import migrations

# No words of people hold this: they are escaped, and no span is made of them.
_BEFORE = "</span></a></p>"
_AFTER = "</span></a><!--report:--></p>"


def _forwards(apps: Any, editor: Any) -> None:
    """Cards get a place for the link by which a contribution is reported."""
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE nodes_node SET card = REPLACE(card, %s, %s)"
            " WHERE kind = 'remark' AND visibility = 'public'",
            [_BEFORE, _AFTER],
        )
    steps = apps.get_model("contributions", "ModerationStep")
    steps.objects.filter(step="released").update(waited=True)


def _backwards(apps: Any, editor: Any) -> None:
    with editor.connection.cursor() as cursor:
        cursor.execute(
            "UPDATE nodes_node SET card = REPLACE(card, %s, %s) WHERE kind = 'remark'",
            [_AFTER, _BEFORE],
        )


class Migration(migrations.Migration):
    dependencies = [("contributions", "0011_moderation"), ("nodes", "0001_initial")]
    operations = [migrations.RunPython(_forwards, _backwards)]
