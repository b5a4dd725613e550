"""The reading page: headings, contents, counts, pages of a long text, and who sees what."""

import pytest

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.cards import contents_html, leaf_html
from mitmachstadt.strategy.enums import (
    CHARACTERS_PER_LEAF,
    PASSAGES_PER_LEAF,
    PassageForm,
    SectionKind,
)
from mitmachstadt.strategy.models import EditionPassage, Leaf
from mitmachstadt.strategy.queries import PlacedPassage, PlacedSection, wording_history
from tests import factories as f
from tests.strategy.pages import (
    headings_without_jump,
    ids_on,
    levels_on,
    read_page,
    targets_of,
    words_on,
)

pytestmark = pytest.mark.django_db


def reading(client, edition, leaf=1):
    return client.get(f"/de/lesen/{edition.node.public_id}/{leaf}/")


def html_of(client, edition, leaf=1):
    return reading(client, edition, leaf).content.decode()


def long_text(passages, *, words=6, chapters=1):
    """So many passages, in so many chapters."""
    per = passages // chapters
    lines = ["# Langer Text", ""]
    for chapter in range(chapters):
        lines += [f"## Kapitel {chapter + 1}", ""]
        for number in range(per):
            lines += [f"Satz {chapter}-{number} " + "hat Wörter " * words + "am Ende.", ""]
    return "\n".join(lines)


def leaves(edition):
    """Texts of the passages on each page, as the rows say."""
    found = {}
    rows = EditionPassage.objects.filter(edition=edition).order_by("position")
    for leaf, public_id in rows.values_list("leaf", "passage__node__public_id"):
        found.setdefault(leaf, []).append(public_id)
    return found


def test_every_passage_stands_on_the_page_that_its_row_names(client):
    edition = f.published_edition(long_text(450, chapters=3))
    placed = leaves(edition)
    assert len(placed) > 1
    every = {public_id for ids in placed.values() for public_id in ids}
    for leaf, wanted in placed.items():
        ids = ids_on(html_of(client, edition, leaf))
        assert [i for i in ids if i in every] == wanted
    assert len(ids_on(html_of(client, edition))) == len(set(ids_on(html_of(client, edition))))


def test_thousand_passages_are_read_on_pages_below_sixty_kilobytes(client):
    edition = f.published_edition(long_text(1000, chapters=4))
    numbers = sorted(leaves(edition))
    assert sum(len(ids) for ids in leaves(edition).values()) == 1000
    assert numbers == list(range(1, len(numbers) + 1))
    for number in numbers:
        page = reading(client, edition, number)
        assert page.status_code == 200
        assert len(page.content) < 60_000
        assert headings_without_jump(page.content.decode())
        assert len(leaves(edition)[number]) <= PASSAGES_PER_LEAF


def test_thousand_passages_read_in_again_keep_their_identity():
    first = f.published_edition(long_text(1000, chapters=4))
    text = long_text(1000, chapters=4).replace("Satz 2-17 hat", "Satz 2-17 bekam")
    second = f.draft_edition(text, document=first.document, label="2", at=f.NOW)
    old, new = (
        list(e.placed_passages.order_by("position").values_list("passage_id", flat=True))
        for e in (first, second)
    )
    assert old == new


def test_passages_are_numbered_through_all_pages(client):
    edition = f.published_edition(long_text(260))
    page = html_of(client, edition, 2)
    first = len(leaves(edition)[1]) + 1
    assert f"<b>{first}</b>" in page
    assert f"<b>{first - 1}</b>" not in page


def test_pages_lead_to_each_other_and_end(client):
    edition = f.published_edition(long_text(450))
    last = max(leaves(edition))
    assert 'rel="prev"' not in html_of(client, edition, 1)
    assert 'rel="next"' in html_of(client, edition, 1)
    assert 'rel="next"' not in html_of(client, edition, last)


@pytest.mark.parametrize("leaf", ["0", "2", "99999", "9" * 30])
def test_page_that_an_edition_does_not_have_is_not_found(client, leaf):
    edition = f.published_edition()
    assert reading(client, edition, leaf).status_code == 404


