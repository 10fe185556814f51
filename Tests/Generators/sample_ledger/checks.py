"""Reads the finished files as text and says what in them does not hold.

Nothing here knows how the files were made: sums, states, periods and numbers are judged from the
columns alone. Only the amounts of tiers need the price list, which comes in as a function.
"""

import csv
import io
import json
import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

DIGITS = {"EUR": 2, "USD": 2, "GBP": 2, "JPY": 0, "BHD": 3, "CLF": 4}
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CLOSED = {"issued", "partially_paid", "paid", "uncollectible", "void"}
OPEN = {"issued", "partially_paid"}
MOST_BYTES = 2_500_000
# How many invoices of each state make a believable ledger, at least and at most.
BELIEVABLE = {
    "all": (1200, 1500), "gathering": (40, 60), "draft": (10, 20), "approved": (4, 12),
    "void": (3, 8), "uncollectible": (2, 4), "open": (25, 45), "overdue": (8, 15),
    "paid": (1000, 1400),
}


class Books:
    """The files, parsed, and the list of what was found wrong."""

    def __init__(self, files, as_of):
        self.files, self.as_of, self.problems = files, as_of, []
        self.organisation = json.loads(files["organisation.json"])
        self.customers = self.json_lines("customers.jsonl")
        self.invoices = self.json_lines("invoices.jsonl")
        self.accounts = self.rows("accounts.csv")
        self.aliases = self.rows("aliases.csv")
        self.products = self.rows("products.csv")
        self.lines = defaultdict(list)
        for row in self.rows("invoice-lines.csv"):
            self.lines[row["invoice"]].append(row)
        self.account = {row["key"]: row for row in self.accounts}

    def json_lines(self, name):
        return [json.loads(line) for line in self.files[name].split("\n")[:-1]]

    def rows(self, name):
        return list(csv.DictReader(io.StringIO(self.files[name], newline="")))

    def expect(self, holds, *about):
        if not holds:
            self.problems.append(" ".join(map(str, about)))


def rounded(value, digits):
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def day_in(text, zone):
    return instant(text).astimezone(ZoneInfo(zone)).date().isoformat()


def check(files, as_of, tiered):
    """The problems of the files, and a report with their counts."""
    books = Books(files, as_of)
    check_texts(books)
    check_identities(books)
    check_aliases(books)
    for invoice in books.invoices:
        check_lines(books, invoice, tiered)
        check_sums(books, invoice)
        check_state(books, invoice)
        check_times(books, invoice)
    check_numbers(books)
    check_periods(books)
    counts = counted(books)
    for name, (least, most) in BELIEVABLE.items():
        books.expect(least <= counts[name] <= most, name, counts[name], "invoices, not believable")
    return books.problems, report(books, counts)


def check_texts(books):
    size = sum(len(text.encode()) for text in books.files.values())
    books.expect(size <= MOST_BYTES, size, "bytes are too many")
    for name, text in books.files.items():
        books.expect(text.endswith("\n"), name, "ends within a line")
        books.expect(text == unicodedata.normalize("NFC", text), name, "is not in form NFC")
        for sign in set(text) - {"\n"}:
            wrong = unicodedata.category(sign) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
            books.expect(not wrong, name, f"holds U+{ord(sign):04X}")


def check_identities(books):
    records = [books.organisation, *books.customers, *books.accounts, *books.invoices]
    seen = Counter(record["id"] for record in records)
    for record in records:
        identifier = record["id"]
        books.expect(seen[identifier] == 1, identifier, "occurs twice")
        well_formed = re.fullmatch(f"[0-7][{CROCKFORD}]{{25}}", identifier)
        books.expect(well_formed, identifier, "is no ULID")
        if "createdAt" in record:
            milliseconds = 0
            for sign in identifier[:10]:
                milliseconds = milliseconds * 32 + CROCKFORD.index(sign)
            same = milliseconds == int(instant(record["createdAt"]).timestamp()) * 1000
            books.expect(same, identifier, "does not hold its time of creation")
    customers = {customer["key"]: customer for customer in books.customers}
    for group in (books.customers, books.accounts, books.products, [books.organisation]):
        keys = [record["key"] for record in group]
        books.expect(len(keys) == len(set(keys)), "keys occur twice")
        for key in keys:
            books.expect(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key), key, "is no slug")
    for account in books.accounts:
        customer = customers.get(account["customer"])
        books.expect(customer, account["key"], "has no customer")
        books.expect(account["currency"] in DIGITS, account["key"], "has no known currency")
        if customer:
            later = account["createdAt"] >= customer["createdAt"]
            books.expect(later, account["key"], "is older than its customer")
    for customer in books.customers:
        states = {a["state"] for a in books.accounts if a["customer"] == customer["key"]}
        books.expect(states, customer["key"], "has no account")
        right = ("active" in states) == (customer["state"] == "active")
        books.expect(right, customer["key"], "has the wrong state")
        books.expect(customer["email"].endswith(".example"), customer["key"], "has a real domain")
    known = {invoice["id"] for invoice in books.invoices}
    books.expect(set(books.lines) == known, "lines and invoices do not fit together")


