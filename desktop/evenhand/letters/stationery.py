"""The business's paper: header, window address, facts beside it, foot, and the marks for folding."""

from dataclasses import dataclass

from evenhand import formats
from evenhand.letters import pictures
from evenhand.letters.addresses import fitted_address, written
from evenhand.letters.facts import LetterFacts
from evenhand.letters.glyphs import one_line, ready
from evenhand.letters.profiles import Box, Profile, profile_of
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import BOLD, SANS, SEMIBOLD, SERIF, Run, break_lines, single, words_of
from evenhand.letters.sheet import GREY, HAIR, INK, MM, Sheet, fitted, measure, width_of

_HEADER_RULE = 31.4
_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class Paper:
    """What every page of one letter needs to know."""

    facts: LetterFacts
    labels: dict[str, str]
    accent: str

    @property
    def language(self) -> str:
        return self.facts.language

    @property
    def profile(self) -> Profile:
        return profile_of(self.facts.owner.envelope, self.facts.owner.paper)

    @property
    def reference(self) -> str:
        """The letter's number as the language prints it, or its word for a draft."""
        if self.facts.number is None:
            return self.labels["draft"]
        return self.labels["reference_value"].format(number=self.facts.number)


def header(sheet: Sheet, paper: Paper) -> None:
    """Logo or monogram, the business's name and tagline, the ways to reach it, and the rule below."""
    facts, accent = paper.facts, paper.accent
    head = facts.owner.letterhead(facts.language)
    name = one_line(head.business_name, "business")
    if not name:
        raise LetterRefused("empty", place="business")
    contact_left = _contact(sheet, paper)
    left = _emblem(sheet, paper, name)
    width = contact_left - 6 - left
    set_name = (
        fitted(name, BOLD, width, (19, 14), 1)
        or fitted(name, BOLD, width, (13.4, 10), 2)
        or fitted(name, BOLD, width, (9.8, 7), 3)
    )
    if set_name is None:
        raise LetterRefused("too_long", place="business")
    lines, size = set_name
    leading = size * 1.16 * _POINT
    tagline = ready(head.tagline, "business", facts.language)
    set_tagline = fitted(tagline, SANS, width, (8.6, 6.4), 1) or fitted(tagline, SANS, width, (7, 6), 2)
    if set_tagline is None:
        raise LetterRefused("too_long", place="business")
    small, small_size = set_tagline
    # The name and its tagline stand about the emblem's middle.
    below = (2.5 + small_size * _POINT * 0.75 + (len(small) - 1) * small_size * 1.2 * _POINT) if small else 0.0
    height = size * _POINT * 0.7 + (len(lines) - 1) * leading + below
    baseline = 21.0 - height / 2 + size * _POINT * 0.7
    for line in lines:
        sheet.line(line, left, baseline, size, accent)
        baseline += leading
    baseline += 2.5 + small_size * _POINT * 0.75 - leading
    for line in small:
        tracking = 0.35 if width_of(line, small_size) < width * 0.85 else 0.0
        sheet.line(line, left, baseline, small_size, GREY, tracking=tracking)
        baseline += small_size * 1.2 * _POINT
    sheet.rule(paper.profile.left, _HEADER_RULE, paper.profile.right, accent, 0.8)


def _emblem(sheet: Sheet, paper: Paper, name: str) -> float:
    """The logo, or a monogram where there is none; gives back where the name begins."""
    logo, edge = paper.facts.owner.logo, paper.profile.left
    if logo:
        image = pictures.load(logo, 13.0, "logo")
        ratio = image.ratio
        width, height = (13.0 * ratio, 13.0) if ratio <= 34 / 13 else (34.0, 34.0 / ratio)
        sheet.picture(image, edge, 21.0 - height / 2, width, height)
        return edge + width + 4
    sheet.disc(edge + 5.5, 21.0, 5.5, paper.accent)
    sheet.ring(edge + 5.5, 21.0, 5.05, "#ffffff", 0.5)
    letter = next((character for character in name if character.isalnum()), name[0]).upper()[0]
    sheet.centred(letter, edge + 5.5, 21.0 + 14 * 0.235 * _POINT * 1.42, 14, SERIF, "#ffffff")
    return edge + 15


def _contact(sheet: Sheet, paper: Paper) -> float:
    """Address, telephone and e-mail at the right; gives back where the block begins."""
    facts = paper.facts
    head = facts.owner.letterhead(facts.language)
    address = [ready(line, "contact", facts.language) for line in head.address_lines if line.strip()]
    whole = ", ".join(line.rstrip(",") for line in address)
    if address and width_of(single(whole, SANS), 8) <= 66:
        address = [whole]
    rest = [one_line(facts.owner.phone, "contact"), one_line(facts.owner.email, "contact")]
    texts = [*address, *(one for one in rest if one)]
    size, leading = (8.0, 3.85) if len(texts) <= 3 else (7.2, 3.3) if len(texts) == 4 else (6.6, 2.75)
    lines = [line for text in texts for line in break_lines(words_of([Run(text, SANS)]), measure(70, size))]
    if len(lines) > len(texts):
        size, leading = 6.6, 2.75
        lines = [line for text in texts for line in break_lines(words_of([Run(text, SANS)]), measure(70, size))]
    if len(lines) > 6:
        raise LetterRefused("too_long", place="contact")
    baseline = 22.1 - (len(lines) - 1) * leading / 2
    for line in lines:
        sheet.line(line, paper.profile.right - width_of(line, size), baseline, size, GREY)
        baseline += leading
    return paper.profile.right - max((width_of(line, size) for line in lines), default=0.0)


