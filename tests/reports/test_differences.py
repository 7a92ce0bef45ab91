import pytest

from kommunrapport.reports.differences import Piece, differences, near_differences


@pytest.mark.parametrize(
    ("first", "second", "pieces"),
    [
        ("<p>Samma text.</p>", "<p>Samma <strong>text</strong>.</p>", [("same", "Samma text.")]),
        ("<p>Gott år.</p>", "<p>Svårt år.</p>", [("gone", "Gott "), ("new", "Svårt "), ("same", "år.")]),
        ("<p>Ett.</p>", "<p>Ett.</p><p>Två.</p>", [("same", "Ett."), ("new", "\nTvå.")]),
        ("<p>Ett.</p><p>Två.</p>", "<p>Två.</p>", [("gone", "Ett.\n"), ("same", "Två.")]),
        ("<p>Ett år.</p>", "<p>Ett år. Nytt.</p>", [("same", "Ett år."), ("new", " Nytt.")]),
        (
            "<p>43\u00a0procent är</p>",
            "<p>44\u00a0procent är</p>",
            [("gone", "43\u00a0procent "), ("new", "44\u00a0procent "), ("same", "är")],
        ),
        ("", "<p>Nytt.</p>", [("new", "Nytt.")]),
        ("", "", []),
    ],
)
def test_the_words_that_differ_are_named(first, second, pieces):
    assert [(piece.kind, piece.text) for piece in differences(first, second)] == pieces


def test_the_pieces_give_back_both_texts():
    first, second = "<p>A b\xa0c</p><ul><li>d</li></ul>", "<p>A c</p><ul><li>d\xa0e f</li></ul>"
    pieces = differences(first, second)

    assert "".join(piece.text for piece in pieces if piece.kind != "new") == "A b\xa0c\nd"
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == "A c\nd\xa0e f"


def test_what_stands_far_from_every_difference_is_left_out():
    words = "".join(f"{number} " for number in range(40))
    pieces = [Piece("same", words), Piece("new", "nytt "), Piece("same", words), Piece("gone", "gammalt")]

    shown = near_differences(pieces)

    assert shown[0].text == "… " + "".join(f"{number} " for number in range(28, 40))
    assert shown[2].text.startswith("0 1 2 ")
    assert " 11 … 28 " in shown[2].text
    assert shown[2].text.endswith("39 ")


@pytest.mark.parametrize(("count", "is_whole"), [(13, True), (14, False)])
def test_what_would_not_be_shorter_stays_whole(count, is_whole):
    pieces = [Piece("same", "ord " * count), Piece("new", "Nytt.")]

    assert (near_differences(pieces) == pieces) == is_whole


def test_a_short_text_and_one_without_differences_stay_whole():
    short = [Piece("same", "Ett år. "), Piece("new", "Nytt.")]
    same = [Piece("same", "ord " * 100)]

    assert near_differences(short) == short
    assert near_differences(same) == same
