"""Draws the sample business's logo and signature: `python make_images.py` writes logo.png and signature.png beside it.

Both are drawn large and reduced, so that the edges are smooth on a transparent ground.
"""

from math import cos, hypot, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

HERE = Path(__file__).parent
INK = (31, 45, 104)
GREEN = (47, 74, 67)
CREAM = (251, 249, 243)
SCALE = 4

Point = tuple[float, float]


def along(points: list[Point]) -> list[Point]:
    """A smooth path through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    path: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        steps = max(8, int(hypot(c[0] - b[0], c[1] - b[1]) * 3))
        for step in range(steps):
            t = step / steps
            path.append(
                tuple(  # type: ignore[arg-type]
                    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t**2 + (3 * q - p - 3 * r + s) * t**3)
                    for p, q, r, s in zip(a, b, c, d, strict=True)
                )
            )
    return [*path, points[-1]]


def pen(draw: ImageDraw.ImageDraw, points: list[Point], width: float) -> None:
    """One stroke: thin on the way up and at its ends, fuller on the way down."""
    path = along(points)
    nib = width * 0.75
    for n, (x, y) in enumerate(path):
        before = path[max(0, n - 1)]
        moved = hypot(x - before[0], y - before[1])
        down = (y - before[1]) / moved if moved else 0.0
        ends = min(1.0, 0.35 + n / 40, 0.25 + (len(path) - n) / 90)
        nib += (width * (0.72 + 0.3 * down) * ends - nib) * 0.05
        r = nib * SCALE / 2
        draw.ellipse((x * SCALE - r, y * SCALE - r, x * SCALE + r, y * SCALE + r), fill=(*INK, 255))


def signature() -> Image.Image:
    size = (640, 220)
    image = Image.new("RGBA", (size[0] * SCALE, size[1] * SCALE), (*INK, 0))
    draw = ImageDraw.Draw(image)
    # M, ending in a quick "ara"
    pen(draw, [
        (22, 168), (30, 150), (58, 84), (84, 36), (90, 46), (84, 110), (84, 150), (100, 108), (132, 44), (140, 50),
        (132, 112), (134, 152), (150, 148), (164, 124), (178, 116), (170, 118), (158, 136), (164, 150), (178, 140),
        (188, 118), (184, 142), (192, 150), (204, 130), (210, 118), (214, 126), (226, 124), (222, 148), (232, 150),
        (246, 128), (258, 118), (248, 120), (238, 138), (246, 150), (260, 138), (268, 118), (264, 142), (274, 149),
        (292, 138),
    ], 6.2)  # fmt: skip
    # L with its loop, then "inden" running out into a line
    pen(draw, [
        (322, 84), (338, 66), (366, 36), (374, 20), (362, 24), (346, 70), (334, 122), (318, 152), (300, 158),
        (298, 148), (314, 146), (340, 158), (368, 158), (386, 138), (392, 120), (386, 142), (392, 152), (406, 138),
        (416, 120), (412, 150), (424, 124), (436, 120), (434, 146), (444, 150), (462, 128), (472, 120), (460, 122),
        (450, 140), (458, 151), (474, 132), (496, 60), (500, 46), (488, 96), (482, 146), (492, 149), (506, 138),
        (514, 124), (506, 122), (502, 142), (514, 150), (528, 136), (536, 122), (534, 150), (546, 126), (556, 124),
        (558, 142), (584, 138), (624, 124),
    ], 6.2)  # fmt: skip
    pen(draw, [(395, 97), (398, 94)], 6.5)
    # the flourish beneath
    pen(draw, [(120, 196), (220, 182), (360, 180), (470, 186), (400, 194), (330, 198)], 4.2)
    small = image.resize(size, Image.Resampling.LANCZOS)
    return small.crop(small.getbbox())


def leaf(centre: Point, reach: float) -> list[Point]:
    """The heart-shaped outline of a linden leaf: the notch at the stalk below, the drawn-out tip above."""
    outline = []
    for step in range(361):
        t = step / 180 * pi
        x = 0.82 * sin(t) ** 3 * reach
        y = (0.62 * cos(t) - 0.26 * cos(2 * t) - 0.09 * cos(3 * t) - 0.03 * cos(4 * t)) * reach
        outline.append((centre[0] + x, centre[1] + y * (1.08 if y < 0 else 1.15)))
    return outline


def logo() -> Image.Image:
    size, scale = 512, SCALE
    image = Image.new("RGBA", (size * scale, size * scale), (*GREEN, 0))
    draw = ImageDraw.Draw(image)

    def ring(
        radius: float, fill: tuple[int, ...] | None, outline: tuple[int, ...] | None = None, width: int = 0
    ) -> None:
        low, high = (size / 2 - radius) * scale, (size / 2 + radius) * scale
        draw.ellipse((low, low, high, high), fill=fill, outline=outline, width=width * scale)

    ring(254, (*GREEN, 255))
    ring(238, None, (*CREAM, 255), 5)
    draw.polygon([(x * scale, y * scale) for x, y in leaf((256, 250), 190)], fill=(*CREAM, 255))
    # The veins are a running stitch.
    veins = [((256, 428), (256, 96))]
    for below, height, reach in ((318, 236, 96), (254, 184, 74), (196, 146, 46)):
        veins += [((256 + side * 10, below - 8), (256 + side * reach, height)) for side in (-1, 1)]
    for start, end in veins:
        length = hypot(end[0] - start[0], end[1] - start[1])
        across = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        at = 6.0
        while at + 18 <= length:
            a = (start[0] + across[0] * at, start[1] + across[1] * at)
            b = (a[0] + across[0] * 18, a[1] + across[1] * 18)
            colour = CREAM if a[1] > 336 else GREEN
            stitch = [(a[0] * scale, a[1] * scale), (b[0] * scale, b[1] * scale)]
            draw.line(stitch, fill=(*colour, 255), width=8 * scale)
            at += 29
    return image.resize((size // 2, size // 2), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    signature().save(HERE / "signature.png", optimize=True)
    logo().save(HERE / "logo.png", optimize=True)
