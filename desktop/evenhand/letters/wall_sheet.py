"""The sheet "How we work" for the wall or the counter: the words of the letter, addressed to nobody, in larger type.

It's no letter: it has no number, nothing is kept of it, and the same words on the same day give the same bytes.
"""

import re
from bisect import bisect_left
from datetime import date

from evenhand import formats
from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import CaseCompensations, Client, LetterKind, LetterTextOfOwn, Owner
from evenhand.letters import flow, labels, markdown, rule_lines, stationery
from evenhand.letters.facts import LetterFacts
from evenhand.letters.flow import Prose, Setting
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SERIF
from evenhand.letters.sheet import GREY, INK, MM, Sheet, fitted, readable
from evenhand.letters.stationery import Paper
from evenhand.letters.template import fill_body, fill_plain, load

_KIND = LetterKind.HOW_WE_WORK
_POINT = 1 / MM
_TITLE_TOP = 41.0
# It's read from a step away, so the type is as large as one page allows.
_SETTINGS = tuple(Setting(size / 5, size / 5 * 1.46) for size in range(75, 47, -1))
_TO_THE_CLIENT = re.compile(r"^[ \t]*(\{\?client\.salutation\})?\{client\.salutation\}(\{/\})?[ \t]*$", re.MULTILINE)


def how_we_work(
    owner: Owner,
    *,
    language: str,
    on: date,
    rules: tuple[str, ...],
    hours: str = "",
    own: LetterTextOfOwn | None = None,
) -> bytes:
    """One page of the owner's paper, as a PDF, from the owner's own text for the letter or the built-in one.

    Raises LetterRefused as a letter does, and "too_long" where it doesn't fit one page even in small type.
    """
    nobody = Client(0, "", language=language, country=owner.country, currency=owner.currency)
    typed = {"hours.text": hours} if hours.strip() else {}
    facts = LetterFacts(owner, nobody, None, None, CaseCompensations(), language, on, typed=typed, rules=rules)
    source, known = own or load(_KIND, language), rule_lines.known_to_all(_KIND, facts)
    title = formats.closed_dates(fill_plain(source.subject, known), facts.locale)
    body = formats.closed_dates(fill_body(_TO_THE_CLIENT.sub("", source.body), known), facts.locale)
    return _draw(facts, title, _content(facts, body))


def _content(facts: LetterFacts, body: str) -> list[Prose]:
    content: list[Prose] = []
    for block in markdown.blocks(body, KINDS[_KIND].blocks):
        shown = [block] if isinstance(block, markdown.Paragraph) else rule_lines.items(_KIND, facts)
        content += [Prose.of(one, facts.language) for one in shown]
    if not content:
        raise LetterRefused("empty", place="text")
    return content


def _draw(facts: LetterFacts, title: str, content: list[Prose]) -> bytes:
    paper = Paper(facts, labels.of(facts.language), readable(facts.owner.accent))
    profile, head = paper.profile, facts.owner.letterhead(facts.language)
    subject = ready(title, "subject", facts.language)
    if not subject:
        raise LetterRefused("empty", place="subject")
    width = profile.right - profile.left
    heading = fitted(subject, BOLD, width, (22, 14), 2)
    signed = fitted(one_line(head.owner_name, "owner_name"), SERIF, width, (12, 8), 2)
    if heading is None or signed is None:
        raise LetterRefused("too_long", place="owner_name" if heading else "subject")
    sheet = Sheet(
        (profile.width, profile.height),
        title=subject.replace("\u00a0", " "),
        author=one_line(head.business_name, "business"),
        language=paper.labels["pdf_language"],
        on=facts.on,
    )
    stationery.header(sheet, paper)
    lines, size = heading
    line = size * 1.25 * _POINT
    top = _TITLE_TOP + len(lines) * line + 5.0
    below = 6.0 + len(signed[0]) * signed[1] * 1.3 * _POINT
    bottom = profile.foot_rule - 4.0

    def fits(setting: Setting) -> bool:
        return flow.height_of(flow.closed_up([setting.outlined(one, width) for one in content])) <= bottom - below - top

    found = bisect_left(_SETTINGS, True, key=fits)
    if found == len(_SETTINGS):
        raise LetterRefused("too_long", place="text")
    for number, words in enumerate(lines):
        baseline = _TITLE_TOP + number * line + flow.baseline_of(size, line)
        sheet.line(words, profile.left, baseline, size, paper.accent)
    setting = _SETTINGS[found]
    pieces = flow.closed_up([setting.prose(one, width) for one in content])
    end = flow.draw(sheet, pieces, setting, profile.left, top) + 6.0
    names, size = signed
    for number, words in enumerate(names):
        sheet.line(words, profile.left, end + (number * 1.3 + 0.9) * size * _POINT, size, INK)
    day = ready(formats.long_date(facts.on, facts.locale), "text", facts.language)
    stationery.foot(sheet, paper, 1, 1)
    sheet.text_right(day, profile.right, profile.foot_rule - 2.6, 7.4, SANS, GREY)
    return sheet.finished()