def address(sheet: Sheet, paper: Paper) -> None:
    """The address, all of it where the envelope's window shows it, and the return line above."""
    facts, language, profile = paper.facts, paper.language, paper.profile
    box = profile.address
    if profile.return_baseline is not None:
        _return_line(sheet, paper, box, profile.return_baseline)
    set_lines = fitted_address(
        written(facts.client, language),
        box.right - box.left,
        box.bottom - box.top,
        sizes=(10.4, profile.address_smallest),
        leading=profile.address_leading,
    )
    if set_lines is None:
        raise LetterRefused("address_too_long", place="address")
    set_lines.draw(sheet, box.left, set_lines.first_baseline(box.top, box.bottom - box.top, 3.3))


def _return_line(sheet: Sheet, paper: Paper, box: Box, baseline: float) -> None:
    """The sender on one small line; the business's name is left out where it would be too long."""
    head, language = paper.facts.owner.letterhead(paper.language), paper.language
    whence = [ready(line, "contact", language) for line in head.address_lines if line.strip()]
    for parts in ([ready(head.business_name, "business", language), *whence], whence):
        back = fitted(" · ".join(parts), SANS, paper.profile.return_width, (7, 5.8), 1) if whence else None
        if back:
            sheet.line(back[0][0], box.left, baseline, back[1], GREY)
            return


def info(sheet: Sheet, paper: Paper) -> None:
    """The day, our reference, and the client's order."""
    facts, labels, language, profile = paper.facts, paper.labels, paper.language, paper.profile
    rows = [
        (labels["date"], formats.long_date(facts.on, facts.locale), INK),
        (labels["reference"], one_line(paper.reference, "reference"), GREY if facts.number is None else INK),
    ]
    if facts.order:
        number = one_line(facts.order.number, "order")
        placed = formats.long_date(facts.order.ordered_on, facts.locale)
        rows.append((labels["order"], labels["order_value"].format(number=number, date=placed), INK))
    baseline = profile.info_baseline
    for label, value, colour in rows:
        sheet.text(label, profile.info_left, baseline, 7.4, SANS, GREY)
        value = ready(value, "order", language)
        width = profile.info_right - profile.info_left
        set_value = fitted(value, SANS, width, (8.8, 7.4), 1) or fitted(value, SANS, width, (8, 6.6), 3)
        if set_value is None:
            raise LetterRefused("too_long", place="order")
        lines, size = set_value
        for line in lines:
            baseline += 3.75
            sheet.line(line, profile.info_left, baseline, size, colour)
        baseline += 5.3
    if facts.number is None:
        _draft_mark(sheet, paper)


def _draft_mark(sheet: Sheet, paper: Paper) -> None:
    right = paper.profile.right
    line = single(paper.labels["draft"], SEMIBOLD)
    width = width_of(line, 8) + 6
    sheet.outline(right - width, 35.6, width, 5.8, 2.9, HAIR, 0.8)
    sheet.line(line, right - width + 3, 39.45, 8, GREY)


def foot(sheet: Sheet, paper: Paper, page: int, pages: int) -> None:
    """The legal line, and which page this is when there are several."""
    profile = paper.profile
    sheet.rule(profile.left, profile.foot_rule, profile.right, HAIR, 0.6)
    room = profile.right - profile.left
    if pages > 1:
        numbered = paper.labels["page"].format(page=page, pages=pages)
        sheet.text_right(numbered, profile.right, profile.foot_baseline, 7.4, SANS, GREY)
        room -= width_of(single(numbered, SANS), 7.4) + 6
    legal = ready(paper.facts.owner.letterhead(paper.language).legal_line, "legal_line", paper.language)
    set_legal = fitted(legal, SANS, room, (7.4, 6.4), 1) or fitted(legal, SANS, room, (7, 6), 3)
    if set_legal is None:
        raise LetterRefused("too_long", place="legal_line")
    for number, line in enumerate(set_legal[0]):
        sheet.line(line, profile.left, profile.foot_baseline + number * set_legal[1] * 1.3 * _POINT, set_legal[1], GREY)


def marks(sheet: Sheet, profile: Profile) -> None:
    """Where to fold for the envelope, and where to punch."""
    for y in profile.folds:
        sheet.rule(3.5, y, 7.4, HAIR, 0.5)
    sheet.rule(3.5, profile.half, 9.5, HAIR, 0.5)


def continuation(sheet: Sheet, paper: Paper) -> None:
    """The head of every page after the first."""
    facts = paper.facts
    name = one_line(facts.owner.letterhead(paper.language).business_name, "business")
    set_name = fitted(name, BOLD, 95, (10.4, 6), 1) or fitted(name, BOLD, 95, (8, 5), 2)
    if set_name is None:
        raise LetterRefused("too_long", place="business")
    for number, line in enumerate(set_name[0]):
        sheet.line(line, paper.profile.left, 20.5 + number * 3.4, set_name[1], paper.accent)
    right = f"{one_line(paper.reference, 'reference')} · {formats.long_date(facts.on, facts.locale)}"
    sheet.text_right(right, paper.profile.right, 20.5, 8, SANS, GREY)
    sheet.rule(paper.profile.left, 25.0, paper.profile.right, paper.accent, 0.8)
