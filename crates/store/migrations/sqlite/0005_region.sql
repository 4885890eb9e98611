-- The region, its areas and partners, and where an organisation belongs. What the public may read is in the documents.

CREATE TABLE region (
    id         BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    slug       TEXT    NOT NULL UNIQUE,
    document   TEXT    NOT NULL CHECK (json_valid(document)),
    created_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0)
) STRICT;

CREATE TABLE area (
    id         BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    region     BLOB    NOT NULL CHECK (length(region) = 16) REFERENCES region (id) ON DELETE CASCADE,
    slug       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    document   TEXT    NOT NULL CHECK (json_valid(document)),
    created_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0)
) STRICT;
CREATE INDEX area_region ON area (region, name, id);

CREATE TABLE partner (
    id         BLOB    NOT NULL CHECK (length(id) = 16) PRIMARY KEY,
    region     BLOB    NOT NULL CHECK (length(region) = 16) REFERENCES region (id) ON DELETE CASCADE,
    slug       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    listed     INTEGER NOT NULL CHECK (listed IN (0, 1)),
    document   TEXT    NOT NULL CHECK (json_valid(document)),
    created_at INTEGER NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0)
) STRICT;
CREATE INDEX partner_region ON partner (region, name, id);
CREATE INDEX partner_listed ON partner (listed, name, id);

-- Which area an organisation belongs to; it says so itself.
ALTER TABLE organisation ADD COLUMN area BLOB    REFERENCES area (id) ON DELETE SET NULL;
CREATE INDEX organisation_area ON organisation (area);
