"""Write docs/permissions.md anew."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mitmachstadt.config.settings")
django.setup()

from tests.permissions.document import PAGE, document  # noqa: E402

PAGE.write_text(document())
