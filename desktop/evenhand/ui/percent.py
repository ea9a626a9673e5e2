"""A share in whole per cent: a field, and a slider beside one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QSpinBox, QWidget

from evenhand.ui.theme import theme


class PercentField(QSpinBox):
    """A whole number of per cent."""

    def __init__(self, value: int = 0, lowest: int = 0, highest: int = 100, name: str = "") -> None:
        super().__init__()
        self.setRange(lowest, highest)
        self.setSuffix(" %")
        self.setValue(value)
        self.setKeyboardTracking(False)
        if name:
            self.setAccessibleName(name)
        theme.dress(self, font="body", height=32, width=64)
        self.restyle()

    def restyle(self) -> None:
        self.lineEdit().setFont(self.font())
        self.lineEdit().setTextMargins(theme.px(9), 0, 0, 0)  # a style sheet's padding does not reach inside

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class PercentSlider(QWidget):
    """A slider and a field for the same share in whole per cent; `edited` is sent for the owner's changes only."""

    edited = Signal(int)

    def __init__(self, value: int = 10, lowest: int = 0, highest: int = 100, name: str = "") -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(lowest, highest)
        self.slider.setPageStep(5)
        self.slider.setAccessibleName(name)
        self.slider.wheelEvent = lambda e: e.ignore()  # type: ignore[method-assign]
        self.field = PercentField(value, lowest, highest, name)
        self.slider.setValue(value)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.slider, 1)
        row.addWidget(self.field)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._take)
        self.field.valueChanged.connect(self._take)

    def value(self) -> int:
        return self.field.value()

    def set_value(self, value: int) -> None:
        """Shows the share without announcing an edit."""
        for part in (self.slider, self.field):
            part.blockSignals(True)
            part.setValue(value)
            part.blockSignals(False)
        self.slider.update()

    def _take(self, value: int) -> None:
        self.set_value(value)
        self.edited.emit(value)