def check_aliases(books):
    spans = defaultdict(list)
    for row in books.aliases:
        books.expect(row["account"] in books.account, row["alias"], "has no account")
        spans[row["alias"]].append((row["validFrom"], row["validTo"] or "9999"))
    for alias, periods in spans.items():
        periods.sort()
        books.expect(all(start < end for start, end in periods), alias, "ends before it begins")
        for (_, end), (start, _) in zip(periods, periods[1:]):
            books.expect(end <= start, alias, "names two accounts at one time")


def check_lines(books, invoice, tiered):
    lines, digits = books.lines[invoice["id"]], DIGITS[invoice["currency"]]
    label = invoice["number"] or invoice["id"]
    products = {row["key"] for row in books.products}
    places = [line["position"] for line in lines]
    books.expect(places == [str(n + 1) for n in range(len(lines))], label, "has odd positions")
    for line in lines:
        where = f"{label} line {line['position']}"
        books.expect(line["product"] in products, where, "has no product")
        books.expect(line["periodFrom"] < line["periodTo"], where, "has an empty period")
        books.expect(exact(line["amount"], digits), where, "has wrong digits")
        amount, quantity = Decimal(line["amount"]), Decimal(line["quantity"])
        if line["unitPrice"]:
            value = quantity * Decimal(line["unitPrice"])
        else:
            start = date.fromisoformat(line["periodFrom"])
            months = whole_months(start, date.fromisoformat(line["periodTo"]))
            value = tiered(start, invoice["currency"], months, quantity)
        books.expect(amount == rounded(value, digits), where, "is not quantity times price")


def whole_months(start, end):
    """Months of a period, at least one; a part of a month counts its tiers as a whole one."""
    return max(1, (end.year - start.year) * 12 + end.month - start.month)


def exact(text, digits):
    return re.fullmatch(r"-?(0|[1-9]\d*)" + (rf"\.\d{{{digits}}}" if digits else ""), text) \
        and not re.fullmatch(r"-[0.]+", text)


def check_sums(books, invoice):
    lines, digits = books.lines[invoice["id"]], DIGITS[invoice["currency"]]
    label = invoice["number"] or invoice["id"]
    for name in ("net", "tax", "total", "paid", "credited"):
        books.expect(exact(invoice[name], digits), label, name, "has wrong digits")
    groups = defaultdict(Decimal)
    for line in lines:
        groups[line["taxRate"]] += Decimal(line["amount"])
    tax = sum(rounded(base * Decimal(rate), digits) for rate, base in groups.items())
    net, total = Decimal(invoice["net"]), Decimal(invoice["total"])
    books.expect(sum(groups.values()) == net, label, "net is not the sum of its lines")
    books.expect(tax == Decimal(invoice["tax"]), label, "tax is not that of its groups")
    books.expect(total == net + Decimal(invoice["tax"]), label, "total is not net and tax")
    account = books.account.get(invoice["account"])
    right = account and account["currency"] == invoice["currency"]
    books.expect(right, label, "has not its account's currency")


def check_state(books, invoice):
    state, label = invoice["state"], invoice["number"] or invoice["id"]
    total = Decimal(invoice["total"])
    settled = Decimal(invoice["paid"]) + Decimal(invoice["credited"])
    closed = state in CLOSED
    for name in ("number", "issuedOn", "dueOn", "issuedAt"):
        books.expect((invoice[name] is not None) == closed, label, state, "and", name)
    approved = closed or state == "approved"
    books.expect((invoice["approvedAt"] is not None) == approved, label, state, "and approvedAt")
    books.expect((invoice["paidAt"] is not None) == (state == "paid"), label, "paidAt")
    books.expect((invoice["voidedAt"] is not None) == (state == "void"), label, "voidedAt")
    fits = {
        "paid": settled >= total,
        "partially_paid": 0 < settled < total,
        "issued": settled == 0 < total,
    }
    books.expect(fits.get(state, settled == 0), label, state, "with", settled, "of", total)
    running = invoice["periodTo"] > books.as_of.isoformat()
    books.expect(running == (state == "gathering"), label, "is gathering at the wrong time")
    if invoice["dueOn"] and invoice["issuedOn"]:
        days = date.fromisoformat(invoice["dueOn"]) - date.fromisoformat(invoice["issuedOn"])
        books.expect(days.days in (14, 30, 60), label, "has odd terms")


