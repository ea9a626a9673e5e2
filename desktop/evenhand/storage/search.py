"""Finding people by what was typed, and sorting them as a reader of their language would."""

import re
import unicodedata

# Letters that no decomposition reaches, and one Armenian pair that is written in three ways.
_ALIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ՚`´ʹ′")
_ASCII_APOSTROPHES = str.maketrans("", "", "'`")  # most names have no other sign, and short ways pay off in bulk
_NO_DIGITS = re.compile("[^0-9]+")
_NEVER_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def fold(text: str) -> str:
    """The text as it's searched: no case, no marks, no apostrophes; ё is е, й is и, ł is l, և is եւ and եվ."""
    if text.isascii() and text.isprintable():
        return " ".join(text.translate(_ASCII_APOSTROPHES).lower().split())
    text = text.translate(_APOSTROPHES).casefold().translate(_ALIKE)
    bare = (
        " " if unicodedata.category(c) in _NEVER_SHOWN else c
        for c in unicodedata.normalize("NFKD", text)
        if not unicodedata.combining(c)
    )
    return " ".join("".join(bare).replace("եվ", "եւ").split())


def digits(text: str) -> str:
    return _NO_DIGITS.sub("", text)


def client_text(name: str, phone: str, email: str) -> str:
    """What a client is found by."""
    return f"{fold(name)}\n{digits(phone)}\n{fold(email)}"


_ALPHABETS = (
    "0123456789",
    "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "абвгґдеёєжзийіїклмнопрстуўфхцчшщъыьэюя",
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
)
_PLACE = {letter: place for place, letter in enumerate("".join(_ALPHABETS), start=2)}
# Romanian on old keyboards: a cedilla where a comma belongs.
_PLACE |= {"ş": _PLACE["ș"], "ţ": _PLACE["ț"]}
_GAP, _OTHER = 1, 250

_ASCII_KEY = bytes(
    _GAP if letter in " -" else _PLACE.get(letter.lower(), _OTHER) for letter in map(chr, range(128))
) + bytes(128)


def sort_key(name: str) -> bytes:
    """Bytes that sort as the alphabets do: Latin, Cyrillic, Armenian; Ё after Е, Ș after S, Ț after T, Ă, Â after A."""
    if name.isascii() and name.isprintable():
        raw = name.encode()
        return raw.translate(_ASCII_KEY, b"'`").strip(bytes([_GAP])) + b"\0" + raw
    key = bytearray()
    for letter in unicodedata.normalize("NFC", name.translate(_APOSTROPHES).casefold()):
        if letter in _PLACE:
            key.append(_PLACE[letter])
        elif letter.isspace() or letter in "-‐‑–—":
            key.append(_GAP)
        else:
            for base in fold(letter):
                key += bytes([_PLACE[base]]) if base in _PLACE else bytes([_OTHER]) + base.encode() * base.isalpha()
    return bytes(key).strip(bytes([_GAP])) + b"\0" + name.encode(errors="replace")


_PHONE = re.compile(r"[\d\s()+./-]+")


def queries(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """What was typed as queries for ids of clients, all of which must find the client; none where nothing was typed.

    Every word is quoted, so no sign in it is a command to the index.
    """
    if _PHONE.fullmatch(text) and len(digits(text)) >= 3:
        return [_contains(digits(text), fold(text))]
    words = [word for word in fold(text).split() if any(c.isalnum() for c in word)]
    return [_contains(word, word) if len(word) > 2 else _begins(word) for word in words[:_MOST_WORDS]]


def quoted(words: str) -> str:
    """Words as the full-text indexes take them literally."""
    return '"' + words.replace('"', '""') + '"'


_MOST_WORDS = 10
# A piece of a number that so many orders share is still being typed.
_MOST_ORDERS = 2000


def _contains(in_client: str, in_number: str) -> tuple[str, tuple[str, ...]]:
    sql = f"""SELECT rowid FROM client_search WHERE client_search MATCH ? UNION ALL SELECT client_id FROM orders
        WHERE id IN (SELECT rowid FROM order_search WHERE order_search MATCH ? LIMIT {_MOST_ORDERS})"""
    return sql, (quoted(in_client), quoted(in_number))


def _begins(word: str) -> tuple[str, tuple[str, ...]]:
    bare = "".join(c for c in word if c.isalnum())
    return "SELECT rowid FROM client_beginnings WHERE client_beginnings MATCH ?", (quoted(bare) + "*",)
