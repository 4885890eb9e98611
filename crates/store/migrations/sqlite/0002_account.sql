-- People who can sign in, what they are where, their sessions, and invitations. An e-mail address is stored in lower case.

CREATE TABLE account (
    id            BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    email         TEXT    NOT NULL UNIQUE,
    name          TEXT    NOT NULL,
    language      TEXT    NOT NULL,
    password_hash TEXT,
    created_at    INTEGER NOT NULL,
    verified_at   INTEGER,
    disabled_at   INTEGER,
    revision      INTEGER NOT NULL CHECK (revision > 0)
) STRICT;

CREATE TABLE session (
    token_hash       BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    account          BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    method           TEXT    NOT NULL,
    agent            TEXT    NOT NULL,
    created_at       INTEGER NOT NULL,
    authenticated_at INTEGER NOT NULL,
    seen_at          INTEGER NOT NULL,
    expires_at       INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
CREATE INDEX session_expiry ON session (expires_at);

-- scope_id is the nil UUID for the installation. No foreign key: it points at a region, area, partner or organisation.
CREATE TABLE membership (
    account    BLOB    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    role       TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    scope_id   BLOB    NOT NULL CHECK (length(scope_id) = 16),
    created_at INTEGER NOT NULL,
    PRIMARY KEY (account, role, scope, scope_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX membership_scope ON membership (scope, scope_id);

CREATE TABLE invitation (
    token_hash  BLOB    NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    email       TEXT    NOT NULL,
    role        TEXT    NOT NULL,
    scope       TEXT    NOT NULL,
    scope_id    BLOB    NOT NULL CHECK (length(scope_id) = 16),
    invited_by  BLOB    REFERENCES account (id) ON DELETE SET NULL,
    created_at  INTEGER NOT NULL,
    expires_at  INTEGER NOT NULL,
    accepted_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX invitation_scope ON invitation (scope, scope_id);

ALTER TABLE audit ADD COLUMN account BLOB   ;
ALTER TABLE audit ADD COLUMN partner BLOB   ;