def check_times(books, invoice):
    label = invoice["number"] or invoice["id"]
    names = ("createdAt", "approvedAt", "issuedAt", "paidAt")
    times = [invoice[name] for name in names if invoice[name]]
    times += [invoice["voidedAt"]] if invoice["voidedAt"] else []
    books.expect(times == sorted(times), label, "has acts in the wrong order")
    books.expect(times[-1][:10] <= books.as_of.isoformat(), label, "knows the future")
    account = books.account[invoice["account"]]
    books.expect(invoice["createdAt"] >= account["createdAt"], label, "is older than its account")
    if invoice["issuedAt"]:
        on = day_in(invoice["issuedAt"], books.organisation["timeZone"])
        books.expect(on == invoice["issuedOn"], label, "was issued on another day")


def check_numbers(books):
    issued = sorted((i for i in books.invoices if i["issuedAt"]), key=lambda i: i["issuedAt"])
    series = Counter()
    for invoice in issued:
        year = invoice["issuedOn"][:4]
        series[year] += 1
        due = f"{books.organisation['invoicePrefix']}{year}-{series[year]:04}"
        books.expect(invoice["number"] == due, invoice["number"], "should be", due)


def check_periods(books):
    for account in books.accounts:
        own = [i for i in books.invoices if i["account"] == account["key"]]
        own = sorted((i for i in own if i["state"] != "void"), key=lambda i: i["periodFrom"])
        for earlier, later in zip(own, own[1:]):
            tiles = earlier["periodTo"] == later["periodFrom"]
            books.expect(tiles, account["key"], "has a gap before", later["periodFrom"])
        running = [i for i in own if i["state"] == "gathering"]
        right = len(running) == (1 if account["state"] == "active" else 0)
        books.expect(right, account["key"], "has", len(running), "invoices that gather")


def counted(books):
    counts = Counter(invoice["state"] for invoice in books.invoices)
    counts["all"] = len(books.invoices)
    today = books.as_of.isoformat()
    open_ones = [invoice for invoice in books.invoices if invoice["state"] in OPEN]
    counts["open"] = len(open_ones)
    counts["overdue"] = sum((invoice["dueOn"] or today) < today for invoice in open_ones)
    return counts


def report(books, counts):
    """What lies in the files, in a few lines."""
    lines = [line for rows in books.lines.values() for line in rows]
    ties = [line for line in lines if line["unitPrice"] and is_tie(books, line)]
    zero = sum(Decimal(i["total"]) == 0 for i in books.invoices)
    below = sum(Decimal(i["total"]) < 0 for i in books.invoices)
    money = defaultdict(Decimal)
    for invoice in books.invoices:
        if invoice["state"] in CLOSED - {"void"}:
            money[invoice["currency"]] += Decimal(invoice["net"])
    each = Counter(invoice["currency"] for invoice in books.invoices)
    rows = [
        f"customers {len(books.customers)}  accounts {len(books.accounts)}  "
        f"aliases {len(books.aliases)}  products {len(books.products)}",
        f"invoices {len(books.invoices)}  lines {len(lines)}  zero {zero}  below zero {below}  "
        f"lines that round at exactly a half {len(ties)}",
        "states " + "  ".join(f"{name} {counts[name]}" for name in sorted(counts)),
        "kinds " + "  ".join(f"{k} {n}" for k, n in Counter(x["kind"] for x in lines).items()),
        "net issued " + "  ".join(f"{c} {money[c]:,} ({each[c]})" for c in DIGITS),
        f"bytes {sum(len(text.encode()) for text in books.files.values()):,}",
    ]
    return "\n".join(rows)


def is_tie(books, line):
    """Whether the line's value lies exactly between two amounts, where rounding rules differ."""
    digits = len(line["amount"].partition(".")[2])
    value = Decimal(line["quantity"]) * Decimal(line["unitPrice"])
    return abs(value - Decimal(line["amount"])) * 2 == Decimal(1).scaleb(-digits)
