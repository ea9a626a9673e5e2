"""The first schema: every table, index, full-text index and trigger, as literal SQL. Never edited after its release."""

TABLES = """
CREATE TABLE owner (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    country TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    accent TEXT NOT NULL,
    logo BLOB,
    signature BLOB,
    bonus_share TEXT NOT NULL,
    bonus_months INTEGER NOT NULL,
    bonus_round_to TEXT,
    answer_days INTEGER NOT NULL
) STRICT;

CREATE TABLE letterheads (
    id INTEGER PRIMARY KEY,
    language TEXT NOT NULL UNIQUE,
    business_name TEXT NOT NULL,
    owner_name TEXT NOT NULL,
    role TEXT NOT NULL,
    tagline TEXT NOT NULL,
    address_lines TEXT NOT NULL,
    legal_line TEXT NOT NULL
) STRICT;

CREATE TABLE clients (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL CHECK (trim(name) <> ''),
    salutation TEXT NOT NULL,
    address_name TEXT NOT NULL,
    address_lines TEXT NOT NULL,
    country TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    language TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    standing TEXT NOT NULL,
    valued INTEGER NOT NULL CHECK (valued IN (0, 1)),
    since TEXT CHECK (date(since) IS since),
    archived INTEGER NOT NULL CHECK (archived IN (0, 1)),
    sort_key BLOB NOT NULL,
    folded TEXT NOT NULL,
    folded_name TEXT NOT NULL
) STRICT;
CREATE INDEX clients_by_name ON clients (archived, sort_key, valued, standing);

CREATE TABLE orders (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    number TEXT NOT NULL,
    ordered_on TEXT NOT NULL CHECK (date(ordered_on) IS ordered_on),
    what TEXT NOT NULL,
    total INTEGER NOT NULL CHECK (total >= 0),
    paid INTEGER NOT NULL CHECK (paid >= 0),
    cost INTEGER CHECK (cost >= 0),
    delivered_on TEXT CHECK (date(delivered_on) IS delivered_on),
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    folded TEXT NOT NULL
) STRICT;
CREATE INDEX orders_of_client ON orders (client_id, ordered_on);
CREATE INDEX orders_by_number ON orders (number);

CREATE TABLE cases (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    order_id INTEGER NOT NULL REFERENCES orders (id),
    title TEXT NOT NULL,
    received_on TEXT NOT NULL CHECK (date(received_on) IS received_on),
    words TEXT NOT NULL,
    cause TEXT,
    responsibility TEXT,
    finding TEXT NOT NULL,
    change TEXT NOT NULL,
    answered_on TEXT CHECK (date(answered_on) IS answered_on),
    remedy TEXT,
    remedy_what TEXT NOT NULL,
    remedy_by TEXT CHECK (date(remedy_by) IS remedy_by),
    remedy_cost INTEGER CHECK (remedy_cost >= 0),
    compensation_skipped INTEGER NOT NULL CHECK (compensation_skipped IN (0, 1)),
    double_skipped INTEGER NOT NULL CHECK (double_skipped IN (0, 1)),
    outcome TEXT,
    closed_on TEXT CHECK (date(closed_on) IS closed_on),
    currency TEXT CHECK (length(currency) = 3),
    operation_id TEXT UNIQUE,
    CHECK (remedy_cost IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX cases_of_client ON cases (client_id, received_on);
CREATE INDEX cases_of_order ON cases (order_id);
CREATE UNIQUE INDEX one_open_case_on_an_order ON cases (order_id) WHERE closed_on IS NULL;
CREATE INDEX open_cases ON cases (client_id) WHERE closed_on IS NULL;

CREATE TABLE case_refunds (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    method TEXT NOT NULL,
    pay_by TEXT NOT NULL CHECK (date(pay_by) IS pay_by),
    share TEXT,
    what_for TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3)
) STRICT;

CREATE TABLE case_bonuses (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    valid_until TEXT NOT NULL CHECK (date(valid_until) IS valid_until),
    share TEXT NOT NULL,
    months INTEGER NOT NULL CHECK (months > 0),
    round_to TEXT,
    currency TEXT NOT NULL CHECK (length(currency) = 3)
) STRICT;

CREATE TABLE case_gifts (
    case_id INTEGER PRIMARY KEY REFERENCES cases (id),
    what TEXT NOT NULL,
    cost INTEGER NOT NULL CHECK (cost >= 0),
    currency TEXT NOT NULL CHECK (length(currency) = 3)
) STRICT;

CREATE TABLE interactions (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    happened_at TEXT NOT NULL CHECK (datetime(happened_at) IS happened_at),
    channel TEXT NOT NULL,
    direction TEXT NOT NULL,
    summary TEXT NOT NULL,
    order_id INTEGER REFERENCES orders (id),
    case_id INTEGER REFERENCES cases (id)
) STRICT;
CREATE INDEX interactions_of_client ON interactions (client_id, happened_at);
CREATE INDEX interactions_of_order ON interactions (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX interactions_of_case ON interactions (case_id) WHERE case_id IS NOT NULL;

CREATE TABLE comfort_flags (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id),
    comfort TEXT NOT NULL,
    set_on TEXT NOT NULL CHECK (date(set_on) IS set_on),
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE comfort_marks (
    interaction_id INTEGER PRIMARY KEY REFERENCES interactions (id) ON DELETE CASCADE,
    comfort TEXT NOT NULL,
    reasons TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE private_notes (
    client_id INTEGER PRIMARY KEY REFERENCES clients (id),
    note TEXT NOT NULL
) STRICT;

CREATE TABLE letter_drafts (
    id INTEGER PRIMARY KEY,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    edited INTEGER NOT NULL CHECK (edited IN (0, 1)),
    saved_at TEXT CHECK (datetime(saved_at) IS saved_at),
    written_kind TEXT,
    written_language TEXT NOT NULL,
    stated TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_of_client ON letter_drafts (client_id);
CREATE INDEX drafts_of_case ON letter_drafts (case_id, kind);

CREATE TABLE counters (
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    last INTEGER NOT NULL CHECK (last > 0),
    PRIMARY KEY (series, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE letters (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    series TEXT NOT NULL,
    year INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    issued_on TEXT NOT NULL CHECK (date(issued_on) IS issued_on),
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    snapshot TEXT NOT NULL CHECK (json_valid(snapshot)),
    amount INTEGER CHECK (amount > 0),
    currency TEXT CHECK (length(currency) = 3),
    pdf BLOB NOT NULL CHECK (length(pdf) > 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    facts_sha256 TEXT NOT NULL CHECK (length(facts_sha256) = 64),
    prev_sha256 TEXT NOT NULL,
    operation_id TEXT NOT NULL UNIQUE,
    app_version TEXT NOT NULL,
    template_version TEXT NOT NULL,
    UNIQUE (series, year, sequence),
    CHECK (amount IS NULL OR currency IS NOT NULL)
) STRICT;
CREATE INDEX letters_of_client ON letters (client_id, issued_on);
CREATE INDEX letters_of_case ON letters (case_id);
CREATE INDEX letters_by_day ON letters (issued_on);

CREATE TABLE letter_voids (
    letter_id INTEGER PRIMARY KEY REFERENCES letters (id),
    voided_on TEXT NOT NULL CHECK (date(voided_on) IS voided_on),
    void_reason TEXT NOT NULL CHECK (trim(void_reason) <> ''),
    operation_id TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE bonuses (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    client_id INTEGER NOT NULL REFERENCES clients (id),
    case_id INTEGER REFERENCES cases (id),
    letter_id INTEGER NOT NULL UNIQUE REFERENCES letters (id),
    amount INTEGER NOT NULL CHECK (amount > 0),
    granted_on TEXT NOT NULL CHECK (date(granted_on) IS granted_on),
    valid_until TEXT CHECK (date(valid_until) IS valid_until),
    nature TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3)
) STRICT;
CREATE INDEX bonuses_of_client ON bonuses (client_id);
CREATE INDEX bonuses_of_case ON bonuses (case_id);

CREATE TABLE bonus_ledger (
    id INTEGER PRIMARY KEY,
    bonus_id INTEGER NOT NULL REFERENCES bonuses (id),
    kind TEXT NOT NULL CHECK (kind IN ('granted', 'redeemed', 'cancelled')),
    amount INTEGER NOT NULL CHECK (amount > 0),
    entered_on TEXT NOT NULL CHECK (date(entered_on) IS entered_on),
    order_id INTEGER REFERENCES orders (id),
    note TEXT NOT NULL,
    currency TEXT NOT NULL CHECK (length(currency) = 3),
    operation_id TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX ledger_of_bonus ON bonus_ledger (bonus_id);
CREATE INDEX ledger_of_order ON bonus_ledger (order_id) WHERE order_id IS NOT NULL;
CREATE UNIQUE INDEX granted_once ON bonus_ledger (bonus_id) WHERE kind = 'granted'
"""

