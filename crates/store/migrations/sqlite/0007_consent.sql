-- What an organisation lets whom do with its data. A row is given once and taken back at most once; rows are kept, so
-- that an organisation can see what held when. partner is the nil UUID where the purpose names none. brought_in: came
-- with a take-out from elsewhere and opens nothing here.

CREATE TABLE consent (
    tenant     BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id         BLOB    NOT NULL CHECK (length(id) = 16),
    purpose    TEXT    NOT NULL,
    partner    BLOB    NOT NULL CHECK (length(partner) = 16),
    version    TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    given_at   INTEGER NOT NULL,
    given_by   BLOB   ,
    revoked_at INTEGER,
    revoked_by BLOB   ,
    brought_in INTEGER NOT NULL CHECK (brought_in IN (0, 1)),
    PRIMARY KEY (tenant, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX consent_current ON consent (tenant, purpose, partner) WHERE revoked_at IS NULL AND NOT brought_in;
CREATE INDEX consent_partner ON consent (partner, tenant) WHERE revoked_at IS NULL AND NOT brought_in;

-- Who of outside looked at what on which day (of the region). account and partner are ids; names are looked up when the
-- organisation reads the list. partner is the nil UUID for people who came for no partner.
CREATE TABLE look (
    tenant   BLOB    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    day      TEXT    NOT NULL,
    account  BLOB    NOT NULL CHECK (length(account) = 16),
    partner  BLOB    NOT NULL CHECK (length(partner) = 16),
    page     TEXT    NOT NULL,
    first_at INTEGER NOT NULL,
    last_at  INTEGER NOT NULL,
    times    INTEGER NOT NULL CHECK (times > 0),
    PRIMARY KEY (tenant, day, account, partner, page)
) STRICT, WITHOUT ROWID;