@pytest.mark.parametrize("kind", ["lesen/{}/1/", "vergleich/{}/", "handlungsbedarfe/{}/", "n/{}/"])
def test_address_of_nothing_is_not_found(client, kind):
    for public_id in ("gibtesnicht", "a" * 300, "%00", "%27", "%F0%9F%8C%B3"):
        assert client.get("/de/" + kind.format(public_id)).status_code == 404


def test_short_address_of_an_edition_leads_to_its_first_page(client):
    edition = f.published_edition()
    page = client.get(f"/de/lesen/{edition.node.public_id}/")
    assert (page.status_code, page["Location"]) == (302, f"/de/lesen/{edition.node.public_id}/1/")


def test_one_long_passage_stands_on_a_page_of_its_own(client):
    text = f"# T\n\nkurz\n\n{'Wort ' * CHARACTERS_PER_LEAF}\n\nauch kurz\n"
    placed = leaves(f.published_edition(text))
    assert [len(ids) for ids in placed.values()] == [1, 1, 1]


def test_heading_never_ends_a_page(client):
    body = "".join(f"Satz {n} mit Wörtern.\n\n" for n in range(PASSAGES_PER_LEAF - 2))
    text = f"## Eins\n\n{body}\n\n### Unten\n\nMehr.\n\nUnd mehr.\n\n## Zwei\n\nSchluss.\n"
    edition = f.published_edition(text)
    for leaf in Leaf.objects.filter(edition=edition):
        last = leaf.html.rindex('<div class="m-p')
        assert "m-p--head" not in leaf.html[last : last + 25]


# Headings.


