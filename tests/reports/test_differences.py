import pytest

from kommunrapport.reports.differences import differences


@pytest.mark.parametrize(
    ("first", "second", "pieces"),
    [
        ("<p>Samma text.</p>", "<p>Samma <strong>text</strong>.</p>", [("same", "Samma text.")]),
        ("<p>Gott år.</p>", "<p>Svårt år.</p>", [("gone", "Gott "), ("new", "Svårt "), ("same", "år.")]),
        ("<p>Ett.</p>", "<p>Ett.</p><p>Två.</p>", [("same", "Ett."), ("new", "\nTvå.")]),
        ("<p>Ett.</p><p>Två.</p>", "<p>Två.</p>", [("gone", "Ett.\n"), ("same", "Två.")]),
        ("", "<p>Nytt.</p>", [("new", "Nytt.")]),
        ("", "", []),
    ],
)
def test_the_words_that_differ_are_named(first, second, pieces):
    assert [(piece.kind, piece.text) for piece in differences(first, second)] == pieces


def test_the_pieces_give_back_both_texts():
    first, second = "<p>A b c</p><ul><li>d</li></ul>", "<p>A c</p><ul><li>d e</li></ul>"
    pieces = differences(first, second)

    assert "".join(piece.text for piece in pieces if piece.kind != "new") == "A b c\nd"
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == "A c\nd e"
