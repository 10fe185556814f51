"""The hand-written tables of sample-data/source/, read and parsed."""

import sys
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from .basics import DIGITS, office_instant

FOLDER = Path(__file__).resolve().parents[3] / "sample-data"

CUSTOMER_COLUMNS = (
    "key name legalName country currency timeZone email taxId lines postalCode city region note"
).split()
VOLUMES = ["ingest", "api-calls", "object-storage", "egress", "sms"]
ACCOUNT_COLUMNS = (
    "key customer name currency zone since from end anchor cadence plan tax terms payer shape "
    "growth ingest api-calls seats object-storage egress sms support discount commitment"
).split()


def table(name, columns):
    """The rows of a hand-written table as dictionaries; cells are trimmed."""
    text = (FOLDER / "source" / name).read_text(encoding="utf-8")
    rows = []
    for line in text.splitlines():
        if line and not line.startswith("#"):
            cells = [cell.strip() for cell in line.split("|")]
            if len(cells) != len(columns):
                sys.exit(f"{name}: {len(columns)} cells expected, {len(cells)} found: {line}")
            rows.append(dict(zip(columns, cells)))
    return rows


@dataclass
class Account:
    """An account with its terms, its habits and what happened to its invoices."""

    key: str
    customer: str
    name: str
    currency: str
    own_zone: str
    zone: str
    since: date
    first_day: date
    last_day: date
    anchor: int
    cadence: int
    plans: list
    tax: str
    terms: int
    payer: str
    shape: str
    growth: Decimal
    volumes: dict
    seats: tuple
    support: str
    discount: str
    commitment: str
    created: datetime
    stories: dict

    def plan_on(self, day):
        """The plan that holds on a day: the last of its schedule that has begun."""
        return [name for name, month in self.plans if month <= day.isoformat()[:7]][-1]

    def acts(self, start, verb):
        """The words after the verb, of each thing that happened to the invoice of that month."""
        words = [act.split() for act, _ in self.stories[start.isoformat()[:7]]]
        return [w[1:] for w in words if w[0] == verb]

    def note(self, start):
        """The first note on the invoice of that month."""
        return next((note for _, note in self.stories[start.isoformat()[:7]] if note), None)

    def has_ended(self, day):
        """Whether the account's last day lies before or on the day."""
        return self.last_day is not None and self.last_day <= day


def account_of(row, zone):
    """A row of the account table, parsed."""
    since = date.fromisoformat(row["since"])
    plans = [entry.partition("@")[::2] for entry in row["plan"].split(",")]
    return Account(
        **{k: row[k] for k in "key customer name currency tax payer shape".split()},
        **{k: row[k] for k in "support discount commitment".split()},
        own_zone=row["zone"],
        zone=row["zone"] or zone,
        since=since,
        first_day=date.fromisoformat(row["from"]),
        last_day=date.fromisoformat(row["end"]) if row["end"] else None,
        anchor=int(row["anchor"]),
        cadence=int(row["cadence"]),
        plans=plans,
        terms=int(row["terms"]),
        growth=Decimal(row["growth"]) / 1000,
        volumes={k: Decimal(row[k]) for k in VOLUMES if row[k]},
        seats=tuple(map(int, row["seats"].split("-"))),
        created=office_instant(since, 9, 17, "account", row["key"]),
        stories=defaultdict(list),
    )


def read_accounts(zones):
    """All accounts by key; the zones are those of their customers."""
    rows = table("accounts.txt", ACCOUNT_COLUMNS)
    accounts = {row["key"]: account_of(row, zones[row["customer"]]) for row in rows}
    for row in table("stories.txt", ["account", "month", "act", "note"]):
        accounts[row["account"]].stories[row["month"]].append((row["act"], row["note"]))
    return accounts


class Prices:
    """List prices by product, variant, currency and day."""

    def __init__(self):
        self.rows = table("prices.txt", ["product", "variant", "from", *DIGITS])

    def on(self, day, product, currency):
        """Each variant's price in force on the day, in the order of the table."""
        found = {}
        for row in self.rows:
            if row["product"] == product and row["from"] <= day.isoformat():
                found[row["variant"]] = Decimal(row[currency])
        return found

    def tiered(self, day, currency, months, quantity):
        """Graduated: each part of the quantity at the price of its own tier."""
        amount, below = Decimal(0), Decimal(0)
        for variant, price in self.on(day, "ingest", currency).items():
            top = quantity if variant == "above" else Decimal(variant.split()[1]) * months
            amount += max(min(quantity, top) - below, Decimal(0)) * price
            below = top
        return amount


PRICES = Prices()


PRICES = Prices()
