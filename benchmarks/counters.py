"""Compare every counter of the city with the rows that it counts.

python -m benchmarks.counters
"""

import json
import sys


def main() -> int:
    import django

    django.setup()
    from django.db import connection

    from mitmachstadt.contributions.models import Mail, Receipt, Remark, Support
    from mitmachstadt.ledger.models import Entry

    given = Entry.objects.filter(kind="support.given").count()
    taken_back = Entry.objects.filter(kind="support.taken_back").count()
    with connection.cursor() as cursor:
        cursor.execute(_WRONG)
        wrong = cursor.fetchone()[0]
    supports = Support.objects.count()
    submitted = Entry.objects.filter(kind="remark.submitted").count()
    found = {
        "remarks": Remark.objects.count(),
        "receipts": Receipt.objects.count(),
        "supports": supports,
        "wrong": wrong,
        "mails": Mail.objects.count(),
        "unsent": Mail.objects.filter(sent=None).count(),
        "unregistered": abs(given - taken_back - supports)
        + abs(submitted - Remark.objects.count()),
    }
    print(json.dumps(found))
    return 0


# A remark counts on what it is about, and a reply also on what its remark is about.
_WRONG = """
    SELECT COUNT(*) FROM nodes_node n
    WHERE n.supports <> (SELECT COUNT(*) FROM contributions_support s WHERE s.node_id = n.id)
       OR n.remarks <> (SELECT COUNT(*) FROM nodes_node c WHERE c.parent_id = n.id
                        AND c.kind = 'remark' AND c.visibility = 'public')
           + CASE WHEN n.kind = 'remark' THEN 0 ELSE (
               SELECT COUNT(*) FROM nodes_node c
               JOIN nodes_node g ON g.parent_id = c.id
               WHERE c.parent_id = n.id AND c.kind = 'remark' AND g.kind = 'remark'
                 AND g.visibility = 'public') END"""

if __name__ == "__main__":
    sys.exit(main())
