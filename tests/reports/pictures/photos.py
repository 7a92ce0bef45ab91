"""Files of pictures, as people and others would upload them."""

from io import BytesIO

from PIL import Image

# A telephone writes where it was, and that the picture is to be turned a quarter.
PLACE, TURNED, ABOUT = 0x8825, 0x0112, 0x010E


def png(size: tuple[int, int] = (60, 40), *, mode: str = "RGB", color: object = "teal") -> bytes:
    return _written(Image.new(mode, size, color), "PNG")


def jpeg(size: tuple[int, int] = (60, 40), *, exif: Image.Exif | None = None) -> bytes:
    return _written(Image.new("RGB", size, "teal"), "JPEG", **({"exif": exif} if exif else {}))


def noise(size: tuple[int, int], kind: str = "PNG") -> bytes:
    """A picture that cannot be made smaller by packing it."""
    return _written(Image.effect_noise(size, 90).convert("RGB"), kind)


def from_telephone(size: tuple[int, int] = (60, 40)) -> bytes:
    exif = Image.Exif()
    exif[TURNED], exif[ABOUT] = 6, "Fotograferat vid kommunhuset"
    exif.get_ifd(PLACE)[1] = "N"
    return jpeg(size, exif=exif)


def moving(kind: str) -> bytes:
    first, second = Image.new("RGB", (20, 20), "red"), Image.new("RGB", (20, 20), "blue")
    return _written(first, kind, save_all=True, append_images=[second])


def _written(picture: Image.Image, kind: str, **more: object) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()
