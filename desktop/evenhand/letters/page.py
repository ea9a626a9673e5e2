"""A letter on paper: the same function draws the preview, the copy that is kept, and every reprint."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import LetterKind
from evenhand.letters import flow, labels, markdown, pictures, rule_lines, stationery
from evenhand.letters.bands import Band, gift_band, refund_band, remedy_band
from evenhand.letters.choice_sheet import choice_sheet
from evenhand.letters.facts import LetterFacts, LetterText, Stated, stated
from evenhand.letters.flow import Piece, Prose, Setting
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.profiles import Profile
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SERIF, Line, Run, break_lines, words_of
from evenhand.letters.sheet import GREY, MM, Sheet, fitted, measure, readable
from evenhand.letters.stationery import Paper
from evenhand.letters.voucher import voucher

_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class DrawnLetter:
    """A letter's exact PDF and how many pages it has."""

    pdf: bytes
    pages: int


def draw(kind: LetterKind, facts: LetterFacts, text: LetterText) -> DrawnLetter:
    """Draws the letter. Raises LetterRefused for whatever can't be printed as it stands; never prints a gap."""
    given = stated(kind, facts)
    paper = Paper(facts, labels.of(facts.language), readable(facts.owner.accent))
    subject = ready(text.subject, "subject", facts.language)
    if not subject:
        raise LetterRefused("empty", place="subject")
    head = facts.owner.letterhead(facts.language)
    profile = paper.profile
    sheet = Sheet(
        (profile.width, profile.height),
        title=subject.replace("\u00a0", " "),
        author=one_line(head.business_name, "business"),
        subject=facts.number or paper.labels["draft"],
        language=paper.labels["pdf_language"],
        on=facts.on,
    )
    content = _content(kind, text, paper, given)
    closing = _Closing(paper)
    setting, title, pages = _set(
        subject,
        content,
        closing,
        profile,
        flow.SETTINGS_OF_A_LIST if given.rules else flow.SETTINGS,
        voucher_below=given.voucher is not None,
    )
    for number, page in enumerate(pages, 1):
        if number == 1:
            stationery.header(sheet, paper)
            stationery.address(sheet, paper)
            stationery.info(sheet, paper)
            top = _draw_subject(sheet, paper, title, setting)
        else:
            sheet.next_page()
            stationery.continuation(sheet, paper)
            top = profile.second_top
        stationery.marks(sheet, profile)
        end = flow.draw(sheet, page, setting, profile.left, top)
        if number == len(pages):
            closing.draw(sheet, end, setting)
            if given.voucher:
                voucher(sheet, paper, given.voucher)
        stationery.foot(sheet, paper, number, len(pages))
    return DrawnLetter(sheet.finished(), len(pages))


def _content(kind: LetterKind, text: LetterText, paper: Paper, given: Stated) -> list[Prose | Band]:
    """The body's pieces in order. A band whose marker was taken out stands before the last paragraph."""
    bands = _bands(paper, given)
    content: list[Prose | Band] = []
    for block in markdown.blocks(text.body, KINDS[kind].blocks):
        if isinstance(block, markdown.Paragraph):
            content.append(Prose.of(block, paper.language))
        elif block.name == "rules":
            content += [Prose.of(one, paper.language) for one in rule_lines.items(kind, paper.facts)]
        elif bands_there := bands.pop(block.name, None):
            content += bands_there
        else:
            raise LetterRefused("missing_fact", fact=block.name)
    if not any(isinstance(piece, Prose) for piece in content):
        raise LetterRefused("empty", place="text")
    for left_out in bands.values():
        place = max(1, len(content) - 1)
        content[place:place] = left_out
    return content


def _bands(paper: Paper, given: Stated) -> dict[str, list[Band]]:
    """The bands of what the letter states, by the names of their markers."""
    found: dict[str, list[Band]] = {}
    if given.refund:
        found["refund"] = [refund_band(paper, given.refund)]
    if given.remedy:
        found["remedy"] = [remedy_band(paper, given.remedy)]
    if given.gift:
        found["gift"] = [gift_band(paper, given.gift)]
    if given.options:
        found["options"] = choice_sheet(paper, given.options)
    return found


