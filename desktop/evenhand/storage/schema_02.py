"""The second schema: letters of every kind, what became of each, the owner's own texts, and a ledger that can do more.

Literal SQL, never edited after its release.
"""

COLUMNS = """
ALTER TABLE owner ADD COLUMN envelope TEXT NOT NULL DEFAULT 'left_window';
ALTER TABLE owner ADD COLUMN paper TEXT NOT NULL DEFAULT 'a4';
ALTER TABLE letterheads ADD COLUMN sums_in_words INTEGER NOT NULL DEFAULT 0 CHECK (sums_in_words IN (0, 1));
ALTER TABLE letter_drafts ADD COLUMN bonus_id INTEGER REFERENCES bonuses (id);
ALTER TABLE letter_drafts ADD COLUMN replaces_id INTEGER REFERENCES letters (id);
ALTER TABLE letter_drafts ADD COLUMN typed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(typed));
ALTER TABLE letter_drafts ADD COLUMN kept TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(kept));
ALTER TABLE letters ADD COLUMN bonus_id INTEGER REFERENCES bonuses (id);
ALTER TABLE letters ADD COLUMN replaces_id INTEGER REFERENCES letters (id);
CREATE INDEX drafts_about_bonus ON letter_drafts (bonus_id) WHERE bonus_id IS NOT NULL;
CREATE INDEX letters_about_bonus ON letters (bonus_id) WHERE bonus_id IS NOT NULL;
CREATE INDEX letters_replaced ON letters (replaces_id) WHERE replaces_id IS NOT NULL
"""

TABLES = """
CREATE TABLE letter_events (
    id INTEGER PRIMARY KEY,
    letter_id INTEGER NOT NULL REFERENCES letters (id),
    kind TEXT NOT NULL CHECK (kind IN ('printed', 'saved', 'drafted', 'copied', 'enveloped')),
    happened_at TEXT NOT NULL CHECK (datetime(happened_at) IS happened_at),
    note TEXT NOT NULL
) STRICT;
CREATE INDEX events_of_letter ON letter_events (letter_id);

CREATE TABLE letter_texts (
    id INTEGER PRIMARY KEY,
    language TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    base_version INTEGER NOT NULL CHECK (base_version > 0),
    unfinished_subject TEXT,
    unfinished_body TEXT CHECK ((unfinished_body IS NULL) = (unfinished_subject IS NULL)),
    UNIQUE (language, kind)
) STRICT;

CREATE TABLE country_facts (
    country TEXT NOT NULL CHECK (length(country) = 2),
    topic TEXT NOT NULL,
    days INTEGER CHECK (days >= 0),
    unit TEXT NOT NULL,
    first_day_counts INTEGER NOT NULL CHECK (first_day_counts IN (0, 1)),
    source TEXT NOT NULL,
    checked_on TEXT CHECK (date(checked_on) IS checked_on),
    PRIMARY KEY (country, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE new_case_bonuses (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    share TEXT NOT NULL,
    months INTEGER NOT NULL CHECK (months >= 0),
    round_to TEXT,
    nature TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3)
) STRICT;
INSERT INTO new_case_bonuses (case_id, amount, valid_until, share, months, round_to, nature, currency)
    SELECT case_id, amount, valid_until, share, months, round_to, 'goodwill', currency FROM case_bonuses;
DROP TABLE case_bonuses;
ALTER TABLE new_case_bonuses RENAME TO case_bonuses;

CREATE TABLE new_bonus_ledger (
    id INTEGER PRIMARY KEY,
    bonus_id INTEGER NOT NULL REFERENCES bonuses (id),
    kind TEXT NOT NULL CHECK (kind IN ('granted', 'redeemed', 'cancelled', 'exchanged', 'reversed', 'extended')),
    amount INTEGER NOT NULL CHECK ((kind = 'extended') = (amount = 0) AND amount >= 0),
    entered_on TEXT NOT NULL CHECK (date(entered_on) IS entered_on),
    order_id INTEGER REFERENCES orders (id),
    letter_id INTEGER REFERENCES letters (id),
    reverses_id INTEGER UNIQUE REFERENCES new_bonus_ledger (id)
        CHECK ((kind = 'reversed') = (reverses_id IS NOT NULL)),
    valid_until TEXT CHECK (date(valid_until) IS valid_until) CHECK ((kind = 'extended') = (valid_until IS NOT NULL)),
    note TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    operation_id TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO new_bonus_ledger (id, bonus_id, kind, amount, entered_on, order_id, note, currency, operation_id)
    SELECT id, bonus_id, kind, amount, entered_on, order_id, note, currency, operation_id FROM bonus_ledger;
DROP TABLE bonus_ledger;
ALTER TABLE new_bonus_ledger RENAME TO bonus_ledger;
CREATE INDEX ledger_of_bonus ON bonus_ledger (bonus_id);
CREATE INDEX ledger_of_order ON bonus_ledger (order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX granted_once ON bonus_ledger (bonus_id) WHERE kind = 'granted'
"""

TRIGGERS = (
    "CREATE TRIGGER events_unchanged BEFORE UPDATE ON letter_events BEGIN SELECT RAISE(ABORT, 'an event stays'); END",
    "CREATE TRIGGER events_kept BEFORE DELETE ON letter_events BEGIN SELECT RAISE(ABORT, 'an event stays'); END",
    """CREATE TRIGGER events_not_replaced BEFORE INSERT ON letter_events
        WHEN EXISTS (SELECT 1 FROM letter_events WHERE id = new.id)
        BEGIN SELECT RAISE(ABORT, 'an event stays'); END""",
    "CREATE TRIGGER ledger_unchanged BEFORE UPDATE ON bonus_ledger BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END",
    "CREATE TRIGGER ledger_kept BEFORE DELETE ON bonus_ledger BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END",
    """CREATE TRIGGER ledger_not_replaced BEFORE INSERT ON bonus_ledger
        WHEN EXISTS (SELECT 1 FROM bonus_ledger WHERE id = new.id OR operation_id = new.operation_id
            OR (new.reverses_id IS NOT NULL AND reverses_id = new.reverses_id))
        BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END""",
    """CREATE TRIGGER ledger_in_one_currency BEFORE INSERT ON bonus_ledger
        WHEN new.currency <> (SELECT currency FROM bonuses WHERE id = new.bonus_id)
        BEGIN SELECT RAISE(ABORT, 'another currency than the bonus'); END""",
    """CREATE TRIGGER ledger_not_overspent BEFORE INSERT ON bonus_ledger
        WHEN new.kind IN ('redeemed', 'cancelled', 'exchanged') AND new.amount > (
            SELECT total(CASE WHEN kind IN ('granted', 'reversed') THEN amount ELSE -amount END)
            FROM bonus_ledger WHERE bonus_id = new.bonus_id)
        BEGIN SELECT RAISE(ABORT, 'more than is left on the bonus'); END""",
    """CREATE TRIGGER ledger_reverses_what_was_taken BEFORE INSERT ON bonus_ledger
        WHEN new.kind = 'reversed' AND NOT EXISTS (
            SELECT 1 FROM bonus_ledger WHERE id = new.reverses_id AND bonus_id = new.bonus_id
            AND kind = 'redeemed' AND amount = new.amount)
        BEGIN SELECT RAISE(ABORT, 'nothing to reverse'); END""",
)
