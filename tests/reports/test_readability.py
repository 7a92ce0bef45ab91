"""How hard a text is to read."""

import pytest

from kommunrapport.reports.readability import Readability, read_readability, sentences

SHORT = "Vi har sett ett bra år. Det blev mer tid för barn och mer ro i våra hus. Alla är nöjda med det."


def lengths(text: str) -> list[int]:
    return [len(sentence.split()) for sentence in sentences(text) if sentence.strip()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett två. Tre fyra fem.", [2, 3]),
        ("Ett t.ex. Kalmar och bl.a. Hjo.", [6]),
        ("Ett och två m.m. Tre fyra.", [4, 2]),
        ("Ett och två m.m. som fyra.", [6]),
        ("Ett och två m.m. 3 fyra.", [6]),
        ("Ett två. 3 fyra fem.", [2, 3]),
        ("Ett två (bl.a. Hjo) fyra.", [5]),
        ("Den 1. januari är det så.", [6]),
        ("Är det så? Ja! Visst.", [3, 1, 1]),
        ("Talet är 3.2 i dag.", [5]),
        ("Rad ett\nRad två", [2, 2]),
        ("Enligt kap. 3 och nr. 4 gäller det.", [8]),
    ],
)
def test_a_sentence_ends_at_its_mark_and_not_after_an_abbreviation(text, expected):
    assert lengths(text) == expected


def test_lix_is_words_in_a_sentence_and_the_share_of_long_words():
    # 23 words in 3 sentences, none of them long: 23 / 3 is 7.7. One has six letters.
    assert read_readability(f"<p>{SHORT.replace('nöjda', 'nöjdas')}</p>") == Readability(8, 12)


@pytest.mark.parametrize(("words", "lix"), [(19, None), (20, 20)])
def test_the_index_needs_twenty_words(words, lix):
    assert read_readability(f"<p>{'ord ' * words}</p>").lix == lix


def test_half_is_rounded_up():
    assert read_readability(f"<p>{'Ord ' * 19}ord. {'Ord ' * 20}ord.</p>").lix == 21


def test_long_words_are_those_of_more_than_six_letters():
    text = SHORT.replace("bra", "fantastiskt").replace("barn", "1\u00a0944\u00a0500,5")

    assert read_readability(f"<p>{text}</p>").lix == 12  # one of 23 is long: 4.3 more


def test_headings_and_tables_are_no_sentences():
    table = "<table><tbody><tr><td>Verksamhetsutveckling</td></tr></tbody></table>"
    around = f"<h3>Organisationsförändringar</h3>{table}<ul><li><p>{SHORT}</p>{table}</li></ul>"

    assert read_readability(around) == read_readability(f"<p>{SHORT}</p>")


@pytest.mark.parametrize(("lix", "level"), [(39, "lättläst"), (40, "medelsvår"), (49, "medelsvår"), (50, "svår")])
def test_what_lix_means(lix, level):
    assert Readability(lix, 10).sentence == f"LIX {lix}, {level}. Längsta meningen har 10 ord."


def test_a_long_sentence_is_worth_a_look():
    assert Readability(30, 25).sentence.endswith("Längsta meningen har 25 ord.")
    assert Readability(30, 26).sentence.endswith("Längsta meningen har 26 ord, prova att dela den.")


@pytest.mark.parametrize("html", ["", "<p>Kort text.</p>", "<p>– –</p>"])
def test_a_short_text_says_nothing(html):
    assert read_readability(html).sentence == ""
