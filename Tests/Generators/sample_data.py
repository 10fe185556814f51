#!/usr/bin/env python3
"""Makes sample-data: two years of a believable company's ledger, the same bytes each time.

Run it from anywhere; with --check it reads the files back and checks what must hold in them.
Money is decimal throughout; a line is rounded half away from zero, once.
"""
import csv
import datetime as dt
import json
import pathlib
import random
import sys
from decimal import ROUND_HALF_UP, Decimal as D

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent / "sample-data"
FIRST, AS_OF = dt.date(2024, 11, 1), dt.date(2026, 11, 20)
DIGITS = {"EUR": 2, "USD": 2, "GBP": 2, "CHF": 2, "JPY": 0, "BHD": 3, "CLF": 4}
RATE = {"EUR": "1", "USD": "1.08", "GBP": "0.85", "CHF": "0.95", "JPY": "162", "BHD": "0.41", "CLF": "0.028"}
chance = random.Random(20261120)

# key | name | legal name | country | currency | zone | street | postal code | city | tax id |
# joined | left | size | terms | months a period | how it pays | accounts (key:name:currency, …)
CUSTOMERS = """
acme|ACME GmbH|ACME Maschinenbau GmbH|DE|EUR|Europe/Berlin|Industriestraße 14|70565|Stuttgart|DE811569869|2024-11||9|30|1|good|acme:ACME Zentrale:EUR,acme-us:ACME North America:USD,acme-lab:ACME Versuchslabor:EUR
groessenwahn|Größenwahn AG|Größenwahn Aktiengesellschaft|DE|EUR|Europe/Berlin|Königsallee 1|40212|Düsseldorf|DE129273398|2024-11||8|30|1|late|groessenwahn:Größenwahn AG:EUR
moewe|Möwe & Söhne|Möwe & Söhne, Schiffsmakler "seit 1871" OHG|DE|EUR|Europe/Berlin|Am Sandtorkai 38|20457|Hamburg|DE287334521|2025-02||3|14|1|good|moewe:Möwe & Söhne:EUR
zitadelle|Zitadelle Versicherung|Zitadelle Versicherung a. G.|DE|EUR|Europe/Berlin|Maximilianstraße 35|80539|München|DE136724571|2024-11||10|60|1|good|zitadelle-leben:Zitadelle Leben:EUR,zitadelle-sach:Zitadelle Sach:EUR
lueftchen|Lüftchen Windkraft|Lüftchen Windkraft eG|DE|EUR|Europe/Berlin|Deichweg 7|25746|Heide|DE301998234|2025-05||4|30|1|good|lueftchen:Lüftchen Windkraft:EUR
q|Q|Q Software UG (haftungsbeschränkt)|DE|EUR|Europe/Berlin|Torstraße 109|10119|Berlin|DE345120098|2025-08||1|14|1|late|q:Q:EUR
donau|Donaudampf|Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft m.b.H.|AT|EUR|Europe/Vienna|Handelskai 265|1020|Wien|ATU63611700|2024-11||5|30|1|good|donau:Donaudampf Werft:EUR
cigale|La Cigale Numérique|La Cigale Numérique SAS|FR|EUR|Europe/Paris|12, rue de l'Épée-de-Bois|75005|Paris|FR40303265045|2024-12||6|30|1|good|cigale:La Cigale Numérique:EUR
oreille|L'Oreille d'Or|L'Oreille d'Or SARL|FR|EUR|Europe/Paris|3, quai des Étroits|69005|Lyon|FR83404833048|2025-03|2026-05|3|30|1|good|oreille:L'Oreille d'Or:EUR
zolty|Żółty Robot|Żółty Robot Sp. z o.o.|PL|EUR|Europe/Warsaw|ul. Świętokrzyska 30|00-116|Warszawa|PL5252344078|2024-11||5|30|1|good|zolty:Żółty Robot:EUR
prilis|Příliš žluťoučký kůň|Příliš žluťoučký kůň s.r.o.|CZ|EUR|Europe/Prague|Vinohradská 12|120 00|Praha|CZ25123891|2025-01||3|30|3|good|prilis:Příliš žluťoučký kůň:EUR
igdir|İğdır Işık|İğdır Işık Enerji A.Ş.|TR|EUR|Europe/Istanbul|Büyükdere Cd. 185|34394|İstanbul||2025-04||4|30|1|late|igdir:İğdır Işık:EUR
thalassa|Θάλασσα Ναυτιλιακή|Θάλασσα Ναυτιλιακή Α.Ε.|GR|EUR|Europe/Athens|Ακτή Μιαούλη 85|185 38|Πειραιάς|EL094014249|2024-11||6|60|1|good|thalassa:Θάλασσα Ναυτιλιακή:EUR
siaivo|Північне сяйво|ТОВ «Північне сяйво»|UA|EUR|Europe/Kyiv|вул. Хрещатик 22|01001|Київ||2025-06||3|14|1|good|siaivo:Північне сяйво:EUR
norrsken|Norrsken Data|Norrsken Data AB|SE|EUR|Europe/Stockholm|Storgatan 58|852 30|Sundsvall|SE556036079301|2024-11||5|30|1|good|norrsken:Norrsken Data:EUR
polder|Polderwater|Polderwater Beheer B.V.|NL|EUR|Europe/Amsterdam|Keizersgracht 241|1016 EA|Amsterdam|NL001234567B01|2025-01||4|30|1|good|polder:Polderwater:EUR
saudade|Saudade Livros|Saudade Livros, Lda.|PT|EUR|Europe/Lisbon|Rua Garrett 73|1200-203|Lisboa|PT501442600|2025-09||2|30|1|good|saudade:Saudade Livros:EUR
quijote|Molinos Quijote|Molinos Quijote S.A.|ES|EUR|Europe/Madrid|Calle de los Molinos 9|13610|Campo de Criptana|ESA28015865|2024-12|2026-02|4|30|1|never|quijote:Molinos Quijote:EUR
fjell|Fjell & Fjord|Fjell & Fjord AS|NO|EUR|Europe/Oslo|Bryggen 19|5003|Bergen||2025-02||3|14|12|good|fjell:Fjell & Fjord:EUR
aurora|Aurora Analytics|Aurora Analytics Oy|FI|EUR|Europe/Helsinki|Kauppakatu 4|40100|Jyväskylä|FI20774740|2025-10||2|30|1|good|aurora:Aurora Analytics:EUR
cobalt|Cobalt Freight|Cobalt Freight Lines, Inc.|US|USD|America/New_York|410 Terminal Way|07114|Newark||2024-11||8|30|1|good|cobalt-east:Cobalt East:USD,cobalt-west:Cobalt West:USD
peachtree|Peachtree Health|Peachtree Health Partners LLC|US|USD|America/New_York|75 Fifth Street NW|30308|Atlanta||2024-11||9|60|1|late|peachtree:Peachtree Health:USD
mesa|Mesa Verde Robotics|Mesa Verde Robotics Corp.|US|USD|America/Denver|2200 Larimer Street|80205|Denver||2025-01||6|30|1|good|mesa:Mesa Verde Robotics:USD
bayou|Bayou Streaming|Bayou Streaming Co.|US|USD|America/Chicago|621 Frenchmen Street|70116|New Orleans||2025-03|2026-08|5|30|1|dispute|bayou:Bayou Streaming:USD
sequoia|Sequoia Trails|Sequoia Trails Outfitters, Inc.|US|USD|America/Los_Angeles|88 Redwood Highway|95540|Fortuna||2025-07||2|14|1|good|sequoia:Sequoia Trails:USD
obrien|O'Brien's Ledger|O'Brien's Ledger, Inc.|US|USD|America/New_York|9 Galway Court|02127|Boston||2025-04||3|30|1|good|obrien:O'Brien's Ledger:USD
maple|Érable Logiciel|Érable Logiciel inc.|CA|USD|America/Toronto|455, rue Saint-Paul|H2Y 1H2|Montréal||2025-05||4|30|1|good|maple:Érable Logiciel:USD
abacus|ABACUS 3000|"ABACUS 3000", Contadores e Associados Ltda.|BR|USD|America/Sao_Paulo|Av. Paulista 1578|01310-200|São Paulo||2025-02||4|30|1|late|abacus:ABACUS 3000:USD
tern|Arctic Tern|Arctic Tern Hosting Ltd|GB|GBP|Europe/London|17 Leith Walk|EH6 8LR|Edinburgh|GB284415936|2024-11||6|30|1|good|tern:Arctic Tern:GBP
kestrel|Kestrel & Wren|Kestrel & Wren LLP|GB|GBP|Europe/London|4 Castle Park|BS1 2LA|Bristol|GB117223643|2024-12||4|30|1|good|kestrel:Kestrel & Wren:GBP
thimble|Thimble Theatre|Thimble Theatre Company CIC|GB|GBP|Europe/London|2 Mill Lane|CB2 1RX|Cambridge||2025-06||1|14|3|good|thimble:Thimble Theatre:GBP
slate|Slate Quarry Bank|Slate Quarry Bank plc|GB|GBP|Europe/London|30 Lothbury|EC2R 7HH|London|GB243852752|2025-01||9|60|1|good|slate:Slate Quarry Retail:GBP,slate-markets:Slate Quarry Markets:GBP
edelweiss|Edelweiss Präzision|Edelweiss Präzision AG|CH|CHF|Europe/Zurich|Uhrmacherweg 2|2540|Grenchen|CHE-114.912.338|2024-11||5|30|1|good|edelweiss:Edelweiss Präzision:CHF
sakura|株式会社さくら計測|株式会社さくら計測|JP|JPY|Asia/Tokyo|丸の内1-9-2|100-0005|東京||2024-11||8|30|1|good|sakura:さくら計測 本社:JPY,sakura-osaka:さくら計測 大阪:JPY
hoshizora|ほしぞら出版|ほしぞら出版合同会社|JP|JPY|Asia/Tokyo|四条通烏丸東入|600-8008|京都||2025-04||3|30|1|good|hoshizora:ほしぞら出版:JPY
kumo|クモノス物流|クモノス物流株式会社|JP|JPY|Asia/Tokyo|栄3-15-33|460-0008|名古屋||2025-09||5|60|1|late|kumo:クモノス物流:JPY
lulu|لؤلؤة الخليج|شركة لؤلؤة الخليج ذ.م.م|BH|BHD|Asia/Bahrain|شارع الحكومة 317|316|المنامة|200000898300002|2024-11||6|30|1|good|lulu:لؤلؤة الخليج:BHD
dana|Dana Desalination|Dana Desalination W.L.L.|BH|BHD|Asia/Bahrain|Road 4626|428|Manama|200001723400002|2025-03||4|30|1|late|dana:Dana Desalination:BHD
cordillera|Cordillera Minera|Cordillera Minera SpA|CL|CLF|America/Santiago|Av. Apoquindo 3721|7550177|Santiago||2025-01||7|30|1|good|cordillera:Cordillera Minera:CLF
pardes|פרדס תוכנה|פרדס תוכנה בע״מ|IL|USD|Asia/Jerusalem|שדרות רוטשילד 22|6688218|תל אביב||2025-02||4|30|1|good|pardes:פרדס תוכנה:USD
himalaya|हिमालय नेटवर्क|हिमालय नेटवर्क प्राइवेट लिमिटेड|IN|USD|Asia/Kolkata|कनॉट प्लेस 14|110001|नई दिल्ली||2025-05||5|30|1|good|himalaya:हिमालय नेटवर्क:USD
chaophraya|เจ้าพระยาโลจิสติกส์|บริษัท เจ้าพระยาโลจิสติกส์ จำกัด|TH|USD|Asia/Bangkok|ถนนเจริญกรุง 42|10500|กรุงเทพฯ||2025-08||3|30|1|good|chaophraya:เจ้าพระยาโลจิสติกส์:USD
hangang|한강소프트|주식회사 한강소프트|KR|USD|Asia/Seoul|테헤란로 152|06236|서울||2024-12||6|30|1|good|hangang:한강소프트:USD
changjiang|长江智能制造|长江智能制造有限公司|CN|USD|Asia/Shanghai|中山东一路12号|200002|上海||2024-11||7|60|1|good|changjiang:长江智能制造:USD,changjiang-wh:长江智能 武汉:USD
baobab|Baobab Mobile|Baobab Mobile Money Ltd|KE|USD|Africa/Nairobi|Kimathi Street 10|00100|Nairobi||2025-06||5|30|1|good|baobab:Baobab Mobile:USD
pavlova|Pavlova Dairy|Pavlova Dairy Co-operative Ltd|NZ|USD|Pacific/Auckland|31 Cuba Street|6011|Wellington||2025-10||3|30|1|good|pavlova:Pavlova Dairy:USD
billabong|Billabong Water|Billabong Water Pty Ltd|AU|USD|Australia/Sydney|12 Darling Drive|2000|Sydney||2025-01|2026-04|4|30|1|never|billabong:Billabong Water:USD
lilleby|Lilleby Kommune|Lilleby Kommune, IT-afdelingen for borgerservice, digital post og fælles drift|DK|EUR|Europe/Copenhagen|Rådhuspladsen 1|4300|Holbæk|DK29189447|2025-03||3|30|3|good|lilleby:Lilleby Kommune:EUR
""".strip().splitlines()

