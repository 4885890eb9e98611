-- The audit trail becomes a chain: content is SHA-256 over salt and line, hash is SHA-256 over the hash before and
-- content. A line whose time is over keeps its hashes only (shredded_by names the line that ordered it), so that the
-- chain holds and what it said is gone. See docs/adr/0012-audit-chain.md.

ALTER TABLE audit ADD COLUMN salt BLOB   ;
ALTER TABLE audit ADD COLUMN content BLOB   ;
ALTER TABLE audit ADD COLUMN hash BLOB   ;
ALTER TABLE audit ADD COLUMN shredded_by INTEGER;
CREATE INDEX audit_age ON audit (at) WHERE shredded_by IS NULL;
CREATE INDEX audit_shredded ON audit (shredded_by) WHERE shredded_by IS NOT NULL;

-- One row: how many lines there are, the last one and its hash. lines is -1 until the lines of before are chained.
CREATE TABLE audit_head (
    id    INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
    lines INTEGER NOT NULL,
    last  INTEGER NOT NULL,
    hash  BLOB    NOT NULL
) STRICT;

-- What was deleted when, under a number that only the receipt carries; nothing about whom.
CREATE TABLE deletion_receipt (
    number_hash BLOB    NOT NULL PRIMARY KEY CHECK (length(number_hash) = 32),
    at          INTEGER NOT NULL,
    counts      TEXT    NOT NULL CHECK (json_valid(counts))
) STRICT, WITHOUT ROWID;
CREATE INDEX deletion_receipt_at ON deletion_receipt (at);

-- Parts of a take-out from elsewhere that cannot live here (people, consents, requests, the log): kept as they came, so
-- that they can be read and taken out again.
CREATE TABLE brought_in (
    tenant   BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    noun     TEXT    NOT NULL,
    position INTEGER NOT NULL,
    document TEXT    NOT NULL CHECK (json_valid(document)),
    PRIMARY KEY (tenant, noun, position)
) STRICT, WITHOUT ROWID;

INSERT INTO audit_head (id, lines, last, hash) VALUES (1, -1, 0, zeroblob(32));
