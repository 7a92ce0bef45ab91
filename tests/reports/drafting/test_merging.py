"""Two people's changes of one text, put together so that neither loses a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kommunrapport.reports.merging.texts import has_marks, merge_texts
from kommunrapport.reports.rich_text import RichTextError, clean, plain_text

BASE = "<p>Året var bra.</p><p>Andelen var 43 procent i maj.</p>"


def merged(base, stored, mine):
    return merge_texts(base, stored, mine).text


def test_changes_of_different_paragraphs_are_both_in():
    stored = BASE.replace("bra", "mycket bra")
    mine = BASE.replace("maj", "juni") + "<p>Mer kommer.</p>"

    proposal = merge_texts(BASE, stored, mine)

    assert proposal.text == ("<p>Året var mycket bra.</p><p>Andelen var 43 procent i juni.</p><p>Mer kommer.</p>")
    assert proposal.meetings == 0


def test_changes_of_different_words_in_one_paragraph_are_both_in():
    assert merged("<p>ett två tre fyra</p>", "<p>ett 2 tre fyra</p>", "<p>ett två tre 4</p>") == "<p>ett 2 tre 4</p>"


def test_both_wordings_stand_where_both_changed_the_same_word():
    proposal = merge_texts(BASE, BASE.replace("43", "44"), BASE.replace("43", "45"))

    assert plain_text(proposal.text).endswith("Andelen var [[Sparat: 44]] [[Ditt: 45]] procent i maj.")
    assert proposal.meetings == 1
    assert has_marks(proposal.text)


def test_the_same_change_by_both_stands_once():
    changed = BASE.replace("43", "44") + "<p>Nytt.</p>"

    assert merge_texts(BASE, changed, changed).text == changed
    assert merged("<p>a b c</p>", "<p>x y</p>", "<p>x y</p>") == "<p>x y</p>"


def test_formatting_is_kept_and_is_a_change_of_its_own():
    stored = '<p>ett <strong>två</strong> tre <a href="https://a.se" rel="noopener noreferrer nofollow">fyra</a></p>'

    assert merged("<p>ett två tre fyra</p>", stored, "<p>ett två tre fyra <em>fem</em></p>") == (
        stored.removesuffix("</p>") + " <em>fem</em></p>"
    )


def test_a_word_half_in_bold_stays_one_word():
    assert merged("<p>a</p>", "<p>a <strong>hal</strong>va</p>", "<p>a</p><p>b</p>") == (
        "<p>a <strong>hal</strong>va</p><p>b</p>"
    )


def test_a_paragraph_one_took_away_and_the_other_changed_stays_marked():
    gone, changed = "<p>Året var bra.</p>", BASE.replace("43", "45")

    by_me, by_them = (plain_text(merged(BASE, *sides)) for sides in ((gone, changed), (changed, gone)))

    assert "[[Sparat: borttaget]] [[Ditt: Andelen var 45 procent i maj.]]" in by_me
    assert "[[Sparat: Andelen var 45 procent i maj.]] [[Ditt: borttaget]]" in by_them


@pytest.mark.parametrize(
    ("base", "stored", "mine", "becomes"),
    [
        ("ett två tre fyra fem", "ett 2 tre fyra fem", "ett 2 tre 4 fem", "ett 2 tre 4 fem"),
        ("två tre", "två 3", "ett två tre", "ett två 3"),
        ("a b c d e f", "a b d e f", "a b C d e f", "a b [[Sparat: borttaget]] [[Ditt: C]] d e f"),
        ("a b c d e f g h i", "a X f g h i", "a B c D e f g h i", "a [[Sparat: X]] [[Ditt: B c D e]] f g h i"),
        ("a b c d", "a b x c d", "a b y c d", "a b [[Sparat: x]] [[Ditt: y]] c d"),
        (
            "är 1\u00a0000 kr",
            "är 2\u00a0000 kr",
            "är 1\u00a0500 kr",
            "är [[Sparat: 2\u00a0000]] [[Ditt: 1\u00a0500]] kr",
        ),
    ],
)
def test_two_changes_of_a_paragraph_meet_only_where_they_reach_into_each_other(base, stored, mine, becomes):
    text = plain_text(merged(*(f"<p>{text}</p>" for text in (base, stored, mine))))

    assert text == becomes


@pytest.mark.parametrize(("changed", "lines"), [(3, 1), (4, 2)])
def test_a_paragraph_where_many_words_meet_stands_twice_and_whole(changed, lines):
    words = list("abcdefghijklmnop")
    sides = [[f"{word}{n}" if at % 2 and at < 2 * changed else word for at, word in enumerate(words)] for n in (1, 2)]

    text = plain_text(merged(*(f"<p>{' '.join(side)}</p>" for side in (words, *sides))))

    assert len(text.split("\n")) == lines


@pytest.mark.parametrize("turned", [0, 1])
def test_a_paragraph_that_one_made_a_heading_and_the_other_reworded_is_a_reworded_heading(turned):
    sides = ["<p>ett två tre 4</p>", "<p>ett två tre 4</p>"]
    sides[turned] = "<h3>ett två tre fyra</h3>"

    assert merged("<p>ett två tre fyra</p>", *sides) == "<h3>ett två tre 4</h3>"


def test_what_both_added_in_one_place_stands_with_the_stored_first():
    assert merged("<p>a</p>", "<p>a</p><p>b</p>", "<p>a</p><p>c</p>") == "<p>a</p><p>b</p><p>c</p>"


def test_paragraphs_that_one_turned_round_and_reworded_stand_as_they_do_there():
    base, turned = "<p>ett två tre</p><p>fyra fem sex</p>", "<p>fyra fem 6</p><p>ett två 3</p>"

    assert merged(base, turned, base + "<p>Mer.</p>") == turned + "<p>Mer.</p>"


def test_text_beside_a_list_in_an_item_is_kept_and_merged():
    base = "<ul><li>först<ul><li>under</li></ul>sist</li></ul>"

    text = plain_text(merged(base, base.replace("först", "1"), base.replace("sist", "9")))

    assert [word for word in text.split() if word.isalnum()] == ["1", "under", "9"]


def test_two_new_pictures_in_the_same_place_both_stand_without_marks():
    old, stored, mine = (f'<figure data-picture="{number}"></figure>' for number in (1, 2, 3))

    assert merge_texts(old, stored, mine).text == stored + mine


def test_formatting_inside_formatting_is_built_up_again():
    base = "<p><strong><em>ett</em></strong> <u><em>två</em></u> tre fyra</p>"

    assert merged(base, base.replace("tre", "3"), base.replace("fyra", "4")) == (
        "<p><strong><em>ett</em></strong> <u><em>två</em></u> 3 4</p>"
    )


def test_marks_left_from_before_are_no_new_meetings():
    base = "<p>[[Sparat: ett]] [[Ditt: två]]</p>"

    assert merge_texts(base, base, base + "<p>Nytt.</p>").meetings == 0


@pytest.mark.parametrize("left", ["[[Sparat: ett]]", "[[Ditt: två]]"])
def test_one_mark_left_is_seen(left):
    assert has_marks(f"<p>{left}</p>")


def test_a_paragraph_one_took_away_and_the_other_left_goes():
    assert merged(BASE, "<p>Året var bra.</p>", BASE.replace("bra", "gott")) == "<p>Året var gott.</p>"


def test_a_paragraph_both_wrote_anew_stands_twice_and_whole():
    proposal = merge_texts("<p>a b c</p>", "<p>d e f g</p>", "<p>h i j k</p>")

    assert plain_text(proposal.text) == "[[Sparat: d e f g]]\n[[Ditt: h i j k]]"


def test_items_of_a_list_and_rows_of_a_table_are_merged_one_by_one():
    base = "<ul><li><p>ett</p></li><li><p>två ord</p></li></ul>"
    base += "<table><tbody><tr><td>Tåg</td><td>1</td></tr></tbody></table>"
    stored = base.replace("två ord", "två nya ord")
    mine = base.replace("</ul>", "<li><p>tre</p></li></ul>").replace(">1<", ">2<")

    assert merged(base, stored, mine) == (
        "<ul><li><p>ett</p></li><li><p>två nya ord</p></li><li><p>tre</p></li></ul>"
        "<table><tbody><tr><td>Tåg</td><td>2</td></tr></tbody></table>"
    )


def test_a_row_that_one_gave_another_cell_stands_twice():
    base = "<table><tbody><tr><td>Tåg</td><td>1</td></tr></tbody></table>"

    text = plain_text(merged(base, base.replace("</tr>", "<td>x</td></tr>"), base.replace(">1<", ">2<")))

    assert "[[Sparat: Tåg\t1\tx]]" in text
    assert "[[Ditt: Tåg\t2]]" in text


def test_figures_and_pictures_are_moved_whole():
    base = '<p>Utfallet är <data value="a.b:1">43 procent</data>.</p>'
    mine = base + '<figure data-picture="17"></figure>'

    assert merged(base, base.replace("är", "blev"), mine) == mine.replace("är", "blev")


def test_without_a_version_to_start_from_nothing_is_taken_away():
    assert merged(None, "<p>lika</p><p>deras</p>", "<p>mitt</p><p>lika</p>") == "<p>mitt</p><p>lika</p><p>deras</p>"


def test_two_texts_too_long_together_are_refused():
    with pytest.raises(RichTextError):
        merge_texts("", f"<p>{'a ' * 100_000}</p>", f"<p>{'b ' * 100_000}</p>")


WORD = st.sampled_from([f"{letter}{number}" for letter in "abcdefgh" for number in range(6)])
LINE = st.lists(st.tuples(WORD, st.sampled_from(["", "strong", "em"])), min_size=1, max_size=8)
BLOCK = st.tuples(st.sampled_from(["p", "h3", "li", "td"]), LINE)


def html(blocks) -> str:
    """Paragraphs, headings, lists and tables of the words, each with its formatting."""
    shapes = {"li": "<ul><li><p>{}</p></li></ul>", "td": "<table><tbody><tr><td>{}</td></tr></tbody></table>"}
    parts = []
    for tag, words in blocks:
        inner = " ".join(f"<{mark}>{word}</{mark}>" if mark else word for word, mark in words)
        parts.append(shapes.get(tag, f"<{tag}>{{}}</{tag}>").format(inner))
    return clean("".join(parts))


@st.composite
def edits(draw):
    """A text of words that are all different, and two that were made from it by taking away, moving and writing."""
    base = draw(st.lists(BLOCK, max_size=6))
    seen: set[str] = set()
    base = [(tag, [(w, m) for w, m in line if w not in seen and not seen.add(w)]) for tag, line in base]
    sides = []
    for name in ("x", "y"):
        side = [
            (tag, [pair for pair in line if draw(st.integers(0, 5))]) for tag, line in base if draw(st.integers(0, 6))
        ]
        for number in range(draw(st.integers(0, 4))):
            new = (f"{name}{number}", draw(st.sampled_from(["", "strong"])))
            if side and draw(st.booleans()):
                tag, line = side[place := draw(st.integers(0, len(side) - 1))]
                side[place] = (tag, [*line[: (at := draw(st.integers(0, len(line))))], new, *line[at:]])
            else:
                side.insert(draw(st.integers(0, len(side))), ("p", [new]))
        sides.append(side)
    return html(base), html(sides[0]), html(sides[1])


@given(edits())
def test_every_word_of_either_stands_unless_the_other_took_it_away(texts):
    base, stored, mine = texts
    words = [set(plain_text(text).split()) for text in texts]
    proposal = merge_texts(base, stored, mine)
    there = set(plain_text(proposal.text).replace("[[Sparat:", " ").replace("[[Ditt:", " ").replace("]]", " ").split())

    taken_away = (words[0] - words[1]) | (words[0] - words[2])
    assert (words[1] | words[2]) - taken_away <= there
    assert clean(proposal.text) == proposal.text
    assert (proposal.meetings > 0) == has_marks(proposal.text)
