-- Work done later: the transactional outbox. A finished job is deleted; a dead one stays until an operator decides.
-- handed_at: from then on it cannot be told whether the effect outside (a mail) happened, until that is answered.

CREATE TABLE job (
    id           UUID    NOT NULL PRIMARY KEY,
    kind         TEXT    NOT NULL,
    payload      JSONB   NOT NULL,
    tenant       UUID REFERENCES organisation (tenant) ON DELETE CASCADE,
    run_at       BIGINT  NOT NULL,
    attempts     BIGINT  NOT NULL,
    max_attempts BIGINT  NOT NULL CHECK (max_attempts > 0),
    lease_token  BYTEA  ,
    lease_until  BIGINT ,
    handed_at    BIGINT ,
    dedup_key    TEXT    UNIQUE,
    last_error   TEXT,
    dead_at      BIGINT ,
    created_at   BIGINT  NOT NULL
);
CREATE INDEX job_due ON job (run_at) WHERE dead_at IS NULL;
CREATE INDEX job_tenant ON job (tenant);

-- What comes back regularly, and its last occurrence for which a job was stored.
CREATE TABLE schedule (
    name TEXT    NOT NULL PRIMARY KEY,
    at   BIGINT  NOT NULL
);

-- What may happen only once and has happened, for example the digest of one week.
CREATE TABLE once (
    key TEXT    NOT NULL PRIMARY KEY,
    at  BIGINT  NOT NULL
);
CREATE INDEX once_at ON once (at);

-- How many letters went out, for the operator. Nothing about whom.
CREATE TABLE mail_day (
    day  TEXT    NOT NULL PRIMARY KEY,
    sent BIGINT  NOT NULL
);

-- Kinds of letters an account does not want.
CREATE TABLE letter_stop (
    account    UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL,
    stopped_at BIGINT  NOT NULL,
    PRIMARY KEY (account, kind)
);
