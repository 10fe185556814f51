CREATE TABLE units (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    common_code TEXT NOT NULL CHECK (common_code <> ''),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE product_groups (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    parent TEXT REFERENCES product_groups (key) CHECK (parent <> key),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX product_groups_by_parent ON product_groups (parent, row);

CREATE TABLE tax_codes (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE products (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    unit TEXT NOT NULL REFERENCES units (key),
    product_group TEXT REFERENCES product_groups (key),
    meter TEXT REFERENCES meters (key),
    tax_code TEXT REFERENCES tax_codes (key),
    state TEXT NOT NULL CHECK (state IN ('active', 'archived')),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX products_by_name ON products (name COLLATE NOCASE, row);
CREATE INDEX products_by_unit ON products (unit, row);
CREATE INDEX products_by_group ON products (product_group, row);
CREATE INDEX products_by_meter ON products (meter, row);
CREATE INDEX products_by_tax_code ON products (tax_code, row);

CREATE TRIGGER meters_version AFTER UPDATE ON meters
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.name, NEW.event_type, NEW.definition, NEW.created_at) IS NOT (OLD.id, OLD.key, OLD.name, OLD.event_type, OLD.definition, OLD.created_at)
BEGIN UPDATE meters SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER units_version AFTER UPDATE ON units
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.name, NEW.common_code) IS NOT (OLD.id, OLD.key, OLD.name, OLD.common_code)
BEGIN UPDATE units SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER product_groups_version AFTER UPDATE ON product_groups
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.name, NEW.parent) IS NOT (OLD.id, OLD.key, OLD.name, OLD.parent)
BEGIN UPDATE product_groups SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER tax_codes_version AFTER UPDATE ON tax_codes
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.name, NEW.category) IS NOT (OLD.id, OLD.key, OLD.name, OLD.category)
BEGIN UPDATE tax_codes SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TRIGGER products_version AFTER UPDATE ON products
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.name, NEW.unit, NEW.product_group, NEW.meter, NEW.tax_code, NEW.state, NEW.created_at) IS NOT (OLD.id, OLD.key, OLD.name, OLD.unit, OLD.product_group, OLD.meter, OLD.tax_code, OLD.state, OLD.created_at)
BEGIN UPDATE products SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE plans (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER plans_version AFTER UPDATE ON plans
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.created_at) IS NOT (OLD.id, OLD.key, OLD.created_at)
BEGIN UPDATE plans SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE plan_versions (
    row INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL REFERENCES plans (row),
    number INTEGER NOT NULL CHECK (number > 0),
    definition TEXT NOT NULL CHECK (substr(definition, 1, 1) = '{'),
    effective_from INTEGER,
    archived_at INTEGER,
    UNIQUE (owner, number),
    CHECK (archived_at IS NULL OR archived_at >= effective_from)
) STRICT;

CREATE TABLE add_ons (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TRIGGER add_ons_version AFTER UPDATE ON add_ons
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.created_at) IS NOT (OLD.id, OLD.key, OLD.created_at)
BEGIN UPDATE add_ons SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE add_on_versions (
    row INTEGER PRIMARY KEY,
    owner INTEGER NOT NULL REFERENCES add_ons (row),
    number INTEGER NOT NULL CHECK (number > 0),
    definition TEXT NOT NULL CHECK (substr(definition, 1, 1) = '{'),
    effective_from INTEGER,
    archived_at INTEGER,
    UNIQUE (owner, number),
    CHECK (archived_at IS NULL OR archived_at >= effective_from)
) STRICT;

