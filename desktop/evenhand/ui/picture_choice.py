"""What gives the letters their face: an accent colour, a logo, a signature."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QWidget

from evenhand import images, wording
from evenhand.translation import _
from evenhand.ui.buttons import button, icon_button
from evenhand.ui.frames import column, holder, row
from evenhand.ui.inputs import Field
from evenhand.ui.labels import label
from evenhand.ui.theme import theme


class Swatch(QAbstractButton):
    """One accent colour to choose."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.colour = colour
        self.setCheckable(True)
        self.setAccessibleName(_("Accent colour {colour}").format(colour=colour))
        theme.dress(self, height=32, width=32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = self.rect().adjusted(5, 5, -5, -5)
        if self.isChecked():
            painter.setPen(QPen(theme.color("acc"), 2))
            painter.drawEllipse(self.rect().adjusted(1, 1, -2, -2))
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(QColor(self.colour))
        painter.drawEllipse(inner)


class PictureChoice(QWidget):
    """A picture on the letterhead: what it is now, Choose, and Remove."""

    def __init__(self, name: str, without: str, take: Callable[[bytes | None], None]) -> None:
        super().__init__()
        self._name, self._take = name, take
        self.picture = label()
        self.picture.setAccessibleName(name)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.without = label(without, "secondary", "ink3", wrap=True)
        self.choose = button(_("Choose"), "plain", "image", self._on_choose)
        self.choose.setAccessibleName(_("Choose: {name}").format(name=name))
        self.remove = icon_button("trash", _("Remove: {name}").format(name=name), self._on_remove, kind="ghost")
        self.editor = holder(row(self.picture, self.choose, self.remove, None))
        self.field = Field(name, self.editor)
        self.setLayout(column(self.field, self.without, spacing=2))

    def show_picture(self, png: bytes | None) -> None:
        """Shows the picture, or the words that stand for none."""
        self.without.setVisible(png is None)
        self.picture.setVisible(png is not None)
        self.remove.setVisible(png is not None)
        if png is not None:
            pixmap = QPixmap()
            pixmap.loadFromData(png, "PNG")
            self.picture.setPixmap(
                pixmap.scaled(
                    theme.px(96),
                    theme.px(36),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )

    def take_file(self, path: Path) -> None:
        """Takes a PNG or JPEG file; anything else gets one sentence and changes nothing."""
        try:
            png = images.as_png(path.read_bytes())
        except (images.ImageRefused, OSError) as error:
            refused = error if isinstance(error, images.ImageRefused) else images.ImageRefused("not_an_image")
            self.field.set_error(wording.sentence(refused))
            return
        self.field.set_error(None)
        self._take(png)
        self.show_picture(png)

    def _on_choose(self) -> None:
        name, _filter = QFileDialog.getOpenFileName(self, self._name, "", _("Pictures (*.png *.jpg *.jpeg)"))
        if name:
            self.take_file(Path(name))

    def _on_remove(self) -> None:
        self.field.set_error(None)
        self._take(None)
        self.show_picture(None)
