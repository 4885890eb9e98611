-- Work done later: the transactional outbox. A finished job is deleted; a dead one stays until an operator decides.
-- handed_at: from then on it cannot be told whether the effect outside (a mail) happened, until that is answered.

CREATE TABLE job (
    id           BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    kind         TEXT    NOT NULL,
    payload      TEXT    NOT NULL CHECK (json_valid(payload)),
    tenant       BLOB             CHECK (length(tenant) = 16) REFERENCES organisation (tenant) ON DELETE CASCADE,
    run_at       INTEGER NOT NULL,
    attempts     INTEGER NOT NULL,
    max_attempts INTEGER NOT NULL CHECK (max_attempts > 0),
    lease_token  BLOB   ,
    lease_until  INTEGER,
    handed_at    INTEGER,
    dedup_key    TEXT    UNIQUE,
    last_error   TEXT,
    dead_at      INTEGER,
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX job_due ON job (run_at) WHERE dead_at IS NULL;
CREATE INDEX job_tenant ON job (tenant);

-- What comes back regularly, and its last occurrence for which a job was stored.
CREATE TABLE schedule (
    name TEXT    NOT NULL PRIMARY KEY,
    at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What may happen only once and has happened, for example the digest of one week.
CREATE TABLE once (
    key TEXT    NOT NULL PRIMARY KEY,
    at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX once_at ON once (at);

-- How many letters went out, for the operator. Nothing about whom.
CREATE TABLE mail_day (
    day  TEXT    NOT NULL PRIMARY KEY,
    sent INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Kinds of letters an account does not want.
CREATE TABLE letter_stop (
    account    BLOB    NOT NULL CHECK (length(account) = 16) REFERENCES account (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    stopped_at INTEGER NOT NULL,
    PRIMARY KEY (account, kind)
) STRICT, WITHOUT ROWID;
