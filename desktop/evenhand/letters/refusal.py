"""Why a letter can't be made as it stands."""


class LetterRefused(ValueError):
    """A letter that can't be printed as it is. `code` says why, `details` name what and where.

    missing_glyph     character, codepoint ("U+1F600"), place
    right_to_left     character, codepoint, place
    empty             place
    too_long          place: "text" (more pages than a letter may have), or "voucher", "header", "band"; "address"
                      where it's for an envelope or a label
    address_too_long  place: the address, for the window
    missing_fact      fact: what the kind of letter needs and the case doesn't give
    unknown_marker    name, line, did_you_mean (None where nothing is near): no such block, not one of the kind, or not
                      alone on its line
    repeated_marker   name, line
    text_mistake      reason, place ("subject" or "text"), line, name, did_you_mean; reason is "unknown_field",
                      "empty_field", "stray_brace", "unclosed", "not_open", "placeholder" (one left over in a text
                      that is already filled) or "bare_block" (a block that isn't always there, outside a condition)
    no_rule_lines     language: no house rule has a line for clients in it
    rule_line         a mistake in such a line: text, reason (as of text_mistake, or "unknown_marker"), name,
                      did_you_mean
    picture           place: "logo" or "signature", a picture that can't be read

    One of several whose addresses are printed at once is named in `client`.
    """

    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code + "".join(f" {name}={value!r}" for name, value in details.items()))
        self.code, self.details = code, details