# key | name | unit | group | description
PRODUCTS = """
platform|Platform fee|month|platform|The service itself, a month in advance
seats|Seats|seat|platform|People who can sign in
ingest|Log ingest|GB|usage|Log volume taken in; tiers by volume
api-calls|API calls|1,000 calls|usage|Calls of the query API, per started thousand
storage|Archive storage|GB-month|usage|Archived logs, by average volume
sms|Alert messages|message|usage|Text messages sent by alerts
support|Premium support|month|services|A share of the month's usage, at least a fee
onboarding|Onboarding|day|services|Setting up together, once
handbook|Operations handbook, printed|piece|services|The handbook on paper
commitment|Minimum commitment|month|platform|What is missing to the agreed minimum
discount|Loyalty discount|month|platform|Agreed discount on the month
correction|Correction|item|platform|Late usage of an earlier period
""".strip().splitlines()


def ulid(moment):
    value = int(moment.timestamp() * 1000) << 80 | chance.getrandbits(80)
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return "".join(alphabet[value >> shift & 31] for shift in range(125, -1, -5))


def at(day, hour, minute=0):
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=dt.timezone.utc)


def stamp(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def month(day, count=1):
    index = day.year * 12 + day.month - 1 + count
    return dt.date(index // 12, index % 12 + 1, 1)


def rounded(value, currency):
    return value.quantize(D(1).scaleb(-DIGITS[currency]), rounding=ROUND_HALF_UP)


def shown(value, currency):
    return f"{value:.{DIGITS[currency]}f}"


def priced(euros, currency, digits=None):
    """A list price in another currency, at a believable number of digits."""
    value = D(euros) * D(RATE[currency])
    digits = DIGITS[currency] if digits is None else digits
    return value.quantize(D(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def tiered(quantity, currency):
    """0.42 up to 500 GB, 0.31 up to 5,000 GB, 0.19 beyond: each part at its own price."""
    total, below = D(0), D(0)
    for upper, price in ((500, "0.42"), (5000, "0.31"), (None, "0.19")):
        part = (quantity if upper is None else min(quantity, D(upper))) - below
        if part > 0:
            total += part * priced(price, currency, 4)
            below += part
    return total


def season(day, size):
    """Usage grows over the years, dips in August and December, fell out in March 2026, and had
    a spike in June 2026."""
    age = (day.year - 2024) * 12 + day.month - 11
    factor = 1 + age * 0.025
    factor *= {8: 0.82, 12: 0.88, 11: 1.1}.get(day.month, 1)
    factor *= {(2026, 3): 0.61, (2026, 6): 1.54}.get((day.year, day.month), 1)
    return factor * size * size * chance.uniform(0.9, 1.12)


def lines_of(account, start, end, is_first):
    currency, size = account["currency"], account["size"]
    rate = "0.19" if account["country"] == "DE" else "0"
    rows = []

    def add(kind, product, text, quantity, unit, price, amount=None, tax=rate, period=(start, end)):
        quantity = D(quantity)
        value = rounded(quantity * D(price) if amount is None else amount, currency)
        rows.append(dict(kind=kind, product=product, description=text, quantity=f"{quantity:f}", unit=unit,
                         unitPrice="" if price is None else f"{D(price):f}", amount=value, taxRate=tax,
                         periodFrom=period[0].isoformat(), periodTo=period[1].isoformat()))
        return value

    months = (end.year - start.year) * 12 + end.month - start.month
    add("flat", "platform", "Platform fee", months, "month", priced(49 + 75 * size, currency))
    add("flat", "seats", "Seats", months * (2 + size * size // 2 + (start.year - 2024) * size), "seat",
        priced("12.50", currency))
    usage, day = D(0), start
    while day < end:
        scale = season(day, size)
        usage_gb = D(f"{scale * 38:.3f}")
        usage += add("usage", "ingest", f"Log ingest, {day:%B %Y}", usage_gb, "GB", None,
                     tiered(usage_gb, currency), period=(day, month(day)))
        usage += add("usage", "api-calls", f"API calls, {day:%B %Y}", int(scale * 210) + 1, "1,000 calls",
                     priced("0.035", currency, 5), period=(day, month(day)))
        if size >= 3:
            usage += add("usage", "storage", f"Archive storage, {day:%B %Y}", D(f"{scale * 95:.2f}"), "GB-month",
                         priced("0.0214", currency, 6), period=(day, month(day)))
        if size % 3 == 2:
            usage += add("usage", "sms", f"Alert messages, {day:%B %Y}", int(scale * 3), "message",
                         priced("0.079", currency, 4), period=(day, month(day)))
        day = month(day)
    if size >= 6:
        add("flat", "support", "Premium support, 8 % of usage", 1, "month", None, usage * D("0.08"))
    if size >= 8:
        add("discount", "discount", "Loyalty discount, 5 % of usage", 1, "month", None, -usage * D("0.05"))
    minimum = priced(160 * size, currency)
    if size in (4, 7) and usage < minimum * months:
        add("minimum", "commitment", "Minimum commitment not used", 1, "month", None, minimum * months - usage)
    if is_first:
        add("one_off", "onboarding", "Onboarding workshop", "1.5", "day", priced(980, currency))
        if account["country"] == "DE":
            add("one_off", "handbook", "Operations handbook, printed", 2, "piece", priced("39.90", currency), tax="0.07")
    if chance.random() < 0.03 and not is_first:
        earlier = month(start, -1)
        add("correction", "correction", f"Late log ingest of {earlier:%B %Y}", D(f"{chance.uniform(1, 40):.3f}"), "GB",
            priced("0.31", currency, 4), period=(earlier, start))
    return rows


def tax_of(lines, currency):
    groups = {}
    for line in lines:
        groups[line["taxRate"]] = groups.get(line["taxRate"], D(0)) + line["amount"]
    return sum((rounded(total * D(rate), currency) for rate, total in groups.items()), D(0))


def invoice(account, lines, start, end, created, state):
    currency = account["currency"]
    net = sum((line["amount"] for line in lines), D(0))
    tax = tax_of(lines, currency)
    zero = rounded(D(0), currency)
    return dict(id=ulid(created), number=None, account=account["key"], state=state, currency=currency,
                periodFrom=start, periodTo=end, issuedOn=None, dueOn=None, createdAt=created, approvedAt=None,
                issuedAt=None, paidAt=None, voidedAt=None, net=net, tax=tax, total=net + tax, paid=zero,
                credited=zero, note=None, lines=lines)


def issue(document, account):
    document["approvedAt"] = document["createdAt"] + dt.timedelta(hours=chance.randrange(20, 70), minutes=chance.randrange(60))
    document["issuedAt"] = document["approvedAt"] + dt.timedelta(minutes=chance.randrange(10, 240))
    document["issuedOn"] = document["issuedAt"].date()
    document["dueOn"] = document["issuedOn"] + dt.timedelta(days=account["terms"])
    document["state"] = "issued"


def settle(document, account):
    """What became of an issued invoice until the day of the sample."""
    currency, total = document["currency"], document["total"]
    delay = {"good": (-9, 2), "late": (12, 75), "dispute": (-2, 9), "never": (-5, 1)}[account["pays"]]
    if account["pays"] == "never" and document["periodFrom"] >= month(account["until"], -3):
        if document["dueOn"] < AS_OF - dt.timedelta(days=120):
            document.update(state="uncollectible", note="Insolvency proceedings; claim filed.")
        return
    if chance.random() < 0.02 and total > 0:
        document["credited"] = rounded(total * D("0.15"), currency)
        document["note"] = "Credit for the outage, agreed by phone."
    elif chance.random() < 0.006 and total > 0:
        document.update(credited=total, state="paid", note="Credited in full: wrong account.")
        document["paidAt"] = document["issuedAt"] + dt.timedelta(days=8)
        return
    paid_on = document["dueOn"] + dt.timedelta(days=chance.randrange(*delay))
    paid_on = max(paid_on, document["issuedOn"] + dt.timedelta(days=1))
    if paid_on >= AS_OF:
        if account["pays"] == "late" and chance.random() < 0.5:
            document.update(state="partially_paid", paid=rounded(total * D("0.4"), currency))
        return
    extra = rounded(D("1"), currency) if chance.random() < 0.01 else D(0)
    document.update(state="paid", paid=total - document["credited"] + extra, paidAt=at(paid_on, 9, chance.randrange(60)))
    if extra:
        document["note"] = "Paid more than asked for; the rest stays with the account."


def documents_of(account):
    documents, start, is_first = [], account["since"], True
    while start < account["until"]:
        end = month(start, account["cadence"])
        lines = lines_of(account, start, min(end, max(month(AS_OF.replace(day=1)), month(start))), is_first)
        created = at(end, 2, chance.randrange(60)) if end <= AS_OF else at(start, 0, 5)
        if end > AS_OF:
            documents.append(invoice(account, lines, start, end, created, "gathering"))
            break
        document = invoice(account, lines, start, end, created, "draft")
        documents.append(document)
        is_recent = end > AS_OF - dt.timedelta(days=25)
        if is_recent and chance.random() < 0.45:
            if chance.random() < 0.4:
                document.update(state="approved", approvedAt=created + dt.timedelta(days=chance.randrange(2, 17), hours=9))
        else:
            issue(document, account)
            if account["pays"] == "dispute" and start.month % 6 == 4:
                document.update(state="void", voidedAt=document["issuedAt"] + dt.timedelta(days=6), note="Disputed: wrong seats. Issued anew.")
                again = invoice(account, lines, start, end, document["voidedAt"] + dt.timedelta(hours=3), "draft")
                issue(again, account)
                settle(again, account)
                documents.append(again)
            else:
                settle(document, account)
        start, is_first = end, False
    return documents


def make():
    customers, accounts, aliases, documents = [], [], [], []
    for row in CUSTOMERS:
        (key, name, legal, country, currency, zone, street, postal, city, tax, joined, left, size, terms, cadence,
         pays, parts) = row.split("|")
        since = dt.date.fromisoformat(joined + "-01")
        created = at(since - dt.timedelta(days=chance.randrange(4, 30)), chance.randrange(7, 17), chance.randrange(60))
        domain = f"{key.replace('_', '-')}.example"
        notes = {"never": "Collections since the insolvency.", "late": "Pays late; remind before the due date."}
        customers.append(dict(
            id=ulid(created), key=key, name=name, legalName=legal, country=country, currency=currency, timeZone=zone,
            email=f"billing@{domain}", taxId=tax or None,
            address=dict(lines=[street], postalCode=postal, city=city, region=None, country=country),
            createdAt=stamp(created), note=notes.get(pays), state="archived" if left else "active"))
        for index, part in enumerate(parts.split(",")):
            account_key, account_name, account_currency = part.split(":")
            made = created + dt.timedelta(minutes=3 + index)
            account = dict(key=account_key, name=account_name, currency=account_currency, country=country,
                           size=max(1, int(size) - 2 * index), terms=int(terms), cadence=int(cadence), pays=pays,
                           since=since, until=dt.date.fromisoformat(left + "-01") if left else month(AS_OF, 1))
            accounts.append(dict(id=ulid(made), key=account_key, customer=key, name=account_name,
                                 currency=account_currency, timeZone="America/New_York" if account_key == "acme-us" else "",
                                 createdAt=stamp(made), state="archived" if left else "active"))
            aliases.append((account_key, f"tenant-{account_key}", since.isoformat(), ""))
            if account["size"] > 4:
                aliases.append((account_key, f"logs.{account_key}.{domain}", since.isoformat(), ""))
            if account["size"] > 7:
                aliases.append((account_key, f"legacy-{account_key}", since.isoformat(), "2025-10-01"))
            documents += documents_of(account)
    specials(documents)
    number(documents)
    return customers, accounts, aliases, sorted(documents, key=lambda document: document["id"])


def specials(documents):
    """A draft below zero and an invoice over nothing: screens and exports must take both."""
    drafts = [document for document in documents if document["state"] == "draft"]
    document = drafts[0]
    line = dict(document["lines"][-1], kind="correction", product="correction", unitPrice="",
                description="Correction: ingest counted twice since July", quantity="1", unit="item",
                amount=-rounded(document["net"] * D("1.4"), document["currency"]))
    document["lines"] = document["lines"] + [line]
    document["note"] = "Below zero: becomes a credit note."
    for document, lines in [(document, document["lines"]), (drafts[1], [dict(drafts[1]["lines"][0], amount=rounded(D(0), drafts[1]["currency"]), quantity="0")])]:
        document["lines"] = lines
        document["net"] = sum((line["amount"] for line in lines), D(0))
        document["tax"] = tax_of(lines, document["currency"])
        document["total"] = document["net"] + document["tax"]


def number(documents):
    counts = {}
    for document in sorted((d for d in documents if d["issuedAt"]), key=lambda d: (d["issuedAt"], d["id"])):
        year = document["issuedOn"].year
        counts[year] = counts.get(year, 0) + 1
        document["number"] = f"INV-{year}-{counts[year]:04d}"


def write():
    customers, accounts, aliases, documents = make()
    ROOT.mkdir(exist_ok=True)

    def save(name, text):
        (ROOT / name).write_text(text, encoding="utf-8", newline="")

    def save_csv(name, header, rows):
        with open(ROOT / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(header)
            writer.writerows(rows)

    founded = at(dt.date(2024, 9, 2), 8)
    save("organisation.json", json.dumps(dict(
        id=ulid(founded), key="harbourline", legalName="Harbourline Cloud GmbH", tradingName="Harbourline",
        address=dict(lines=["Kaiserkai 62"], postalCode="20457", city="Hamburg", region=None, country="DE"),
        taxIds=["DE326118790", "HRB 171144 Hamburg"], currency="EUR", timeZone="Europe/Berlin",
        email="billing@harbourline.example", invoicePrefix="INV-"), ensure_ascii=False, indent=2) + "\n")
    save("customers.jsonl", "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in customers))
    columns = ["id", "key", "customer", "name", "currency", "timeZone", "createdAt", "state"]
    save_csv("accounts.csv", columns, [[a[c] for c in columns] for a in accounts])
    save_csv("aliases.csv", ["account", "alias", "validFrom", "validTo"], aliases)
    save_csv("products.csv", ["key", "name", "unit", "group", "description"], [p.split("|") for p in PRODUCTS])
    out = []
    for document in documents:
        row = {k: v for k, v in document.items() if k != "lines"}
        for key in ("net", "tax", "total", "paid", "credited"):
            row[key] = shown(row[key], row["currency"])
        for key in ("createdAt", "approvedAt", "issuedAt", "paidAt", "voidedAt"):
            row[key] = stamp(row[key])
        for key in ("periodFrom", "periodTo", "issuedOn", "dueOn"):
            row[key] = row[key].isoformat() if row[key] else None
        out.append(json.dumps(row, ensure_ascii=False) + "\n")
    save("invoices.jsonl", "".join(out))
    columns = ["kind", "product", "description", "quantity", "unit", "unitPrice", "amount", "taxRate", "periodFrom", "periodTo"]
    save_csv("invoice-lines.csv", ["invoice", "position"] + columns, [
        [document["id"], position + 1] + [shown(line[c], document["currency"]) if c == "amount" else line[c] for c in columns]
        for document in documents for position, line in enumerate(document["lines"])])


def check():
    def table(name):
        with open(ROOT / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    documents = [json.loads(line) for line in open(ROOT / "invoices.jsonl", encoding="utf-8")]
    customers = [json.loads(line) for line in open(ROOT / "customers.jsonl", encoding="utf-8")]
    accounts, lines, states, numbers = table("accounts.csv"), {}, {}, {}
    for line in table("invoice-lines.csv"):
        lines.setdefault(line["invoice"], []).append(dict(line, amount=D(line["amount"])))
    overdue = 0
    for document in documents:
        currency, own = document["currency"], lines[document["id"]]
        net, tax, total, paid, credited = (D(document[key]) for key in ("net", "tax", "total", "paid", "credited"))
        assert net == sum(line["amount"] for line in own), document["id"]
        assert tax == tax_of(own, currency) and total == net + tax, document["id"]
        for line in own:
            if line["unitPrice"] and line["kind"] != "discount" and D(line["quantity"]) != 0:
                assert line["amount"] == rounded(D(line["quantity"]) * D(line["unitPrice"]), currency), line
        state = document["state"]
        states[state] = states.get(state, 0) + 1
        assert (document["number"] is None) == (state in ("gathering", "draft", "approved"))
        assert state != "paid" or paid + credited >= total
        assert state != "partially_paid" or 0 < paid + credited < total
        assert (state == "void") == (document["voidedAt"] is not None)
        for key in ("createdAt", "approvedAt", "issuedAt", "paidAt", "voidedAt"):
            assert not document[key] or document[key] < "2026-11-20T23", document
        overdue += state in ("issued", "partially_paid") and document["dueOn"] < AS_OF.isoformat()
        if document["number"]:
            numbers.setdefault(document["number"][4:8], []).append(int(document["number"][9:]))
    for year, found in numbers.items():
        assert sorted(found) == list(range(1, len(found) + 1)), year
    assert {a["customer"] for a in accounts} == {c["key"] for c in customers}
    assert {d["account"] for d in documents} <= {a["key"] for a in accounts}
    ids = [r["id"] for r in documents + customers + accounts]
    assert len(set(ids)) == len(ids)
    print(f"{len(customers)} customers, {len(accounts)} accounts, {len(documents)} invoices, "
          f"{sum(map(len, lines.values()))} lines, {overdue} overdue")
    print(states)


if "--check" not in sys.argv:
    write()
check()
