"""Let minutes pass for what waits in the queue, in a city that stands still.

    python -m benchmarks.later --minutes 3

Mails that are to be tried again and periodic tasks come that much earlier, as if the city had been
down for so long.
"""

import argparse
import sys
from datetime import timedelta


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=int, required=True)
    passed = timedelta(minutes=parser.parse_args().minutes)
    import django

    django.setup()
    from django.db.models import F
    from django_tasks_db.models import DBTaskResult

    from mitmachstadt.contributions.models import Mail

    # A mail without a next moment is never sent: there is nothing to come earlier.
    Mail.objects.filter(due__isnull=False).update(due=F("due") - passed)
    DBTaskResult.objects.update(enqueued_at=F("enqueued_at") - passed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
