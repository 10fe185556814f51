#!/usr/bin/env python3
"""Makes the ledger of sample-data/: two years of a small observability company.

What a person thought up (names, prices, what happened to single invoices) stands in the tables of
sample-data/source/; what a billing system computes from it (usage, lines, sums, numbers, ids) is
computed here. No clock and no random state: every drawn value is a hash of what it is drawn for,
so the same tables give the same bytes, and a new account leaves all the others as they were.

    python3 Tests/Generators/sample_data.py           makes the files anew, if they pass the check
    python3 Tests/Generators/sample_data.py --check   checks the files as they lie there
"""

import csv
import io
import json
import sys
from datetime import date, timedelta
from decimal import Decimal

sys.dont_write_bytecode = True  # A cache beside the sources would show up as an untracked file.

from sample_ledger.basics import AS_OF, BERLIN, DIGITS, draw, office_instant, plain, rounded
from sample_ledger.basics import stamp, ulid
from sample_ledger.checks import check
from sample_ledger.invoices import invoices_of, number
from sample_ledger.tables import CUSTOMER_COLUMNS, FOLDER, PRICES, read_accounts, table

PRODUCTS = """\
key|name|unit|group|description
platform|Platform fee|month|platform|Plans Starter, Growth, Scale and Enterprise, in advance
seats|Seats|seat-month|platform|People who may sign in; a new seat counts from its first day
ingest|Ingest|GB|usage|Logs, metrics and traces taken in; graduated tiers, 50 GB a month included
api-calls|API calls|1000 calls|usage|Query and export calls, in started packages of 1,000
object-storage|Object storage|GB-month|usage|Retained data, average over the month
egress|Egress|GB|usage|Data sent out of the region
sms|SMS notifications|message|usage|Alert messages sent by SMS, all networks
support-premium|Premium support|currency|support|At all hours, one hour to answer; a share of usage
support-flat|Business-hours support|month|support|Eight to six, Monday to Friday; flat
onboarding|Onboarding|project|services|First set-up by our engineers, once
workshop|Workshop|day|services|At the customer's or remote, in half days
handbook|Operations handbook|copy|services|The printed runbook, 412 pages, "brick" for short
minimum-commitment|Minimum commitment|period|adjustments|What is missing to the agreed usage
contract-discount|Contract discount|currency|adjustments|Agreed share off fees and usage
"""

ORGANISATION = {
    "key": "harbourline",
    "legalName": "Harbourline Cloud GmbH",
    "tradingName": "Harbourline",
    "address": {
        "lines": ["Am Pegelturm 6", "Speicher K, 4. Boden"],
        "postalCode": "20457",
        "city": "Hamburg",
        "region": None,
        "country": "DE",
    },
    "taxIds": ["DE000200457", "00/000/20457"],
    "currency": "EUR",
    "timeZone": "Europe/Berlin",
    "email": "billing@harbourline.example",
    "invoicePrefix": "INV-",
}


def json_line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"


