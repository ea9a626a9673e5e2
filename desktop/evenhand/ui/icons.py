"""The bundled icons, painted in a token's colour. Name with "-fill" for the filled twin of what is selected."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from evenhand import resources
from evenhand.ui.theme import theme

_GAP = 4  # a style sheet has no gap between icon and text: it is part of the picture

_pixmaps: dict[tuple[str, str, int, float, int], QPixmap] = {}


@cache
def _svg(name: str) -> bytes:
    return resources.path("icons", f"{name}.svg").read_bytes()


def pixmap(name: str, token: str = "ink2", size: int = 18, ratio: float | None = None, gap: int = 0) -> QPixmap:
    """The icon `size` pixels high at 100 % text, with `gap` empty pixels at its right."""
    pixels = theme.px(size)
    if ratio is None:
        ratio = _ratio()
    color = getattr(theme.tokens, token)
    key = (name, color, pixels, ratio, gap)
    found = _pixmaps.get(key)
    if found is None:
        found = _pixmaps[key] = _render(_svg(name).replace(b"currentColor", color.encode()), pixels, ratio, gap)
    return found


def _render(svg: bytes, pixels: int, ratio: float, gap: int) -> QPixmap:
    image = QPixmap(round((pixels + gap) * ratio), round(pixels * ratio))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return image


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


def icon(name: str, token: str = "ink2", size: int = 18, gap: bool = False) -> QIcon:
    """The same as a QIcon, with a paler picture for disabled; `gap` leaves room before a button's text."""
    space = theme.px(_GAP) if gap else 0
    found = QIcon(pixmap(name, token, size, gap=space))
    faint = "ink3" if token == "onacc" else "edge"
    found.addPixmap(pixmap(name, faint, size, gap=space), QIcon.Mode.Disabled)
    return found


def draw_icon(painter: QPainter, name: str, x: float, y: float, token: str = "ink2", size: int = 18) -> None:
    """Paints the icon with its left upper corner at x, y."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(round(x), round(y), pixmap(name, token, size, ratio))
