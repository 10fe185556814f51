#!/usr/bin/env python3
"""Writes the tables of dates and zones that the tests compare with.

The expected values are those of Python's datetime and zoneinfo, which share no code with ours.
Run it from the project's top folder: python3 Tests/Generators/time_tables.py
"""

import calendar
import random
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

TESTS = Path(__file__).resolve().parent.parent
CORE = TESTS / "DaybookCoreTests" / "Data"
WIRE = TESTS / "DaybookWireTests" / "Data"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

# Zones with something to get wrong: the usual two, days that begin in a gap, half an hour of
# daylight time, a day left out, no change at all, daylight time that is called winter time,
# Ramadan, a rule with a negative hour, offsets of 45 minutes, changes on Fridays.
ZONES = [
    "Europe/Berlin", "America/New_York", "Africa/Cairo", "Asia/Beirut", "America/Sao_Paulo",
    "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kolkata", "Europe/Dublin", "Africa/Casablanca",
    "America/Nuuk", "Pacific/Chatham", "America/St_Johns", "Asia/Jerusalem", "Etc/UTC",
]
# Laws change: what lies ahead is asked only of zones whose rule has stood for long.
STEADY = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata",
          "Pacific/Chatham", "Etc/UTC"}
LAST_SETTLED_YEAR = 2023


