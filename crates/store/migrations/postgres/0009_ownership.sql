-- The audit trail becomes a chain: content is SHA-256 over salt and line, hash is SHA-256 over the hash before and
-- content. A line whose time is over keeps its hashes only (shredded_by names the line that ordered it), so that the
-- chain holds and what it said is gone. See docs/adr/0012-audit-chain.md.

ALTER TABLE audit ADD COLUMN salt BYTEA  ;
ALTER TABLE audit ADD COLUMN content BYTEA  ;
ALTER TABLE audit ADD COLUMN hash BYTEA  ;
ALTER TABLE audit ADD COLUMN shredded_by BIGINT ;
CREATE INDEX audit_age ON audit (at) WHERE shredded_by IS NULL;
CREATE INDEX audit_shredded ON audit (shredded_by) WHERE shredded_by IS NOT NULL;

-- One row: how many lines there are, the last one and its hash. lines is -1 until the lines of before are chained.
CREATE TABLE audit_head (
    id    BIGINT  NOT NULL PRIMARY KEY CHECK (id = 1),
    lines BIGINT  NOT NULL,
    last  BIGINT  NOT NULL,
    hash  BYTEA   NOT NULL
);

-- What was deleted when, under a number that only the receipt carries; nothing about whom.
CREATE TABLE deletion_receipt (
    number_hash BYTEA   NOT NULL PRIMARY KEY CHECK (length(number_hash) = 32),
    at          BIGINT  NOT NULL,
    counts      JSONB   NOT NULL
);
CREATE INDEX deletion_receipt_at ON deletion_receipt (at);

-- Parts of a take-out from elsewhere that cannot live here (people, consents, requests, the log): kept as they came, so
-- that they can be read and taken out again.
CREATE TABLE brought_in (
    tenant   UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    noun     TEXT    NOT NULL,
    position BIGINT  NOT NULL,
    document JSONB   NOT NULL,
    PRIMARY KEY (tenant, noun, position)
);

INSERT INTO audit_head (id, lines, last, hash) VALUES (1, -1, 0, decode(repeat('00', 32), 'hex'));
-- The chain numbers its lines itself.
ALTER TABLE audit ALTER COLUMN id DROP IDENTITY;
