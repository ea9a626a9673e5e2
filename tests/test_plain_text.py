"""What somebody is called can't become markup: on a screen, in a tooltip, on paper. Read from the source itself."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "desktop" / "evenhand"

# What shows rich text by itself, or only when it finds something like a tag.
GUESSES = {"QLabel", "QMessageBox", "QProgressDialog", "QErrorMessage", "QInputDialog", "QTextBrowser", "QStaticText"}
MADE_IN = {"ui/labels.py": {"QLabel"}, "ui/notice.py": {"QMessageBox"}}
RICH_CALLS = {"setHtml", "insertHtml", "appendHtml", "setMarkdown", "insertMarkdown", "fromHtml", "setWhatsThis"}
TIPS = {"setToolTip": -1, "showText": 1}  # which argument holds the words


# No other module has anything to look at, and all of them take long to read.
CONCERNED = re.compile(
    r"QLabel|QMessageBox|QProgressDialog|QErrorMessage|QInputDialog|QTextBrowser|QStaticText|Html|Markdown|setWhatsThis"
    r"|TextFormat|setAcceptRichText|setToolTip|showText|ToolTipRole|reportlab|Image\.open|loadFromData|QImage|QMovie"
    r"|QPixmap|QSvg"
)


@cache
def sources() -> tuple[tuple[str, ast.Module], ...]:
    """The modules that have to do with it, as path below the package and tree."""
    read = ((one.relative_to(PACKAGE).as_posix(), one.read_text(encoding="utf-8")) for one in PACKAGE.rglob("*.py"))
    return tuple((name, ast.parse(source)) for name, source in sorted(read) if CONCERNED.search(source))


def called(node: ast.Call) -> str:
    """The last name of what is called: `setText` of `box.setText(...)`."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@cache
def calls(tree: ast.AST) -> tuple[ast.Call, ...]:
    return tuple(node for node in ast.walk(tree) if isinstance(node, ast.Call))


def faults_on_screens(name: str, tree: ast.AST) -> Iterator[str]:
    """Every place in a screen's source where a name could be taken for markup."""
    for node in calls(tree):
        what, where = called(node), f"{name}:{node.lineno}"
        if what in GUESSES and what not in MADE_IN.get(name, set()):
            if not (what == "QProgressDialog" and isinstance(node.args[0], ast.Constant) and node.args[0].value == ""):
                yield f"{where} makes a {what}, which guesses at markup; use the kit's label or notice"
        elif what in RICH_CALLS:
            yield f"{where} {what} reads markup"
        elif what == "setTextFormat" and "PlainText" not in ast.unparse(node):
            yield f"{where} a label's text is plain, always"
        elif what == "setAcceptRichText" and ast.unparse(node.args[0]) != "False":
            yield f"{where} takes rich text from the clipboard"
        elif what in TIPS and not all(map(_is_tip, _choices(node.args[TIPS[what]]))):
            yield f"{where} a tooltip's text goes through tip()"
        elif what == "toHtml":
            yield f"{where} hands markup on"
    for one in ast.walk(tree):
        if isinstance(one, ast.ClassDef) and GUESSES & {getattr(base, "id", "") for base in one.bases}:
            if "PlainText" not in _names(one):
                yield f"{name}:{one.lineno} {one.name} guesses at markup"
        elif isinstance(one, ast.If) and "ToolTipRole" in _names(one.test):
            answers = [each.value for each in one.body if isinstance(each, ast.Return) and each.value is not None]
            if not answers or not all(_is_tip(choice) for answer in answers for choice in _choices(answer)):
                yield f"{name}:{one.lineno} a tooltip's text goes through tip()"


def _names(node: ast.AST) -> set[str]:
    return {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}


def _choices(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.IfExp):
        return [*_choices(node.body), *_choices(node.orelse)]
    return [node]


def _is_tip(node: ast.expr) -> bool:
    if isinstance(node, ast.Constant):
        return not node.value
    return isinstance(node, ast.Call) and called(node) == "tip"


def test_no_name_becomes_markup_on_a_screen() -> None:
    read = [(name, tree) for name, tree in sources() if name.startswith("ui/") or name == "app.py"]
    assert len(read) > 30
    assert [fault for name, tree in read for fault in faults_on_screens(name, tree)] == []


@pytest.mark.parametrize(
    "source",
    [
        "QLabel(client.name)",
        "box = QMessageBox(parent)",
        "QMessageBox(parent).setText(client.name)",
        "QProgressDialog(client.name, 'Stop', 0, 5, parent)",
        "button.setToolTip(client.name)",
        "button.setToolTip(tip(a) if short else client.name)",
        "QToolTip.showText(point, client.name, self)",
        "label.setTextFormat(Qt.TextFormat.AutoText)",
        "editor.setAcceptRichText(True)",
        "document.setHtml(text)",
        "class Name(QLabel):\n    pass",
        "def f(role):\n    if role == Qt.ItemDataRole.ToolTipRole:\n        return client.name",
    ],
)
def test_such_a_place_would_be_found(source: str) -> None:
    assert list(faults_on_screens("ui/new_screen.py", ast.parse(source)))


def test_a_box_with_words_is_told_that_they_are_plain() -> None:
    tree = dict(sources())["ui/notice.py"]
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        names = [called(node) for node in calls(function)]
        if "QMessageBox" in names:
            assert names.index("setTextFormat") < names.index("setText"), function.name


def test_boxes_are_made_by_hand_and_not_by_the_ready_ones_that_guess() -> None:
    for name, tree in sources():
        for node in calls(tree):
            if isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
                assert node.func.value.id not in ("QMessageBox", "QInputDialog"), f"{name}:{node.lineno}"


def test_no_text_on_paper_is_read_as_reportlabs_markup() -> None:
    for name, tree in sources():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("reportlab"):
                imported = {alias.name for alias in node.names}
                assert "platypus" not in (node.module or ""), f"{name}:{node.lineno}"
                assert not imported & {"Paragraph", "XPreformatted", "platypus", "paraparser"}, f"{name}:{node.lineno}"
            elif isinstance(node, ast.Import):
                assert not any("platypus" in alias.name for alias in node.names), f"{name}:{node.lineno}"


def test_a_picture_is_read_as_png_or_jpeg_or_not_at_all() -> None:
    opened = 0
    for name, tree in sources():
        for node in calls(tree):
            if called(node) == "open" and ast.unparse(node.func).endswith("Image.open"):
                formats = next((ast.unparse(key.value) for key in node.keywords if key.arg == "formats"), "")
                assert formats == "('PNG', 'JPEG')", f"{name}:{node.lineno}"
                opened += 1
            elif called(node) == "loadFromData":
                assert [ast.unparse(one) for one in node.args[1:]] == ["'PNG'"], f"{name}:{node.lineno} guesses"
            elif called(node) in ("QImageReader", "QSvgWidget", "QMovie"):
                raise AssertionError(f"{name}:{node.lineno} reads pictures of any kind")
            elif called(node) == "QSvgRenderer":
                assert name == "ui/icons.py", f"{name}:{node.lineno} only the icons that come with the app are SVG"
            elif called(node) == "QPixmap" or (called(node) == "QImage" and len(node.args) == 1):
                assert not any(isinstance(one, ast.Constant | ast.Name | ast.JoinedStr) for one in node.args[:1]), (
                    f"{name}:{node.lineno} reads a file of any kind"
                )
    assert opened >= 2