def write(path, columns, rows):
    lines = ["# Written by Tests/Generators/time_tables.py", "# " + "\t".join(columns)]
    lines += ["\t".join(str(cell) for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n")
    print(path.relative_to(TESTS), len(rows))


def shown(instant):
    return instant.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def wall(local):
    return local.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")


def at(seconds):
    return EPOCH + timedelta(seconds=seconds)


def last_year(zone):
    return 2500 if zone in STEADY else LAST_SETTLED_YEAR


def changes(zone, first, last):
    """The first second of every offset, found by halving between days that differ."""
    info = ZoneInfo(zone)
    found = []
    day = int((datetime(first, 1, 1, tzinfo=timezone.utc) - EPOCH).total_seconds())
    end = int((datetime(last, 12, 31, tzinfo=timezone.utc) - EPOCH).total_seconds())
    while day < end:
        low, high = day, day + 43_200
        before = at(low).astimezone(info)
        kind = (before.utcoffset(), before.tzname(), bool(before.dst()))
        after = at(high).astimezone(info)
        if (after.utcoffset(), after.tzname(), bool(after.dst())) != kind:
            while high - low > 1:
                middle = (low + high) // 2
                local = at(middle).astimezone(info)
                if (local.utcoffset(), local.tzname(), bool(local.dst())) == kind:
                    low = middle
                else:
                    high = middle
            found.append(high)
        day += 43_200
    return found


def sampled(items, count, generator):
    items = list(items)
    return sorted(items if len(items) <= count else generator.sample(items, count))


def local_times(generator):
    rows = []
    for zone in ZONES:
        info = ZoneInfo(zone)
        moments = set()
        for change in sampled(changes(zone, 1960, LAST_SETTLED_YEAR), 24, generator):
            moments |= {change - 1, change, change + generator.randrange(86_400)}
        if zone in STEADY:
            for change in sampled(changes(zone, 2024, 2060), 8, generator):
                moments |= {change - 1, change}
        first = int((datetime(1, 1, 3, tzinfo=timezone.utc) - EPOCH).total_seconds())
        end = datetime(last_year(zone), 12, 31, tzinfo=timezone.utc)
        moments |= {generator.randrange(first, int((end - EPOCH).total_seconds()))
                    for _ in range(12)}
        for moment in sorted(moments):
            local = at(moment).astimezone(info)
            # The sign of "daylight" is not in Python's answer where winter is the exception.
            rows.append([zone, shown(at(moment)), wall(local),
                         int(local.utcoffset().total_seconds()), local.tzname()])
    return rows


def resolved(local, info):
    """Unique, ambiguous or a gap, by asking for both folds and going there and back."""
    one = local.replace(tzinfo=info, fold=0).astimezone(timezone.utc)
    two = local.replace(tzinfo=info, fold=1).astimezone(timezone.utc)
    if one == two:
        return ["unique", shown(one), ""]
    if one.astimezone(info).replace(tzinfo=None) == local:
        return ["ambiguous", shown(one), shown(two)]
    # The first second after the gap lies between the two readings.
    low, high = int((two - EPOCH).total_seconds()), int((one - EPOCH).total_seconds())
    offset = at(low).astimezone(info).utcoffset()
    while low + 1 < high:
        middle = (low + high) // 2
        if at(middle).astimezone(info).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return ["gap", shown(at(high)), shown(one)]


def resolutions(generator):
    rows = []
    for zone in ZONES:
        info = ZoneInfo(zone)
        last = 2060 if zone in STEADY else LAST_SETTLED_YEAR
        for change in sampled(changes(zone, 1960, last), 14, generator):
            before = at(change - 1).astimezone(info).utcoffset()
            after = at(change).astimezone(info).utcoffset()
            edges = [(at(change) + offset).replace(tzinfo=None) for offset in (before, after)]
            inside = min(edges) + (max(edges) - min(edges)) / 2
            for local in sorted({*edges, inside.replace(microsecond=0),
                                 min(edges) - timedelta(seconds=1),
                                 max(edges) + timedelta(hours=9)}):
                rows.append([zone, wall(local), *resolved(local, info)])
    return rows


def day_lengths():
    """The days from 2000 on that have no 24 hours, by the first instants of their dates."""
    rows = []
    for zone in ZONES:
        info = ZoneInfo(zone)
        day = date(2000, 1, 1)
        end = date(2045 if zone in STEADY else LAST_SETTLED_YEAR, 12, 31)
        start = start_of_day(day, info)
        while day < end:
            following = start_of_day(day + timedelta(days=1), info)
            seconds = int((following - start).total_seconds())
            if seconds != 86_400:
                rows.append([zone, day, seconds])
            day, start = day + timedelta(days=1), following
        rows.append([zone, end, "end"])
    return rows


def start_of_day(day, info):
    kind, first, _ = resolved(datetime(day.year, day.month, day.day), info)
    return datetime.strptime(first, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def added_months(day, months):
    """By counting: clamped to the month's end, and running on into the month after."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9999:
        return None
    length = calendar.monthrange(year, month + 1)[1]
    clamped = date(year, month + 1, min(day.day, length))
    try:
        return clamped, date(year, month + 1, 1) + timedelta(days=day.day - 1)
    except OverflowError:
        return clamped, "-"


def dates(generator):
    edges = [(1, 1, 1), (1, 12, 31), (4, 2, 29), (100, 2, 28), (1600, 2, 29), (1700, 3, 1),
             (1900, 2, 28), (1900, 3, 1), (1969, 12, 31), (1970, 1, 1), (2000, 2, 29),
             (2000, 3, 1), (2024, 2, 29), (2024, 12, 31), (2100, 2, 28), (9999, 12, 31)]
    days = [date(*edge) for edge in edges]
    days += [date.fromordinal(generator.randrange(1, date.max.toordinal() + 1)) for _ in range(120)]
    return [[day.isoformat(), (day - date(1970, 1, 1)).days, day.isoweekday(),
             day.timetuple().tm_yday, calendar.monthrange(day.year, day.month)[1],
             "leap" if calendar.isleap(day.year) else "common"] for day in sorted(days)]


def months(generator):
    rows = []
    starts = [date(2024, 1, 31), date(2023, 1, 31), date(2024, 1, 29), date(2023, 1, 30),
              date(2024, 2, 29), date(2024, 12, 31), date(1, 1, 31), date(9999, 11, 30)]
    for start in starts:
        for count in (-1201, -12, -11, -2, -1, 0, 1, 2, 3, 11, 12, 13, 48, 1200):
            if (answer := added_months(start, count)) is not None:
                rows.append([start, count, *answer])
    for _ in range(120):
        start = date.fromordinal(generator.randrange(1, date.max.toordinal() + 1))
        count = generator.randrange(-1_000, 1_000)
        if (answer := added_months(start, count)) is not None:
            rows.append([start, count, *answer])
    return rows


def main():
    generator = random.Random(20261120)
    write(CORE / "TimeDates.tsv",
          ["date", "day number", "weekday", "day of year", "month length", "year"],
          dates(generator))
    write(CORE / "TimeMonths.tsv", ["date", "months", "clamped", "overflowing"], months(generator))
    write(WIRE / "ZoneLocalTimes.tsv",
          ["zone", "instant", "local time", "offset seconds", "abbreviation"],
          local_times(generator))
    write(WIRE / "ZoneResolutions.tsv",
          ["zone", "local time", "kind", "instant, earlier or transition", "later or shifted"],
          resolutions(generator))
    write(WIRE / "ZoneDayLengths.tsv", ["zone", "date", "seconds, or end of the years asked"],
          day_lengths())


if __name__ == "__main__":
    main()
