"""The fifth schema: which book this is and how often it was written, imports, erasures, lost numbers.

Literal SQL, never edited after its release.
"""

COLUMNS = """
ALTER TABLE owner ADD COLUMN keep_years INTEGER NOT NULL DEFAULT 10 CHECK (keep_years BETWEEN 0 AND 99)
"""

# A client's uid is the same in every copy of the book, so that an erasure finds the person again in an older one. Those
# who were there before have one that comes out alike however often that older book is brought up to date.
TABLES = """
CREATE TABLE book_state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    book_id TEXT NOT NULL CHECK (length(book_id) = 32),
    writes INTEGER NOT NULL CHECK (writes >= 0)
) STRICT;
INSERT INTO book_state (id, book_id, writes) VALUES (1, lower(hex(randomblob(16))), 0);

CREATE TABLE client_uids (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id) ON DELETE CASCADE,
    uid TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO client_uids (client_id, uid) SELECT id, 'v4-' || id FROM clients;

CREATE TABLE lost_numbers (
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    noted_on TEXT NOT NULL CHECK (date(noted_on) IS noted_on),
    PRIMARY KEY (series, year, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE imports (
    id INTEGER PRIMARY KEY,
    done_at TEXT NOT NULL CHECK (datetime(done_at) IS done_at),
    source TEXT NOT NULL,
    added INTEGER NOT NULL CHECK (added >= 0),
    updated INTEGER NOT NULL CHECK (updated >= 0),
    skipped INTEGER NOT NULL CHECK (skipped >= 0),
    taken_back_at TEXT CHECK (datetime(taken_back_at) IS taken_back_at),
    operation_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE imported_clients (
    import_id INTEGER NOT NULL REFERENCES imports (id),
    client_id INTEGER NOT NULL REFERENCES clients (id) ON DELETE CASCADE,
    before TEXT CHECK (json_valid(before)),
    PRIMARY KEY (import_id, client_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_of_client ON imported_clients (client_id);

CREATE TABLE erasures (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id),
    uid TEXT NOT NULL UNIQUE,
    erased_on TEXT NOT NULL CHECK (date(erased_on) IS erased_on),
    keep_until TEXT NOT NULL CHECK (date(keep_until) IS keep_until),
    purged_on TEXT CHECK (date(purged_on) IS purged_on)
) STRICT;
CREATE INDEX erasures_to_purge ON erasures (keep_until) WHERE purged_on IS NULL;

CREATE TABLE letter_purges (
    letter_id INTEGER PRIMARY KEY REFERENCES letters (id),
    purged_on TEXT NOT NULL CHECK (date(purged_on) IS purged_on)
) STRICT
"""

# What was issued stays as it was, but for the words of a person who was erased: number, day, sum and seal are kept.
_ERASED = "EXISTS (SELECT 1 FROM erasures JOIN letters USING (client_id) WHERE letters.id = old.letter_id)"
TRIGGERS = (
    """CREATE TRIGGER clients_known AFTER INSERT ON clients BEGIN
        INSERT INTO client_uids (client_id, uid) VALUES (new.id, lower(hex(randomblob(16))));
    END""",
    "DROP TRIGGER letters_unchanged",
    """CREATE TRIGGER letters_unchanged BEFORE UPDATE ON letters WHEN NOT (
            EXISTS (SELECT 1 FROM letter_purges WHERE letter_id = old.id)
            AND new.subject = '' AND new.body = '' AND new.snapshot = '{}' AND new.pdf = x'00'
            AND (new.id, new.number, new.series, new.year, new.sequence, new.kind, new.language, new.client_id)
                IS (old.id, old.number, old.series, old.year, old.sequence, old.kind, old.language, old.client_id)
            AND (new.case_id, new.issued_on, new.amount, new.currency, new.bonus_id, new.replaces_id)
                IS (old.case_id, old.issued_on, old.amount, old.currency, old.bonus_id, old.replaces_id)
            AND (new.sha256, new.facts_sha256, new.prev_sha256) IS (old.sha256, old.facts_sha256, old.prev_sha256)
            AND (new.operation_id, new.app_version, new.template_version)
                IS (old.operation_id, old.app_version, old.template_version)
        ) BEGIN SELECT RAISE(ABORT, 'a letter stays'); END""",
    "DROP TRIGGER voids_unchanged",
    f"""CREATE TRIGGER voids_unchanged BEFORE UPDATE ON letter_voids WHEN NOT (
            {_ERASED} AND new.void_reason = '-' AND (new.letter_id, new.voided_on, new.operation_id)
                IS (old.letter_id, old.voided_on, old.operation_id)
        ) BEGIN SELECT RAISE(ABORT, 'a void stays'); END""",
    "DROP TRIGGER events_unchanged",
    f"""CREATE TRIGGER events_unchanged BEFORE UPDATE ON letter_events WHEN NOT (
            {_ERASED} AND new.note = '' AND (new.id, new.letter_id, new.kind, new.happened_at)
                IS (old.id, old.letter_id, old.kind, old.happened_at)
        ) BEGIN SELECT RAISE(ABORT, 'an event stays'); END""",
    "DROP TRIGGER ledger_unchanged",
    """CREATE TRIGGER ledger_unchanged BEFORE UPDATE ON bonus_ledger WHEN NOT (
            EXISTS (SELECT 1 FROM erasures JOIN bonuses USING (client_id) WHERE bonuses.id = old.bonus_id)
            AND new.note = '' AND (new.id, new.bonus_id, new.kind, new.amount, new.entered_on, new.order_id)
                IS (old.id, old.bonus_id, old.kind, old.amount, old.entered_on, old.order_id)
            AND (new.letter_id, new.reverses_id, new.valid_until, new.currency, new.operation_id)
                IS (old.letter_id, old.reverses_id, old.valid_until, old.currency, old.operation_id)
        ) BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END""",
    """CREATE TRIGGER erasures_kept BEFORE DELETE ON erasures
        BEGIN SELECT RAISE(ABORT, 'an erasure stays'); END""",
    """CREATE TRIGGER purged_when_due BEFORE INSERT ON letter_purges WHEN NOT EXISTS (
            SELECT 1 FROM letters JOIN erasures USING (client_id)
            WHERE letters.id = new.letter_id AND keep_until <= new.purged_on)
        BEGIN SELECT RAISE(ABORT, 'a letter stays until its day'); END""",
    "CREATE TRIGGER purges_kept BEFORE DELETE ON letter_purges BEGIN SELECT RAISE(ABORT, 'a purge stays'); END",
    "CREATE TRIGGER purges_unchanged BEFORE UPDATE ON letter_purges BEGIN SELECT RAISE(ABORT, 'a purge stays'); END",
)
