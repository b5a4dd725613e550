from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.models import ChapterTemplate, TemplateBlock
from mitmachstadt.strategy.queries import BlockLine
from mitmachstadt.strategy.rules import may_keep_template


def keep_template(
    *,
    name: str,
    description: str,
    blocks: Sequence[BlockLine],
    visitor: Visitor,
    at: datetime,
    template: ChapterTemplate | None = None,
) -> ChapterTemplate:
    """Write a chapter template, or change one; chapters that follow it keep their blocks.

    A block that has the title of a former one is that block.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    name = clean_line(name)
    with transaction.atomic():
        may_keep_template(name, blocks, template=template).require()
        kept = template or ChapterTemplate()
        kept.name, kept.description = name, clean_text(description)
        kept.save()
        former = {block.title.casefold(): block for block in kept.blocks.all()}
        # Out of the way first: two blocks may change places.
        for place, block in enumerate(former.values()):
            TemplateBlock.objects.filter(pk=block.pk).update(position=1000 + place)
        for position, line in enumerate(blocks):
            known = line.title.casefold() in former
            block = former.pop(line.title.casefold()) if known else TemplateBlock(template=kept)
            block.position, block.depth, block.title = position, line.depth, line.title
            block.kind, block.required, block.hint = line.kind, line.required, line.hint
            block.save()
        TemplateBlock.objects.filter(pk__in=[block.pk for block in former.values()]).delete()
    return kept


def discard_template(*, template: ChapterTemplate, visitor: Visitor, at: datetime) -> None:
    """Give up a template; chapters that followed it stay as they are."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    template.delete()
