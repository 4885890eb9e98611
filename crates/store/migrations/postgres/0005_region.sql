-- The region, its areas and partners, and where an organisation belongs. What the public may read is in the documents.

CREATE TABLE region (
    id         UUID    NOT NULL PRIMARY KEY,
    slug       TEXT    NOT NULL UNIQUE,
    document   JSONB   NOT NULL,
    created_at BIGINT  NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0)
);

CREATE TABLE area (
    id         UUID    NOT NULL PRIMARY KEY,
    region     UUID    NOT NULL REFERENCES region (id) ON DELETE CASCADE,
    slug       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    document   JSONB   NOT NULL,
    created_at BIGINT  NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0)
);
CREATE INDEX area_region ON area (region, name, id);

CREATE TABLE partner (
    id         UUID    NOT NULL PRIMARY KEY,
    region     UUID    NOT NULL REFERENCES region (id) ON DELETE CASCADE,
    slug       TEXT    NOT NULL UNIQUE,
    name       TEXT    NOT NULL,
    listed     BOOLEAN NOT NULL,
    document   JSONB   NOT NULL,
    created_at BIGINT  NOT NULL,
    revision   BIGINT  NOT NULL CHECK (revision > 0)
);
CREATE INDEX partner_region ON partner (region, name, id);
CREATE INDEX partner_listed ON partner (listed, name, id);

-- Which area an organisation belongs to; it says so itself.
ALTER TABLE organisation ADD COLUMN area UUID    REFERENCES area (id) ON DELETE SET NULL;
CREATE INDEX organisation_area ON organisation (area);
