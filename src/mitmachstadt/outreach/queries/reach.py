"""How many contributions came on which way."""

from django.db.models import Count, Sum

from mitmachstadt.contributions.enums import Channel
from mitmachstadt.contributions.models import Remark
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Tally
from mitmachstadt.outreach.models import Occasion


def reached() -> list[tuple[Channel, int]]:
    """Public contributions by the way they came; two queries.

    What came over the network is what the others leave of all, which the database counts itself.
    """
    found = Remark.objects.exclude(channel=Channel.ONLINE).filter(
        node__visibility=Visibility.PUBLIC
    )
    elsewhere = dict(found.values_list("channel").annotate(number=Count("pk")).order_by())
    every = Tally.objects.aggregate(number=Sum("contributions"))["number"] or 0
    online = max(0, every - sum(elsewhere.values()))
    return [
        (channel, online if channel == Channel.ONLINE else elsewhere.get(channel.value, 0))
        for channel in Channel
    ]


def reach_rows() -> list[list[object]]:
    """For each occasion how many public contributions came on each way; two queries."""
    counted: dict[int, dict[str, int]] = {}
    found = Remark.objects.filter(
        node__entry__isnull=False, node__visibility=Visibility.PUBLIC
    ).values_list("node__entry__occasion", "channel")
    for occasion, channel, number in found.annotate(number=Count("pk")).order_by():
        counted.setdefault(occasion, {})[channel] = number
    rows: list[list[object]] = []
    occasions = Occasion.objects.select_related("district", "node").order_by("begins", "pk")
    for occasion in occasions.iterator(500):
        numbers = counted.get(occasion.pk, {})
        away = [numbers.get(channel, 0) for channel in Channel if channel != Channel.ONLINE]
        district = occasion.district.name if occasion.district else ""
        node = occasion.node.public_id if occasion.node else ""
        rows.append(
            [
                occasion.public_id, occasion.title, occasion.place, district,
                occasion.neighbourhood, occasion.begins, occasion.ends, occasion.partner, node,
                *away, sum(away),
            ]
        )  # fmt: skip
    return rows