def _set(
    subject: str,
    content: list[Prose | Band],
    closing: "_Closing",
    profile: Profile,
    settings: Sequence[Setting],
    *,
    voucher_below: bool,
) -> tuple[Setting, list[Line], list[list[Piece]]]:
    """The largest size at which all of it stands on one page; else pages at a comfortable one."""
    bottom, width = profile.text_bottom, profile.text_right - profile.left
    less = bottom - (profile.voucher_top - profile.voucher_gap) if voucher_below else 0.0
    air = 2.0 if voucher_below else 0.0

    def fits(setting: Setting) -> bool:
        below = _below_subject(_title(subject, setting, width), setting, profile)
        pieces = _pieces(content, closing, setting, lambda prose: setting.outlined(prose, width))
        return flow.height_of(pieces) <= bottom - less - below - (0.0 if setting.tight else air)

    found = bisect_left(settings, True, key=fits)
    setting = settings[found] if found < len(settings) else flow.SEVERAL_PAGES
    title = _title(subject, setting, width)
    pieces = _pieces(content, closing, setting, lambda prose: setting.prose(prose, width))
    if found < len(settings):
        return setting, title, [pieces]
    first, other = bottom - _below_subject(title, setting, profile), bottom - profile.second_top
    return setting, title, flow.paged(pieces, setting, first, other, less)


def _pieces(
    content: list[Prose | Band], closing: "_Closing", setting: Setting, of_prose: Callable[[Prose], Piece]
) -> list[Piece]:
    pieces = flow.closed_up([of_prose(one) if isinstance(one, Prose) else setting.band(one) for one in content])
    return [*pieces, Piece(closing.height(setting), setting.gap, closing=True)]


def _title(subject: str, setting: Setting, width: float) -> list[Line]:
    size = setting.size + 1.6
    lines = break_lines(words_of([Run(subject, BOLD)]), measure(width, size))
    if len(lines) > 4:
        raise LetterRefused("too_long", place="subject")
    return lines


def _below_subject(title: list[Line], setting: Setting, profile: Profile) -> float:
    return _subject_top(setting, profile) + len(title) * (setting.size + 1.6) * 1.3 * _POINT + setting.gap * 1.15


def _subject_top(setting: Setting, profile: Profile) -> float:
    return profile.subject_top - (profile.subject_rise if setting.tight else 0.0)


def _draw_subject(sheet: Sheet, paper: Paper, title: list[Line], setting: Setting) -> float:
    size, profile = setting.size + 1.6, paper.profile
    line = size * 1.3 * _POINT
    top = _subject_top(setting, profile)
    for number, words in enumerate(title):
        baseline = top + number * line + flow.baseline_of(size, line)
        sheet.line(words, profile.left, baseline, size, paper.accent)
    return _below_subject(title, setting, profile)


class _Closing:
    """The closing words, the signature or the room for one, the owner's name and role."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        facts = paper.facts
        head = facts.owner.letterhead(facts.language)
        name = one_line(head.owner_name, "owner_name")
        if not name:
            raise LetterRefused("empty", place="owner_name")
        width = paper.profile.text_right - paper.profile.left
        done = fitted(name, SERIF, width, (10.8, 7), 1) or fitted(name, SERIF, width, (9, 8), 2)
        role = fitted(ready(head.role, "role", facts.language), SANS, width, (8.4, 6.8), 2)
        if done is None or role is None:
            raise LetterRefused("too_long", place="owner_name")
        self._name, self._role = done, role

    def height(self, setting: Setting) -> float:
        return setting.line * (1 + len(self._name[0])) + setting.signature - 1.0 + 4.2 * len(self._role[0])

    def draw(self, sheet: Sheet, top: float, setting: Setting) -> None:
        paper, left = self._paper, self._paper.profile.left
        name_top = top + setting.line + setting.signature - 1.0
        if signature := paper.facts.owner.signature:
            image = pictures.load(signature, 13.5, "signature")
            width, height = setting.signature * image.ratio, setting.signature
            if width > 60:
                width, height = 60.0, 60.0 / image.ratio
            # Before the words, which it reaches into and would cover.
            sheet.picture(image, left - 1, name_top + 0.7 - height, width, height)
        baseline = top + flow.baseline_of(setting.size, setting.line)
        sheet.text(paper.labels["closing"], left, baseline, setting.size, SERIF)
        lines, size = self._name
        size = min(size, setting.size)
        for number, line in enumerate(lines):
            y = name_top + number * setting.line + flow.baseline_of(size, setting.line)
            sheet.line(line, left, y, size)
        y = name_top + len(lines) * setting.line + 3.2
        for line in self._role[0]:
            sheet.line(line, left, y, self._role[1], GREY)
            y += 4.2
