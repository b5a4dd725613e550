"""The pieces of the frame that are rendered once in a process."""

import pytest
from django.template import Context, Template, TemplateSyntaxError


class Counted:
    def __init__(self) -> None:
        self.times = 0

    def __str__(self) -> str:
        self.times += 1
        return "Stadt"


def test_kept_piece_is_rendered_once_for_each_value():
    template = Template("{% kept city %}{{ word }} {{ city }}{% endkept %}")
    word = Counted()
    for city in ("Berlin", "Bremen", "Berlin"):
        assert template.render(Context({"city": city, "word": word})) == f"Stadt {city}"
    assert word.times == 2


def test_kept_piece_escapes_as_any_other():
    template = Template("{% kept city %}{{ city }}{% endkept %}")
    for _ in range(2):
        assert template.render(Context({"city": "<b>"})) == "&lt;b&gt;"


def test_kept_piece_has_to_end():
    with pytest.raises(TemplateSyntaxError):
        Template("{% kept %}")


def test_nav_link_escapes_a_name_and_knows_where_it_is(rf):
    template = Template("{% nav_link 'account' name %}{% nav_link 'code' 'Code' %}")
    request = rf.get("/de/konto/")
    shown = template.render(Context({"request": request, "name": "<i>Ada</i>"}))
    assert shown == (
        '<a href="/de/konto/" aria-current="page">&lt;i&gt;Ada&lt;/i&gt;</a>'
        '<a href="/de/code/">Code</a>'
    )
