"""Pictures taken into the book: a logo, a signature. Always drawn anew, so that nothing hidden comes along."""

import io
import warnings

_LARGEST_FILE = 20 * 1024 * 1024
_MOST_PIXELS = 25_000_000
_LONGEST_SIDE = 1200  # 600 dpi on two inches: sharper than any office printer shows


class ImageRefused(ValueError):
    """A file that can't be taken. `reason` is 'not_an_image' or 'too_large'."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def as_png(data: bytes) -> bytes:
    """A PNG or JPEG picture as a fresh PNG without metadata, at most 1200 pixels long. Raises ImageRefused."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > _LARGEST_FILE:
        raise ImageRefused("too_large")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise ImageRefused("too_large")
                upright = ImageOps.exif_transpose(opened)
                picture = upright.convert("RGBA" if _has_alpha(upright) else "RGB")
        picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE), Image.Resampling.LANCZOS)
        clean = Image.new(picture.mode, picture.size)
        clean.paste(picture)
        out = io.BytesIO()
        clean.save(out, "PNG", optimize=True)
        return out.getvalue()
    except ImageRefused:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise ImageRefused("not_an_image") from error


def _has_alpha(picture: "object") -> bool:
    return getattr(picture, "mode", "") in ("RGBA", "LA", "PA") or "transparency" in getattr(picture, "info", {})
