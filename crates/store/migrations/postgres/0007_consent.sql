-- What an organisation lets whom do with its data. A row is given once and taken back at most once; rows are kept, so
-- that an organisation can see what held when. partner is the nil UUID where the purpose names none. brought_in: came
-- with a take-out from elsewhere and opens nothing here.

CREATE TABLE consent (
    tenant     UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    id         UUID    NOT NULL,
    purpose    TEXT    NOT NULL,
    partner    UUID    NOT NULL,
    version    TEXT    NOT NULL,
    digest     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    given_at   BIGINT  NOT NULL,
    given_by   UUID   ,
    revoked_at BIGINT ,
    revoked_by UUID   ,
    brought_in BOOLEAN NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE UNIQUE INDEX consent_current ON consent (tenant, purpose, partner) WHERE revoked_at IS NULL AND NOT brought_in;
CREATE INDEX consent_partner ON consent (partner, tenant) WHERE revoked_at IS NULL AND NOT brought_in;

-- Who of outside looked at what on which day (of the region). account and partner are ids; names are looked up when the
-- organisation reads the list. partner is the nil UUID for people who came for no partner.
CREATE TABLE look (
    tenant   UUID    NOT NULL REFERENCES organisation (tenant) ON DELETE CASCADE,
    day      TEXT    NOT NULL,
    account  UUID    NOT NULL,
    partner  UUID    NOT NULL,
    page     TEXT    NOT NULL,
    first_at BIGINT  NOT NULL,
    last_at  BIGINT  NOT NULL,
    times    BIGINT  NOT NULL CHECK (times > 0),
    PRIMARY KEY (tenant, day, account, partner, page)
);
