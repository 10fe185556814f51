"""From a period to a document: states, numbers, credit notes and payments."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from .basics import (
    AS_OF, BERLIN, DIGITS, NOW, between, month_after, office_instant, rounded, start_of_day,
    workday,
)
from .lines import LineWriter
from .tables import Account

# Days between due date (for "prompt": date of issue) and payment, at least and at most.
HABITS = {"prompt": (3, 10), "due": (-4, 0), "late": (5, 19), "slow": (18, 44)}


@dataclass
class Invoice:
    account: Account
    start: date
    end: date
    lines: list
    created: datetime
    state: str = "gathering"
    approved: datetime = None
    issued: datetime = None
    paid_at: datetime = None
    voided: datetime = None
    number: str = None
    due: date = None
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    credited: Decimal = Decimal(0)
    note: str = None
    other: object = None

    def __post_init__(self):
        digits = DIGITS[self.account.currency]
        groups = defaultdict(Decimal)
        for line in self.lines:
            groups[line.rate] += line.amount
        self.net = rounded(sum(groups.values()), digits)
        taxes = (rounded(base * Decimal(rate), digits) for rate, base in groups.items())
        self.tax = rounded(sum(taxes, Decimal(0)), digits)

    @property
    def total(self):
        return self.net + self.tax

    def share(self, fraction):
        return rounded(self.total * Decimal(fraction), DIGITS[self.account.currency])


def periods(account):
    """The account's half-open periods, up to the one that holds the as-of date."""
    start = account.first_day
    while start <= AS_OF and (not account.last_day or start < account.last_day):
        end, months = month_after(start, account.cadence, account.anchor), account.cadence
        if start != month_after(start, 0, account.anchor):
            end, months = month_after(start, 1, account.anchor), None
        if account.last_day and end > account.last_day:
            end, months = account.last_day, None
        yield start, end, months
        start = end


def invoices_of(account):
    for start, end, months in periods(account):
        faults = {w[1]: int(w[2]) for w in account.acts(start, "void")}
        lines = LineWriter(account, start, end, months).write(faults)
        minutes = timedelta(seconds=between(120, 540, account.key, "run", start))
        created = max(start_of_day(start, account.zone), account.created) + minutes
        invoice = Invoice(account, start, end, lines, created, note=account.note(start))
        close(invoice)
        yield invoice
        if faults:
            yield issued_again(invoice, LineWriter(account, start, end, months).write({}))


def close(invoice):
    """Draft, approved and issued on working days after the period's end."""
    account, key = invoice.account, (invoice.account.key, invoice.start)
    if invoice.end > AS_OF:
        return
    holds = [words[0] for words in account.acts(invoice.start, "hold")]
    slower = 0 if account.anchor in (1, 31) else 2
    wait = slower + (0 if holds else between(0, 2, *key, "wait"))
    approval_day = workday(invoice.end + timedelta(days=1), wait)
    approved = office_instant(approval_day, 8, 14, *key, "approved")
    if approved > NOW or "draft" in holds:
        invoice.state = "draft"
        return
    invoice.state, invoice.approved = "approved", approved
    issued = approved + timedelta(seconds=between(900, 9000, *key, "issued"))
    if between(1, 10, *key, "overnight") <= 3:
        next_day = workday(approval_day + timedelta(days=1))
        issued = office_instant(next_day, 9, 12, *key, "issued")
    if issued <= NOW and "approved" not in holds:
        issue(invoice, issued)


def issue(invoice, instant):
    account = invoice.account
    invoice.state, invoice.issued = "issued", instant
    issued_on = instant.astimezone(BERLIN).date()
    invoice.due = issued_on + timedelta(days=account.terms)
    voids = account.acts(invoice.start, "void")
    if voids and not invoice.other:
        day = workday(issued_on + timedelta(days=int(voids[0][0])))
        invoice.voided = office_instant(day, 9, 12, account.key, "void", day)
        invoice.state = "void"
    else:
        settle(invoice, issued_on)


def issued_again(wrong, lines):
    """The invoice that takes the place of a void one, on the same day."""
    account = wrong.account
    created = wrong.voided + timedelta(minutes=6)
    again = Invoice(account, wrong.start, wrong.end, lines, created, other=wrong)
    again.approved = created + timedelta(minutes=48)
    again.note = "Replaces {other}."
    wrong.other, wrong.note = again, f"{wrong.note} Replaced by {{other}}."
    issue(again, created + timedelta(minutes=77))
    return again


def payment_day(invoice, issued_on):
    """When the money comes, by the account's habit or the invoice's own story."""
    account = invoice.account
    if invoice.total == 0:
        return None
    for (days,) in account.acts(invoice.start, "pay"):
        return workday(invoice.due + timedelta(days=int(days)))
    for _, days in account.acts(invoice.start, "part"):
        return workday(invoice.due + timedelta(days=int(days)))
    if account.payer == "never" or account.acts(invoice.start, "unpaid"):
        return None
    delay = between(*HABITS[account.payer], account.key, invoice.start, "pays")
    origin = issued_on if account.payer == "prompt" else invoice.due
    return workday(origin + timedelta(days=delay))


def settle(invoice, issued_on):
    """Credit notes, payments and write-offs, as far as they have happened."""
    account, start = invoice.account, invoice.start
    key = (account.key, start)
    paid_on, last = payment_day(invoice, issued_on), invoice.issued
    for fraction, days in account.acts(start, "credit"):
        credited_on = workday(issued_on + timedelta(days=int(days)))
        last = office_instant(credited_on, 9, 16, *key, "credit")
        invoice.credited = invoice.share(fraction)
        paid_on = paid_on and max(paid_on, workday(credited_on + timedelta(days=1)))
    rest = invoice.total - invoice.credited
    if paid_on and rest > 0:
        instant = office_instant(paid_on, 7, 17, *key, "paid")
        if instant <= NOW:
            last, invoice.paid = instant, rest
            for fraction, _ in account.acts(start, "part"):
                invoice.paid = invoice.share(fraction)
            for (amount,) in account.acts(start, "over"):
                invoice.paid += Decimal(amount)
    settled = invoice.paid + invoice.credited
    if settled >= invoice.total:
        invoice.state, invoice.paid_at = "paid", last
    elif settled > 0:
        invoice.state = "partially_paid"
    if account.acts(start, "write-off"):
        invoice.state = "uncollectible"


def number(invoices, prefix):
    """One series for each year of issue, in the order of issue."""
    series, last = defaultdict(int), NOW - timedelta(days=9999)
    issued = [invoice for invoice in invoices if invoice.issued]
    for invoice in sorted(issued, key=lambda i: (i.issued, i.account.key)):
        invoice.issued = last = max(invoice.issued, last + timedelta(seconds=1))
        year = invoice.issued.astimezone(BERLIN).year
        series[year] += 1
        invoice.number = f"{prefix}{year}-{series[year]:04}"
