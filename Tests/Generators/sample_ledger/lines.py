"""Usage that looks like usage, and the lines that the price list makes of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from .basics import (
    AS_OF, DIGITS, FIRST_MONTH, between, days_of_month, month_after, months_between, rounded,
)
from .tables import PRICES

# Products whose quantity is metered: decimals kept, the line's unit, and its words.
METERED = {
    "ingest": (3, "GB", "Log and metric ingest, graduated tiers"),
    "api-calls": (0, "1000 calls", "API calls"),
    "seats": (4, "seat-month", "Seats"),
    "object-storage": (6, "GB-month", "Object storage"),
    "egress": (3, "GB", "Egress to the internet"),
    "sms": (0, "message", "Alert messages by SMS"),
}
SERVICES = {
    "onboarding": ("project", "Onboarding by our engineers"),
    "workshop": ("day", "Workshop at the customer's"),
    "handbook": ("copy", "Operations handbook, printed"),
}
# The reduced rate of printed books in the countries that stand behind these standard rates.
BOOK_RATES = {"0.19": "0.07", "0.20": "0.055"}

# Usage of each calendar month in percent of the account's usual month.
SEASONS = {
    "flat": (100, 99, 102, 100, 101, 99, 98, 97, 101, 102, 100, 98),
    "b2b": (98, 100, 103, 102, 101, 100, 94, 90, 101, 104, 103, 86),
    "retail": (92, 84, 90, 92, 96, 94, 92, 95, 100, 108, 148, 162),
    "summer": (62, 66, 74, 92, 112, 138, 168, 164, 118, 90, 70, 72),
    "school": (104, 106, 104, 98, 102, 88, 46, 40, 112, 114, 112, 84),
    "games": (104, 96, 94, 96, 92, 98, 112, 114, 92, 98, 110, 134),
    "media": (102, 98, 100, 101, 100, 104, 92, 88, 104, 106, 108, 102),
    "ski": (168, 172, 140, 92, 60, 54, 62, 64, 66, 74, 96, 152),
    "energy": (132, 128, 116, 98, 84, 76, 74, 76, 86, 102, 118, 130),
}
# The outage of 17 and 18 June 2025 took these two meters in the European region down.
OUTAGE_MONTH, OUTAGE_METERS, OUTAGE_FACTOR = (2025, 6), ("ingest", "api-calls"), Decimal("0.81")


def usage_of_month(account, product, month):
    """What the account uses in a whole calendar month: level, growth, season, chance, events."""
    age = months_between(account.first_day, month)
    level = account.volumes[product] * (1000 if product == "api-calls" else 1)
    level *= (1 + account.growth) ** max(age, 0)
    if product != "object-storage":
        level *= Decimal(SEASONS[account.shape][month.month - 1]) / 100
        level *= 1 + Decimal(between(-80, 80, account.key, product, month)) / 1000
    else:
        level *= 1 + Decimal(between(-15000, 15000, account.key, product, month)) / 1000000
    if account.since >= FIRST_MONTH:
        level *= (Decimal("0.4"), Decimal("0.65"), Decimal("0.85"), Decimal(1))[min(max(age, 0), 3)]
    left = months_between(month, account.last_day) if account.last_day else 9
    level *= {0: Decimal("0.3"), 1: Decimal("0.5"), 2: Decimal("0.8")}.get(left, Decimal(1))
    if (month.year, month.month) == OUTAGE_MONTH and product in OUTAGE_METERS:
        level *= OUTAGE_FACTOR if account.zone.startswith("Europe/") else 1
    return level


def usage(account, product, start, end):
    """The quantity of a period, each day having its share of its calendar month."""
    total, month = Decimal(0), start.replace(day=1)
    while month < end:
        following = month_after(month, 1)
        days = (min(following, end) - max(month, start)).days
        total += usage_of_month(account, product, month) * days / days_of_month(month)
        month = following
    for name, factor in account.acts(start, "scale"):
        total *= Decimal(factor) if name == product else 1
    return rounded(total, METERED[product][0])


def seats_in(account, month):
    """Seats grow from the first to the last figure of the table in 25 months."""
    first, last = account.seats
    return first + (last - first) * min(max(months_between(FIRST_MONTH, month), 0), 24) // 24


def seat_months(account, start, end, months):
    """Seats times months; who joins or leaves within a month counts by days."""
    seats = Decimal(seats_in(account, start))
    days = days_of_month(start)
    if months is None:
        return rounded(seats * (end - start).days / days, 4)
    before = seats_in(account, month_after(start, -1))
    if months == 1 and before != seats and start > account.first_day:
        share = Decimal(between(1, days - 1, account.key, "seats", start)) / days
        return rounded(before + (seats - before) * share, 4)
    return seats * months


@dataclass
class Line:
    kind: str
    product: str
    description: str
    quantity: Decimal
    unit: str
    price: object
    amount: Decimal
    rate: str
    start: date
    end: date


class LineWriter:
    """Writes the lines of one account for one period."""

    def __init__(self, account, start, end, months):
        self.account, self.start, self.end = account, start, end
        self.months = months  # None in a first or last period that is not whole
        self.digits = DIGITS[account.currency]
        self.lines = []

    def add(self, kind, product, description, quantity, unit, price, **other):
        amount = other.get("amount", price * quantity if price is not None else None)
        rate = other.get("rate", self.account.tax)
        start, end = other.get("start", self.start), other.get("end", self.end)
        self.lines.append(Line(kind, product, description, quantity, unit, price,
                               rounded(amount, self.digits), rate, start, end))

    def price(self, product, variant="", day=None):
        return PRICES.on(day or self.start, product, self.account.currency)[variant]

    def sum_of(self, *kinds):
        return sum((line.amount for line in self.lines if line.kind in kinds), Decimal(0))

    def write(self, faults):
        self.platform_fees()
        for product in METERED:
            if product == "seats" or product in self.account.volumes:
                self.metered(product, faults.get(product, 1))
        self.support()
        if self.end <= AS_OF:
            self.minimum()
        self.discounts()
        self.services()
        self.corrections()
        return self.lines

    def platform_fees(self):
        """The first invoice also holds the fee of its own period; each the one of the next."""
        account = self.account
        new = account.since >= FIRST_MONTH
        if self.start == account.first_day and new:
            self.platform_fee(self.start, self.end, whole=self.months is not None)
        following = month_after(self.end, account.cadence, account.anchor)
        if not account.last_day or self.end < account.last_day:
            self.platform_fee(self.end, following, whole=True)

    def platform_fee(self, start, end, whole):
        plan = self.account.plan_on(start)
        fee = self.price("platform", plan, start)
        words = f"Platform fee, {plan.capitalize()} plan"
        if whole:
            quantity, unit = Decimal(self.account.cadence), "month"
        else:
            quantity, unit = Decimal((end - start).days), "day"
            fee = self.daily(fee, start)
        self.add("flat", "platform", words, quantity, unit, fee, start=start, end=end)

    def daily(self, fee, day):
        """A month's fee by the day, to ten places; none of them where fewer are exact."""
        exact = rounded(fee / days_of_month(day), 10)
        short = rounded(exact, self.digits)
        return short if short == exact else exact

    def metered(self, product, fault):
        _, unit, words = METERED[product]
        if product == "seats":
            quantity = seat_months(self.account, self.start, self.end, self.months) * fault
            self.add("usage", product, words, quantity, unit, self.price(product))
            return
        clipped = min(self.end, AS_OF)
        quantity = usage(self.account, product, self.start, clipped) * fault
        if product == "ingest":
            amount = PRICES.tiered(self.start, self.account.currency, self.months or 1, quantity)
            self.add("usage", product, words, quantity, unit, None, amount=amount)
            return
        if product == "api-calls":
            words = f"API calls, {quantity:,} in packages of 1,000"
            quantity = (quantity / 1000).to_integral_value(ROUND_CEILING)
        self.add("usage", product, words, quantity, unit, self.price(product))

    def support(self):
        account = self.account
        if account.support == "flat" and self.months:
            words = "Business-hours support, flat"
            price = self.price("support-flat")
            self.add("flat", "support-flat", words, Decimal(self.months), "month", price)
        elif account.support.endswith("%"):
            percent = account.support[:-1]
            words = f"Premium support, {percent} % of usage"
            base, share = self.sum_of("usage"), Decimal(percent) / 100
            self.add("usage", "support-premium", words, base, account.currency, share)

    def minimum(self):
        if not self.account.commitment or not self.months:
            return
        least = rounded(Decimal(self.account.commitment) * self.months, self.digits)
        missing = least - self.sum_of("usage")
        if missing > 0:
            words = f"Minimum usage of {least:,} {self.account.currency}, what is missing"
            self.add("minimum", "minimum-commitment", words, Decimal(1), "period", missing)

    def discounts(self):
        percent, _, before = self.account.discount.partition("%<")
        words = f"Contract discount, {percent.rstrip('%')} %"
        if self.account.acts(self.start, "pilot"):
            percent, before, words = "100", "", "Pilot, free of charge"
        base = self.sum_of("flat", "usage")
        if percent and base and (not before or self.start.isoformat() < before):
            share = -Decimal(percent.rstrip("%")) / 100
            currency = self.account.currency
            self.add("discount", "contract-discount", words, base, currency, share)

    def services(self):
        for product, quantity in self.account.acts(self.start, "one-off"):
            unit, words = SERVICES[product]
            rate = self.account.tax
            if product == "handbook":
                rate = BOOK_RATES.get(rate, rate)
            price = self.price(product)
            self.add("one_off", product, words, Decimal(quantity), unit, price, rate=rate)

    def corrections(self):
        account = self.account
        for product, quantity in account.acts(self.start, "late"):
            before = month_after(self.start, -account.cadence, account.anchor)
            unit, words = METERED[product][1:]
            words = f"{words}: late usage of {before} to {self.start - timedelta(days=1)}"
            self.add("correction", product, words, Decimal(quantity), unit,
                     self.price(product, day=before), start=before, end=self.start)
        for amount, period in account.acts(self.start, "adjust"):
            start, end = map(date.fromisoformat, period.split(".."))
            self.add("correction", "platform", "Service credit", Decimal(1), "credit",
                     Decimal(amount), start=start, end=end)
        if account.last_day == self.end and self.end.day != account.anchor:
            begun = self.start
            until = month_after(begun, account.cadence, account.anchor)
            daily = self.daily(self.price("platform", account.plan_on(begun)), begun)
            words = "Platform fee, unused days given back"
            self.add("correction", "platform", words, -Decimal((until - self.end).days), "day",
                     daily, start=self.end, end=until)
