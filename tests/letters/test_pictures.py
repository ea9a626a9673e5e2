"""The owner's pictures on a letter."""

import io
import zlib
from random import Random

from PIL import Image

from evenhand.letters import pictures


def png(image: Image.Image) -> bytes:
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def seen(picture: pictures.Picture) -> Image.Image:
    image = Image.frombytes("P", (picture.width, picture.height), zlib.decompress(picture.data))
    image.putpalette(picture.palette)
    return image.convert("RGB")


def test_what_is_clear_in_a_picture_is_the_white_of_the_paper() -> None:
    logo = Image.new("RGBA", (90, 60), (200, 30, 30, 0))
    logo.paste((28, 42, 110, 255), (30, 20, 60, 40))
    picture = pictures.load(png(logo), 13.0, "logo")
    assert (picture.width, picture.height, picture.ratio) == (90, 60, 1.5)
    assert {colour for _count, colour in seen(picture).getcolors() or ()} == {(255, 255, 255), (28, 42, 110)}


def test_a_flat_picture_takes_few_colours_and_a_photograph_keeps_its_own() -> None:
    chance = Random(7)
    photograph = Image.new("RGB", (12, 12))
    photograph.putdata([tuple(chance.choices(range(256), k=3)) for _ in range(144)])
    photograph = photograph.resize((180, 180), Image.Resampling.BICUBIC)
    of_colours = pictures.load(png(photograph), 13.0, "logo")
    assert len(of_colours.palette) == 3 * 256
    flat = Image.new("RGB", (200, 200), "white")
    flat.paste((47, 74, 67), (50, 50, 150, 150))
    assert len(pictures.load(png(flat), 13.0, "logo").palette) <= 3 * 32


def test_a_picture_is_no_finer_than_a_printer_shows() -> None:
    large = pictures.load(png(Image.new("RGB", (1200, 600), "navy")), 12.7, "logo")
    assert (large.width, large.height) == (600, 300)