def csv_text(header, rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(["" if cell is None else cell for cell in row] for row in rows)
    return out.getvalue()


def customer_record(row, accounts):
    own = [account for account in accounts if account.customer == row["key"]]
    created = min(account.created for account in own) - timedelta(minutes=11)
    active = not all(account.has_ended(AS_OF) for account in own)
    return {
        "id": ulid(created, "customer", row["key"]),
        **{k: row[k] for k in "key name legalName country currency timeZone email".split()},
        "taxId": row["taxId"] or None,
        "address": {
            "lines": [part.strip() for part in row["lines"].split(" / ")],
            **{k: row[k] or None for k in ("postalCode", "city", "region")},
            "country": row["country"],
        },
        "createdAt": stamp(created),
        "note": row["note"] or None,
        "state": "active" if active else "archived",
    }


def account_row(account):
    state = "archived" if account.has_ended(AS_OF) else "active"
    identifier = ulid(account.created, "account", account.key)
    return [identifier, account.key, account.customer, account.name, account.currency,
            account.own_zone, stamp(account.created), state]


def alias_rows(accounts, emails):
    """A tenant id and a collector host for each account, then the names written by hand."""
    rows = []
    for account in accounts.values():
        suffix = account.key[len(account.customer):]
        host = f"collector{suffix}.{emails[account.customer].split('@')[1]}"
        tenant = f"tnt_{draw(account.key, 'tenant'):016x}"[:14]
        rows += [[account.key, name, str(account.since), str(account.last_day or "")]
                 for name in (tenant, host)]
    for row in table("aliases.txt", ["account", "alias", "from", "to"]):
        since = row["from"] or str(accounts[row["account"]].since)
        rows.append([row["account"], row["alias"], since, row["to"]])
    return sorted(rows)


def invoice_record(invoice, identifier):
    issued_on = invoice.issued and invoice.issued.astimezone(BERLIN).date().isoformat()
    other = invoice.other.number if invoice.other else ""
    digits = DIGITS[invoice.account.currency]
    money = {k: plain(rounded(getattr(invoice, k), digits))
             for k in "net tax total paid credited".split()}
    return {
        "id": identifier, "number": invoice.number, "account": invoice.account.key,
        "state": invoice.state, "currency": invoice.account.currency,
        "periodFrom": invoice.start.isoformat(), "periodTo": invoice.end.isoformat(),
        "issuedOn": issued_on, "dueOn": invoice.due and invoice.due.isoformat(),
        "createdAt": stamp(invoice.created), "approvedAt": stamp(invoice.approved),
        "issuedAt": stamp(invoice.issued), "paidAt": stamp(invoice.paid_at),
        "voidedAt": stamp(invoice.voided), **money,
        "note": invoice.note and invoice.note.replace("{other}", other),
    }


def line_rows(invoice, identifier):
    for position, line in enumerate(invoice.lines, 1):
        price = "" if line.price is None else plain(line.price)
        yield [identifier, position, line.kind, line.product, line.description,
               plain(line.quantity), line.unit, price, plain(line.amount), line.rate,
               line.start, line.end]


def generate():
    """Every file's name and text."""
    customers = table("customers.txt", CUSTOMER_COLUMNS)
    accounts = read_accounts({row["key"]: row["timeZone"] for row in customers})
    invoices = [invoice for account in accounts.values() for invoice in invoices_of(account)]
    number(invoices, ORGANISATION["invoicePrefix"])
    ids = {id(i): ulid(i.created, "invoice", i.account.key, stamp(i.created)) for i in invoices}
    invoices.sort(key=lambda i: ids[id(i)])
    founded = office_instant(date(2020, 9, 1), 9, 10, "organisation")
    organisation = {"id": ulid(founded, "organisation"), **ORGANISATION}
    records = [customer_record(row, accounts.values()) for row in customers]
    records.sort(key=lambda record: record["id"])
    account_rows = sorted(map(account_row, accounts.values()))
    emails = {row["key"]: row["email"] for row in customers}
    products = [line.split("|") for line in PRODUCTS.splitlines()]
    lines = [row for i in invoices for row in line_rows(i, ids[id(i)])]
    return {
        "organisation.json": json.dumps(organisation, ensure_ascii=False, indent=2) + "\n",
        "customers.jsonl": "".join(map(json_line, records)),
        "accounts.csv": csv_text(
            "id key customer name currency timeZone createdAt state".split(), account_rows),
        "aliases.csv": csv_text(
            "account alias validFrom validTo".split(), alias_rows(accounts, emails)),
        "products.csv": csv_text(products[0], products[1:]),
        "invoices.jsonl": "".join(json_line(invoice_record(i, ids[id(i)])) for i in invoices),
        "invoice-lines.csv": csv_text(
            ("invoice position kind product description quantity unit unitPrice amount taxRate "
             "periodFrom periodTo").split(), lines),
    }


def main():
    made = generate()
    files = made
    if sys.argv[1:] == ["--check"]:
        files = {name: (FOLDER / name).read_bytes().decode("utf-8") for name in made}
    elif sys.argv[1:]:
        sys.exit("usage: sample_data.py [--check]")
    problems, report = check(files, AS_OF, PRICES.tiered)
    stale = [name for name in made if files[name] != made[name]]
    problems += [f"{name}: not what the generator makes" for name in stale]
    print(report)
    if problems:
        sys.exit("\n".join(problems[:40]) + f"\n{len(problems)} problems")
    if files is made:
        for name, text in made.items():
            (FOLDER / name).write_bytes(text.encode("utf-8"))


if __name__ == "__main__":
    main()