@pytest.mark.parametrize(
    ("levels", "shown"),
    [
        ([1, 2, 2], [2, 3, 3]),
        ([3, 4, 3], [2, 3, 2]),
        ([2, 2], [2, 2]),
        ([1, 4, 4, 2], [2, 3, 3, 3]),
        ([2, 5, 5, 3, 2], [2, 3, 3, 3, 2]),
        ([4, 3, 2], [2, 2, 2]),
        ([2, 2, 1, 3], [2, 2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ],
)
def test_headings_begin_at_two_and_skip_none(client, levels, shown):
    text = "".join(
        f"{'#' * level} Abschnitt {n}\n\nSatz {n}.\n\n" for n, level in enumerate(levels)
    )
    page = html_of(client, f.published_edition(text))
    assert headings_without_jump(page)
    assert levels_on(page[page.index('id="text"') :]) == shown


def test_title_of_the_text_is_not_said_twice(client):
    edition = f.published_edition("# Der Titel\n\n## Eins\n\na\n\n## Zwei\n\nb\n")
    page = html_of(client, edition)
    assert "Der Titel" not in words_on(page[page.index('id="text"') :])
    assert levels_on(page[page.index('id="text"') :]) == [2, 2]


def test_heading_above_all_others_that_is_not_the_first_is_no_title(client):
    edition = f.published_edition("## Eins\n\na\n\n# Oben\n\n## Zwei\n\nb\n")
    assert "Oben" in words_on(html_of(client, edition))


def test_text_before_the_first_heading_is_read(client):
    edition = f.published_edition("Vorweg ein Satz.\n\n## Eins\n\na\n\n## Zwei\n\nb\n")
    page = html_of(client, edition)
    assert "Vorweg ein Satz." in words_on(page)
    assert levels_on(page[page.index('id="text"') :]) == [2, 2]


def test_text_without_headings_is_read(client):
    page = html_of(client, f.published_edition("Nur ein Satz.\n\nUnd noch einer.\n"))
    assert "Und noch einer." in words_on(page)
    assert headings_without_jump(page)


def section(level, title="T", kind=SectionKind.PROSE):
    return PlacedSection(f"s{level}", level, kind, level, "", title)


def test_page_that_begins_deep_inside_a_chapter_begins_with_h2():
    html = leaf_html([section(4), section(5), section(2)], top=2)
    assert levels_on(html) == [2, 3, 2]


def test_contents_tell_three_depths_and_nothing_below():
    html = contents_html([(1, section(level)) for level in (1, 2, 3, 4)], address="/x/", top=1)
    assert [anchor for _, anchor in targets_of(html)] == ["s1", "s2", "s3"]
    assert 'class="m-toc__3"' in html


def test_contents_of_a_text_that_jumps_still_tell_what_stands_below():
    html = contents_html([(1, section(level)) for level in (1, 4)], address="/x/", top=1)
    assert 'class="m-toc__2"' in html


def test_contents_links_lead_to_headings_that_exist(client):
    edition = f.published_edition(long_text(450, chapters=5))
    for leaf, anchor in targets_of(edition.contents):
        assert anchor in ids_on(html_of(client, edition, leaf))
    assert len(targets_of(edition.contents)) == 5


def test_kind_of_a_section_is_named_at_its_heading(client):
    edition = f.published_edition("# T\n\nt\n\n## Handlungsbedarf: Netz\n\nn\n")
    assert "Handlungsbedarf Handlungsbedarf: Netz" in words_on(html_of(client, edition))


# Lists.


def passage(form, marker, depth=0):
    return PlacedPassage("p1", 1, 1, form, marker, depth, 1, "Text", "Text")


def body(form, marker, depth=0):
    placed = section(1, "")
    placed.passages.append(passage(form, marker, depth))
    return leaf_html([placed])


def test_number_of_a_list_item_is_the_one_of_the_text():
    assert '<ol><li value="7">Text</li></ol>' in body(PassageForm.NUMBERED, "7.")


@pytest.mark.parametrize("marker", ["a)", "IV.", "²."])
def test_marker_that_html_cannot_count_is_written_out(marker):
    assert f"<p>{marker} Text</p>" in body(PassageForm.NUMBERED, marker)
    assert f"<p>{marker} Text</p>" in body(PassageForm.BULLET, marker)


@pytest.mark.parametrize("marker", ["-", "•", "–", ""])
def test_bullet_is_a_list_item_at_its_depth(marker):
    assert '<ul class="depth-2"><li>Text</li></ul>' in body(PassageForm.BULLET, marker, 2)


def test_marker_is_escaped():
    assert "<p>&lt;a&gt; Text</p>" in body(PassageForm.BULLET, "<a>")


# Counts in the margin.


@pytest.mark.django_db(transaction=True)
def test_new_remark_is_counted_in_the_margin_at_once(client):
    edition = f.published_edition()
    f.open_window(edition.document.node)
    node = f.placed(edition, "Wege").passage.node
    assert "Anmerkungen möglich" in words_on(html_of(client, edition))
    assert "1 Anmerkung" not in words_on(html_of(client, edition))
    f.remark(node)
    assert words_on(html_of(client, edition)).count("1 Anmerkung") == 1
    f.remark(node, "Und noch etwas.")
    assert "2 Anmerkungen" in words_on(html_of(client, edition))


def test_remark_that_waits_or_is_hidden_is_not_counted(client):
    edition = f.published_edition()
    f.open_window(edition.document.node)
    node = f.placed(edition, "Wege").passage.node
    f.submitted(node)
    f.hidden(f.remark(node, "Unfreundlich."))
    assert "1 Anmerkung" not in words_on(html_of(client, edition))


def test_remark_on_a_heading_is_counted_beside_it(client):
    edition = f.published_edition()
    f.open_window(edition.document.node)
    f.remark(f.placed(edition, "Wege").section.node)
    assert words_on(html_of(client, edition)).count("1 Anmerkung") == 1


def test_count_of_a_passage_is_shown_in_every_edition_that_has_it(client):
    first = f.published_edition()
    f.open_window(first.document.node)
    second = f.published_edition(
        f.TEXT + "\nNeu.\n", document=first.document, label="2", at=f.NOW - f.DAY
    )
    f.remark(f.placed(second, "Wege").passage.node)
    for edition in (first, second):
        assert "1 Anmerkung" in words_on(html_of(client, edition))


def test_every_passage_links_to_its_own_page(client):
    edition = f.published_edition()
    page = read_page(html_of(client, edition))
    links = {found.get("href") for tag, found in page.elements if tag == "a"}
    for row in EditionPassage.objects.filter(edition=edition).select_related("passage__node"):
        assert f"/de/n/{row.passage.node.public_id}/" in links
        assert row.passage.node.public_id in page.ids


@pytest.mark.parametrize("passages", [3, 150])
def test_reading_page_takes_the_same_statements_at_any_size(
    client, django_assert_num_queries, passages
):
    edition = f.published_edition(long_text(passages))
    f.open_window(edition.document.node)
    for placing in EditionPassage.objects.filter(edition=edition)[: passages // 3]:
        f.remark(placing.passage.node)
    with django_assert_num_queries(READING):
        assert reading(client, edition).status_code == 200


@pytest.mark.parametrize("passages", [3, 150])
def test_reading_page_signed_in_takes_the_same_statements_at_any_size(
    client, me, django_assert_num_queries, passages
):
    edition = f.published_edition(long_text(passages))
    f.open_window(edition.document.node)
    with django_assert_num_queries(READING_SIGNED_IN):
        assert reading(client, edition).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_texts_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    for _ in range(number):
        edition = f.published_edition()
        for nth in range(number):
            f.published_edition(
                f.TEXT + f"\nNeu {nth}.\n", document=edition.document, label=str(nth),
                at=f.NOW - (20 - nth) * f.DAY,
            )  # fmt: skip
    with django_assert_num_queries(TEXTS):
        assert client.get("/de/texte/").status_code == 200


READING, READING_SIGNED_IN, TEXTS = 7, 9, 2


def test_window_that_closes_is_told_on_the_reading_page(client, time_machine):
    edition = f.published_edition()
    f.open_window(edition.document.node)
    assert "Anmerkungen möglich bis 28. November 2026" in words_on(html_of(client, edition))
    time_machine.move_to(f.NOW + 8 * f.DAY, tick=False)
    assert "Die Beteiligung endete am 28. November 2026" in words_on(html_of(client, edition))


def test_edition_without_changes_in_its_text_cannot_lose_a_page_by_a_new_one():
    first = f.published_edition(long_text(450))
    leaves_now = Leaf.objects.filter(edition=first).order_by("number")
    before = list(leaves_now.values_list("html", flat=True))
    draft = actions.revise_edition(edition=first, label="2", visitor=f.office(), at=f.NOW)
    added = f.placed(draft, "Satz 0-0 ")
    actions.add_passage(edition=draft, after=added, text="Neu.", visitor=f.office(), at=f.NOW)
    actions.publish_edition(edition=draft, visitor=f.office(), at=f.NOW)
    assert list(leaves_now.all().values_list("html", flat=True)) == before


def test_a_wording_that_comes_back_is_todays():
    first = f.published_edition()
    passage = f.placed(first, "Wege").passage
    edition = first
    for number, text in enumerate(["Ganz andere Wege.", "Die Stadt baut sichere Wege."]):
        at = f.NOW - (20 - number) * f.DAY
        edition = actions.revise_edition(
            edition=edition, label=f"{number + 2}", visitor=f.office(), at=at
        )
        actions.change_passage(
            edition=edition, passage=passage, text=text, visitor=f.office(), at=at
        )
        # An edition needs words that none had before.
        other = f.placed(first, "Ampeln").passage
        actions.change_passage(
            edition=edition, passage=other, text=f"Ampel {number}.", visitor=f.office(), at=at
        )
        edition = actions.publish_edition(edition=edition, visitor=f.office(), at=at + f.TICK)
    told = [(line.text, len(line.editions)) for line in wording_history(passage.node)]
    assert told == [("Ganz andere Wege.", 1), ("Die Stadt baut sichere Wege.", 2)]
