-- People who can sign in, what they are where, their sessions, and invitations. An e-mail address is stored in lower case.

CREATE TABLE account (
    id            UUID    NOT NULL PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    password_hash TEXT,
    created_at    BIGINT  NOT NULL,
    verified_at   BIGINT ,
    disabled_at   BIGINT ,
    revision      BIGINT  NOT NULL CHECK (revision > 0)
);

CREATE TABLE session (
    token_hash       BYTEA   NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account          UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    method           TEXT    NOT NULL,
    agent            TEXT    NOT NULL,
    created_at       BIGINT  NOT NULL,
    authenticated_at BIGINT  NOT NULL,
    seen_at          BIGINT  NOT NULL,
    expires_at       BIGINT  NOT NULL
);
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expiry ON session (expires_at);

-- scope_id is the nil UUID for the installation. No foreign key: it points at a region, area, partner or organisation.
CREATE TABLE membership (
    account    UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role       TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    scope_id   UUID    NOT NULL,
    created_at BIGINT  NOT NULL,
    PRIMARY KEY (account, role, scope, scope_id)
);
CREATE INDEX membership_scope ON membership (scope, scope_id);

CREATE TABLE invitation (
    token_hash  BYTEA   NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    email       TEXT    NOT NULL,
    role        TEXT    NOT NULL,
    scope       TEXT    NOT NULL,
    scope_id    UUID    NOT NULL,
    invited_by  UUID    REFERENCES account (id) ON DELETE SET NULL,
    created_at  BIGINT  NOT NULL,
    expires_at  BIGINT  NOT NULL,
    accepted_at BIGINT 
);
CREATE INDEX invitation_scope ON invitation (scope, scope_id);

ALTER TABLE audit ADD COLUMN account UUID   ;
ALTER TABLE audit ADD COLUMN partner UUID   ;
