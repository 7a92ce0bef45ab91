"""Pictures are made anew: what is kept holds nothing but what is seen, and what is no picture is refused."""

from io import BytesIO

import pytest
from PIL import Image

from kommunrapport.reports.pdf.fetch import PICTURE_LIMIT
from kommunrapport.reports.pictures import encoding
from kommunrapport.reports.pictures.encoding import LONGEST_SIDE, encode, thumbnail
from kommunrapport.reports.pictures.taking_in import take_in
from kommunrapport.spreadsheets.cells import UnreadableFile
from tests.reports.pictures import photos


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_a_picture_of_a_telephone_is_turned_and_says_nothing_of_the_place():
    kept = encode(photos.from_telephone((60, 40)))

    assert (kept.media_type, kept.width, kept.height) == ("image/jpeg", 40, 60)
    assert len(opened(kept.content).getexif()) == 0
    assert b"kommunhuset" not in kept.content


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1", "P", "LA"])
def test_every_kind_of_png_stays_a_png_of_its_size(mode):
    kept = encode(photos.png(mode=mode, color=1 if mode in "1PL" else "teal" if "RGB" in mode else (9, 200)))

    assert (kept.media_type, kept.width, kept.height) == ("image/png", 60, 40)


def test_what_can_be_seen_through_still_can():
    assert opened(encode(photos.png(mode="RGBA", color=(9, 9, 9, 100))).content).mode == "RGBA"


def test_a_long_picture_is_made_shorter():
    assert encode(photos.png((4000, 1000))).width == LONGEST_SIDE


def test_a_heavy_picture_fits_in_the_pdf():
    kept = encode(photos.noise((2000, 1500)))

    assert len(kept.content) * 4 / 3 + 30 < PICTURE_LIMIT
    assert kept.media_type == "image/jpeg"


def test_texts_in_a_picture_are_gone():
    picture = Image.new("RGB", (9, 9))
    out = BytesIO()
    picture.save(out, "JPEG", comment=b"hemligt")

    assert b"hemligt" not in encode(out.getvalue()).content


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "tom"),
        (b"inget alls", "ingen bild"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0", "EPS"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"%PDF-1.7", "PDF"),
        (photos.moving("GIF"), "GIF"),
        (photos.moving("PNG"), "rör sig"),
        (photos.jpeg()[:300], "ingen bild"),
        (photos.png() + b"<html><script>alert(1)</script></html>", "något mer"),
        (photos.jpeg() + b"PK\x05\x06" + b"\0" * 18, "något mer"),
    ],
)
def test_what_is_no_still_picture_is_refused_with_what_to_do(content, word):
    with pytest.raises(UnreadableFile, match=word) as refusal:
        encode(content)

    assert refusal.value.sentence.endswith(".")


def test_a_picture_of_too_many_points_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(encoding, "MAX_PIXELS", 2399)

    with pytest.raises(UnreadableFile, match="60 × 40"):
        encode(photos.png((60, 40)))


def test_a_small_picture_to_recognise_it_by():
    assert max(opened(thumbnail(photos.png((2000, 900))).content).size) == 480


def test_the_child_answers_as_this_process_does():
    made, taken = encode(photos.from_telephone()), take_in(photos.from_telephone())

    assert (taken.content, taken.media_type, taken.ending) == (made.content, made.media_type, "jpg")


def test_the_child_gives_its_sentence_back():
    with pytest.raises(UnreadableFile, match="SVG"):
        take_in(b"<svg/>")


def bomb() -> bytes:
    """A PNG whose head says 50 000 × 50 000."""
    content = bytearray(photos.png())
    content[16:24] = (50_000).to_bytes(4) * 2
    return bytes(content)


def test_a_bomb_is_refused_by_the_child():
    with pytest.raises(UnreadableFile):
        take_in(bomb())