CREATE TABLE contracts (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
    key TEXT NOT NULL UNIQUE CHECK (key <> ''),
    account INTEGER NOT NULL REFERENCES accounts (row),
    name TEXT NOT NULL CHECK (name <> ''),
    profile TEXT NOT NULL
        CHECK (profile IN ('daybook', 'openmeter', 'enso', 'togai', 'vayu')),
    currency TEXT NOT NULL REFERENCES currencies (code),
    starts_at INTEGER NOT NULL,
    ends_at INTEGER CHECK (ends_at >= starts_at),
    signed_at INTEGER,
    cancelled_at INTEGER,
    definition TEXT NOT NULL CHECK (substr(definition, 1, 1) = '{'),
    created_at INTEGER NOT NULL,
    note TEXT,
    version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX contracts_by_account ON contracts (account, starts_at, row);
CREATE INDEX contracts_by_start ON contracts (starts_at, row);
CREATE INDEX contracts_by_end ON contracts (ends_at, row);

CREATE TRIGGER contracts_version AFTER UPDATE ON contracts
WHEN NEW.version = OLD.version AND (NEW.id, NEW.key, NEW.account, NEW.name, NEW.profile, NEW.currency, NEW.starts_at, NEW.ends_at, NEW.signed_at, NEW.cancelled_at, NEW.definition, NEW.created_at, NEW.note) IS NOT (OLD.id, OLD.key, OLD.account, OLD.name, OLD.profile, OLD.currency, OLD.starts_at, OLD.ends_at, OLD.signed_at, OLD.cancelled_at, OLD.definition, OLD.created_at, OLD.note)
BEGIN UPDATE contracts SET version = OLD.version + 1 WHERE row = NEW.row; END;

CREATE TABLE contract_plans (
    row INTEGER PRIMARY KEY,
    contract INTEGER NOT NULL REFERENCES contracts (row) ON DELETE CASCADE,
    plan_version INTEGER NOT NULL REFERENCES plan_versions (row),
    UNIQUE (contract, plan_version)
) STRICT;
CREATE INDEX contract_plans_by_version ON contract_plans (plan_version, contract);

CREATE TABLE line_origins (
    line INTEGER PRIMARY KEY REFERENCES lines (row) ON DELETE CASCADE,
    contract INTEGER NOT NULL REFERENCES contracts (row),
    plan INTEGER NOT NULL CHECK (plan >= 0),
    phase TEXT NOT NULL,
    item TEXT NOT NULL,
    item_version INTEGER NOT NULL,
    item_period INTEGER,
    service_from INTEGER NOT NULL,
    service_to INTEGER NOT NULL CHECK (service_to >= service_from),
    tax_behaviour TEXT NOT NULL CHECK (tax_behaviour IN ('exclusive', 'inclusive')),
    cause TEXT NOT NULL,
    discount INTEGER NOT NULL,
    derivation TEXT NOT NULL
) STRICT;
CREATE INDEX line_origins_by_contract ON line_origins (contract, line);

CREATE TABLE settled_items (
    row INTEGER PRIMARY KEY,
    contract INTEGER NOT NULL REFERENCES contracts (row),
    plan INTEGER NOT NULL CHECK (plan >= 0),
    phase TEXT NOT NULL,
    item TEXT NOT NULL,
    item_version INTEGER NOT NULL,
    item_period INTEGER,
    service_from INTEGER NOT NULL,
    service_to INTEGER NOT NULL CHECK (service_to >= service_from),
    product TEXT,
    title TEXT NOT NULL,
    tax_rate TEXT NOT NULL,
    tax_behaviour TEXT NOT NULL CHECK (tax_behaviour IN ('exclusive', 'inclusive')),
    settled_at INTEGER NOT NULL
) STRICT;
CREATE INDEX settled_items_by_contract ON settled_items (contract, row);

CREATE TABLE billing_state (
    row INTEGER PRIMARY KEY CHECK (row = 1),
    last_event INTEGER NOT NULL,
    last_deletion INTEGER NOT NULL
) STRICT;
INSERT INTO billing_state VALUES (1, 0, -62135596800000000);
CREATE INDEX events_by_deletion ON events (deleted_at) WHERE deleted_at IS NOT NULL;
