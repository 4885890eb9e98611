-- How people prove who they are. No secret stands here as it is: tokens and codes as hashes, the key of a code
-- generator sealed with a key of the installation.

-- What the place is called, as whoever invited saw it. Kept, because the reader of the mail may not look into it yet.
ALTER TABLE invitation ADD COLUMN place_name TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN language TEXT NOT NULL DEFAULT 'de';

-- An organisation that somebody answers for stays longer than a check without account.
ALTER TABLE organisation ADD COLUMN kept_at BIGINT ;

-- Something that can be done once, until it ends: proving an address, a new password, one step of a ceremony.
CREATE TABLE ticket (
    token_hash BYTEA   NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    purpose    TEXT    NOT NULL,
    account    UUID REFERENCES account (id) ON DELETE CASCADE,
    tenant     UUID REFERENCES organisation (tenant) ON DELETE CASCADE,
    document   JSONB   NOT NULL,
    created_at BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);
CREATE INDEX ticket_account ON ticket (account);
CREATE INDEX ticket_tenant ON ticket (tenant);
CREATE INDEX ticket_expiry ON ticket (expires_at);

CREATE TABLE totp (
    account      UUID    NOT NULL PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    sealed       BYTEA   NOT NULL,
    confirmed_at BIGINT ,
    last_step    BIGINT  NOT NULL,
    created_at   BIGINT  NOT NULL
);

CREATE TABLE recovery_code (
    account   UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    code_hash BYTEA   NOT NULL CHECK (length(code_hash) = 32),
    used_at   BIGINT ,
    PRIMARY KEY (account, code_hash)
);

CREATE TABLE passkey (
    credential BYTEA   NOT NULL PRIMARY KEY,
    account    UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name       TEXT    NOT NULL,
    document   JSONB   NOT NULL,
    created_at BIGINT  NOT NULL,
    used_at    BIGINT 
);
CREATE INDEX passkey_account ON passkey (account);

-- Somebody as another service knows them. Never matched by address.
CREATE TABLE identity (
    provider   TEXT    NOT NULL,
    subject    TEXT    NOT NULL,
    account    UUID    NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    email      TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    used_at    BIGINT ,
    PRIMARY KEY (provider, subject)
);
CREATE INDEX identity_account ON identity (account);

-- How often somebody tried: until when the attempts of a bucket count. Buckets are hashes, never addresses.
CREATE TABLE throttle (
    bucket     BYTEA   NOT NULL PRIMARY KEY CHECK (length(bucket) = 32),
    busy_until BIGINT  NOT NULL
);
CREATE INDEX throttle_busy ON throttle (busy_until);
