"""The screen translations against the code: `check` finds what is stale, `update` brings the .po files up to date.

A text is a literal given to _(), N_(), ngettext() or pgettext() in desktop/evenhand. Texts are kept in the order
of their English, without line numbers or dates, so that a diff shows translations and nothing else.
"""

import ast
import io
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "desktop" / "evenhand"
FOLDER = ROOT / "resources" / "i18n"

PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : n==0 || (n%100>=1 && n%100<=19) ? 1 : 2);",
    "hy": "nplurals=2; plural=(n != 1);",
}
FORMS = {"ru": 3, "ro": 3, "hy": 2}
# Where the first plural form stands for exactly one thing, it may say so in words. In Russian it's also 21 and 101.
ONE_MEANS_ONE = {"ro", "hy"}

Key = tuple[str | None, str]  # context and English (the singular, where there are two)


@dataclass
class Text:
    """One text of the code."""

    english: str
    plural: str | None = None
    context: str | None = None
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.context, self.english


def texts_in(source: str, name: str) -> Iterator[Text | str]:
    """The texts of one module; a string is a complaint about one that can't be gathered."""
    arguments = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in arguments:
            continue
        function = node.func.id
        if function == "_" and node.args and isinstance(node.args[0], ast.Subscript | ast.Attribute | ast.Name):
            continue  # from a table whose texts N_() marks
        words = [
            argument.value
            for argument in node.args[: arguments[function]]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if len(words) != arguments[function]:
            yield f"{name}:{node.lineno}: {function}() takes literals only, or the text can't be translated"
        elif function == "ngettext":
            if placeholders(words[1]) - {"n"}:
                yield f"{name}:{node.lineno}: ngettext() fills {{n}} alone; put the rest into a text around it"
            yield Text(words[0], plural=words[1], files={name})
        elif function == "pgettext":
            yield Text(words[1], context=words[0], files={name})
        else:
            yield Text(words[0], files={name})


def gather() -> tuple[dict[Key, Text], list[str]]:
    """Every text of the code, and the complaints."""
    texts: dict[Key, Text] = {}
    complaints: list[str] = []
    for path in sorted(CODE.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for found in texts_in(path.read_text(encoding="utf-8"), name):
            if isinstance(found, str):
                complaints.append(found)
                continue
            known = texts.setdefault(found.key, found)
            known.files |= found.files
            if found.plural and known.plural and found.plural != known.plural:
                complaints.append(f"{name}: two plurals for {found.english!r}")
            known.plural = known.plural or found.plural
    return texts, complaints


def placeholders(text: str) -> set[str]:
    """The names in braces. Raises ValueError for a brace that stands alone."""
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def read(language: str) -> Catalog | None:
    path = FOLDER / f"{language}.po"
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=language)


def translated(catalogue: Catalog) -> dict[Key, Message]:
    """The catalogue's own messages by context and English; not its header."""
    return {
        (message.context, message.id if isinstance(message.id, str) else message.id[0]): message
        for message in catalogue
        if message.id
    }


def forms_of(message: Message | None) -> tuple[str, ...]:
    """The translation as its plural forms, one where the text has none."""
    string = message.string if message else None
    return (string,) if isinstance(string, str) else tuple(string or ())


def faults_of(text: Text, message: Message, language: str) -> Iterator[str]:
    """What is wrong with one translation."""
    if message.fuzzy:
        yield "is marked fuzzy"
    forms = forms_of(message)
    wanted = FORMS[language] if text.plural else 1
    if len(forms) != wanted or not all(form and form.strip() for form in forms):
        yield f"lacks a translation ({wanted} form{'s' * (wanted > 1)} needed)"
        return
    for number, form in enumerate(forms):
        expected = placeholders(text.plural or text.english)
        try:
            given = placeholders(form)
        except ValueError as fault:
            yield f"has a brace out of place ({fault})"
            continue
        may_lack = {"n"} if text.plural and number == 0 and language in ONE_MEANS_ONE else set()
        if given - expected or expected - given - may_lack:
            yield f"has the placeholders {sorted(given)} instead of {sorted(expected)}"


def faults(texts: dict[Key, Text], language: str) -> Iterator[str]:
    """What is wrong with one language, a line each."""
    catalogue = read(language)
    if catalogue is None:
        yield f"{language}.po is missing"
        return
    known = translated(catalogue)
    for key in sorted(texts, key=str):
        if key not in known:
            yield f"{language}.po lacks {key[1]!r}"
            continue
        for fault in faults_of(texts[key], known[key], language):
            yield f"{language}.po: {key[1]!r} {fault}"
    for key in sorted(set(known) - set(texts), key=str):
        yield f"{language}.po: {key[1]!r} is no longer in the code"
    for obsolete in catalogue.obsolete:
        yield f"{language}.po: {obsolete!r} is kept as obsolete"


def header(language: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    )


def update(texts: dict[Key, Text], language: str) -> None:
    """Rewrites one .po file: the texts of the code, with the translations there were."""
    old = read(language)
    known = translated(old) if old else {}
    new = Catalog(locale=language, header_comment="")
    new.mime_headers = [("Plural-Forms", PLURALS[language])]  # babel alone would give Armenian one form
    for key, text in sorted(texts.items(), key=lambda item: (item[1].english.casefold(), str(item[0]))):
        before = known.get(key)
        forms = (*forms_of(before), *[""] * FORMS[language])[: FORMS[language]]
        new.add(
            (text.english, text.plural) if text.plural else text.english,
            forms if text.plural else forms[0],
            locations=[(file, 0) for file in sorted(text.files)],
            flags={"fuzzy"} if before and before.fuzzy else set(),
            user_comments=before.user_comments if before else [],
            context=text.context,
        )
    out = io.BytesIO()
    write_po(out, new, width=110, omit_header=True, include_lineno=False)
    (FOLDER / f"{language}.po").write_text(header(language) + out.getvalue().decode(), encoding="utf-8")


def main(arguments: list[str]) -> int:
    texts, complaints = gather()
    if arguments == ["update"] and not complaints:
        for language in PLURALS:
            update(texts, language)
            left = sum(1 for _fault in faults(texts, language))
            print(f"{language}.po: {len(texts)} texts, {left} to be seen to")
        return 0
    if arguments in (["check"], ["update"]):
        for language in PLURALS if arguments == ["check"] else ():
            complaints += faults(texts, language)
        for complaint in complaints:
            print(complaint)
        if not complaints:
            print(f"Catalogues: {len(texts)} texts in {', '.join(['en', *PLURALS])}, none stale.")
        return 1 if complaints else 0
    print("usage: catalogues.py check | update", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
