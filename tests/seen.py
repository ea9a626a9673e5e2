"""All that a window tells anybody: every text of its widgets, hidden ones too, of their models, menus and names."""

from collections.abc import Iterator
from contextlib import suppress

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

_TEXTS = (
    "text", "title", "windowTitle", "windowIconText", "windowFilePath", "toolTip", "statusTip", "whatsThis",
    "accessibleName", "accessibleDescription", "placeholderText", "toPlainText", "objectName", "iconText",
)  # fmt: skip
_ROLES = (*range(32), *range(256, 262))  # Qt's own and ours


def told_by(window: QWidget) -> str:
    """Everything the window, and what is shown over it, tells: to the eye, the mouse, a screen reader, a paste."""
    over = [one for one in QApplication.topLevelWidgets() if one.isVisible() and one is not window]
    said = [text for one in (window, *over) for text in _tree(one)]
    said += [QGuiApplication.clipboard().text(), *(text for one in (window, *over) for text in _heard(one))]
    return "\n".join(said)


def _tree(top: QWidget) -> Iterator[str]:
    for each in (top, *top.findChildren(QObject)):
        yield from _own(each)


def _own(each: QObject) -> Iterator[str]:
    for name in _TEXTS:
        asked = getattr(each, name, None)
        if callable(asked):
            with suppress(TypeError):
                yield str(asked())
    for name in each.dynamicPropertyNames():
        with suppress(RuntimeError):  # Qt's own, of a type that Python can't hold
            yield str(each.property(bytes(name.data()).decode()))
    yield from (value for value in vars(each).values() if isinstance(value, str))  # what is painted by hand
    if isinstance(each, QWidget):
        yield from (action.text() + action.toolTip() for action in each.actions())
    if isinstance(each, QAction):
        yield each.shortcut().toString()
    if isinstance(each, QComboBox):
        yield from (each.itemText(row) for row in range(each.count()))
    if isinstance(each, QAbstractItemView):
        yield from _model(each.model())
    if isinstance(each, QAbstractItemModel):
        yield from _model(each)
    if isinstance(each, QLineEdit | QPlainTextEdit) and hasattr(each, "completer") and each.completer():
        yield from _model(each.completer().model())


def _model(model: QAbstractItemModel | None) -> Iterator[str]:
    if model is None:
        return
    root = QModelIndex()
    for row in range(model.rowCount(root)):
        for column in range(model.columnCount(root)):
            yield from (str(data) for role in _ROLES if (data := model.data(model.index(row, column, root), role)))


def _heard(window: QWidget) -> Iterator[str]:
    """What a screen reader is given; the rows of lists come from their models, above."""
    kinds = QAccessible.Text
    for each in (window, *window.findChildren(QWidget)):
        found = QAccessible.queryAccessibleInterface(each)
        if found is not None:
            yield from (found.text(kind) for kind in (kinds.Name, kinds.Description, kinds.Value, kinds.Help))