# Names and numbers only: what is private is in no full-text index.
SEARCH = """
CREATE VIRTUAL TABLE client_search USING fts5 (
    folded, content = 'clients', content_rowid = 'id', tokenize = 'trigram case_sensitive 1'
);
CREATE VIRTUAL TABLE client_beginnings USING fts5 (
    folded_name, content = 'clients', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2',
    detail = 'none', columnsize = 0
);
CREATE VIRTUAL TABLE order_search USING fts5 (
    folded, content = 'orders', content_rowid = 'id', tokenize = 'trigram case_sensitive 1'
);
INSERT INTO client_search (client_search, rank) VALUES ('secure-delete', 1);
INSERT INTO client_beginnings (client_beginnings, rank) VALUES ('secure-delete', 1);
INSERT INTO order_search (order_search, rank) VALUES ('secure-delete', 1)
"""

TRIGGERS = (
    """CREATE TRIGGER clients_searchable AFTER INSERT ON clients BEGIN
        INSERT INTO client_search (rowid, folded) VALUES (new.id, new.folded);
        INSERT INTO client_beginnings (rowid, folded_name) VALUES (new.id, new.folded_name);
    END""",
    """CREATE TRIGGER clients_searchable_still AFTER UPDATE OF folded ON clients WHEN old.folded <> new.folded BEGIN
        INSERT INTO client_search (client_search, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO client_beginnings (client_beginnings, rowid, folded_name)
            VALUES ('delete', old.id, old.folded_name);
        INSERT INTO client_search (rowid, folded) VALUES (new.id, new.folded);
        INSERT INTO client_beginnings (rowid, folded_name) VALUES (new.id, new.folded_name);
    END""",
    """CREATE TRIGGER clients_searchable_no_more AFTER DELETE ON clients BEGIN
        INSERT INTO client_search (client_search, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO client_beginnings (client_beginnings, rowid, folded_name)
            VALUES ('delete', old.id, old.folded_name);
    END""",
    """CREATE TRIGGER orders_searchable AFTER INSERT ON orders BEGIN
        INSERT INTO order_search (rowid, folded) VALUES (new.id, new.folded);
    END""",
    """CREATE TRIGGER orders_searchable_still AFTER UPDATE OF folded ON orders WHEN old.folded <> new.folded BEGIN
        INSERT INTO order_search (order_search, rowid, folded) VALUES ('delete', old.id, old.folded);
        INSERT INTO order_search (rowid, folded) VALUES (new.id, new.folded);
    END""",
    """CREATE TRIGGER orders_searchable_no_more AFTER DELETE ON orders BEGIN
        INSERT INTO order_search (order_search, rowid, folded) VALUES ('delete', old.id, old.folded);
    END""",
    "CREATE TRIGGER letters_unchanged BEFORE UPDATE ON letters BEGIN SELECT RAISE(ABORT, 'a letter stays'); END",
    "CREATE TRIGGER letters_kept BEFORE DELETE ON letters BEGIN SELECT RAISE(ABORT, 'a letter stays'); END",
    "CREATE TRIGGER voids_unchanged BEFORE UPDATE ON letter_voids BEGIN SELECT RAISE(ABORT, 'a void stays'); END",
    "CREATE TRIGGER voids_kept BEFORE DELETE ON letter_voids BEGIN SELECT RAISE(ABORT, 'a void stays'); END",
    "CREATE TRIGGER bonuses_unchanged BEFORE UPDATE ON bonuses BEGIN SELECT RAISE(ABORT, 'a bonus stays'); END",
    "CREATE TRIGGER bonuses_kept BEFORE DELETE ON bonuses BEGIN SELECT RAISE(ABORT, 'a bonus stays'); END",
    "CREATE TRIGGER ledger_unchanged BEFORE UPDATE ON bonus_ledger BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END",
    "CREATE TRIGGER ledger_kept BEFORE DELETE ON bonus_ledger BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END",
    # REPLACE deletes without asking the triggers above.
    """CREATE TRIGGER letters_not_replaced BEFORE INSERT ON letters
        WHEN EXISTS (SELECT 1 FROM letters WHERE id = new.id OR number = new.number OR operation_id = new.operation_id)
        BEGIN SELECT RAISE(ABORT, 'a letter stays'); END""",
    """CREATE TRIGGER voids_not_replaced BEFORE INSERT ON letter_voids
        WHEN EXISTS (SELECT 1 FROM letter_voids WHERE letter_id = new.letter_id OR operation_id = new.operation_id)
        BEGIN SELECT RAISE(ABORT, 'a void stays'); END""",
    """CREATE TRIGGER bonuses_not_replaced BEFORE INSERT ON bonuses
        WHEN EXISTS (SELECT 1 FROM bonuses WHERE id = new.id OR code = new.code OR letter_id = new.letter_id)
        BEGIN SELECT RAISE(ABORT, 'a bonus stays'); END""",
    """CREATE TRIGGER ledger_not_replaced BEFORE INSERT ON bonus_ledger
        WHEN EXISTS (SELECT 1 FROM bonus_ledger WHERE id = new.id OR operation_id = new.operation_id)
        BEGIN SELECT RAISE(ABORT, 'the ledger stays'); END""",
    """CREATE TRIGGER ledger_in_one_currency BEFORE INSERT ON bonus_ledger
        WHEN new.currency <> (SELECT currency FROM bonuses WHERE id = new.bonus_id)
        BEGIN SELECT RAISE(ABORT, 'another currency than the bonus'); END""",
    """CREATE TRIGGER ledger_not_overspent BEFORE INSERT ON bonus_ledger
        WHEN new.kind <> 'granted' AND new.amount > (
            SELECT total(CASE kind WHEN 'granted' THEN amount ELSE -amount END)
            FROM bonus_ledger WHERE bonus_id = new.bonus_id)
        BEGIN SELECT RAISE(ABORT, 'more than is left on the bonus'); END""",
)
