"""The owner's pictures as a letter carries them: on white, in few colours, no finer than a printer shows."""

import io
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from evenhand.letters.refusal import LetterRefused

if TYPE_CHECKING:
    from PIL.Image import Image

_FINEST = 600  # dots per inch
# A signature or a flat drawing needs few colours, and takes half the room so; a photograph needs all a palette holds.
_COLOURS = (32, 64, 128, 256)
_UNSEEN = 32  # of 255: how far a dot may be from its own colour


@dataclass(frozen=True, slots=True)
class Picture:
    """One byte a pixel, its place in the palette of three bytes a colour. `data` is deflated."""

    width: int
    height: int
    palette: bytes
    data: bytes

    @property
    def ratio(self) -> float:
        """Its width over its height."""
        return self.width / self.height


@lru_cache(maxsize=8)
def load(picture: bytes, height: float, place: str) -> Picture:
    """A PNG or JPEG for a height in millimetres. Raises LetterRefused("picture") for what can't be read."""
    from PIL import Image, UnidentifiedImageError

    try:
        image = Image.open(io.BytesIO(picture), formats=("PNG", "JPEG")).convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as unreadable:
        raise LetterRefused("picture", place=place) from unreadable
    flat = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    dots = round(height / 25.4 * _FINEST)
    if flat.height > dots:
        flat = flat.resize((max(1, round(flat.width * dots / flat.height)), dots), Image.Resampling.LANCZOS)
    for most in _COLOURS:
        few = flat.quantize(most, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        if _farthest(flat, few.convert("RGB")) <= _UNSEEN:
            break
    # A white that is one part off would be printed as a tint around the picture.
    palette = bytes(255 if part >= 252 else part for part in few.getpalette("RGB") or b"")
    return Picture(few.width, few.height, palette, zlib.compress(few.tobytes(), 9))


def _farthest(one: "Image", other: "Image") -> int:
    """The largest difference of a part of a colour."""
    from PIL import ImageChops

    off = ImageChops.difference(one, other)
    return max(value for part in off.split() for value, count in enumerate(part.histogram()) if count)
