import DaybookCore
import DaybookWire

/// Any bytes are a zone that answers every question, or are refused with the place.
func fuzzZoneFile(_ bytes: [UInt8]) {
    let zone: ZoneRules
    do throws(ZoneFileError) {
        zone = try ZoneRules(name: "Fuzz/Zone", zoneFile: bytes.span)
    } catch {
        require(0...bytes.count ~= error.offset, "\(error.reason) lies at \(error.offset)")
        return
    }
    for instant in instants { requireWayBack(of: instant, in: zone) }
    for year in [1, 2, 1900, 1970, 2026, 2100, 9998, 9999] {
        for month in [1, 3, 10, 12] { requireDaysInOrder(year, month, in: zone) }
    }
}

/// The ends of time, and a step of about 71 years that lands on other days and hours each time.
private let instants: [Instant] =
    [.earliest, .latest, .epoch]
    + (0..<140).compactMap { step in
        try? Instant(seconds: -62_135_596_800 + Int64(step) * 2_246_913_579)
    }

/// A local time that an instant shows leads back to that instant, or to its twin.
private func requireWayBack(of instant: Instant, in zone: ZoneRules) {
    let offset = zone.offsetSeconds(at: instant)
    require(Int(zone.phase(at: instant).offsetSeconds) == offset, "phase and offset agree")
    guard let local = try? zone.localTime(of: instant) else { return }
    guard let resolution = try? zone.instants(of: local) else { return }
    switch resolution {
    case .unique(let time):
        require(time == instant, "\(local.iso8601) leads to \(time.iso8601)")
    case .ambiguous(let earlier, let later):
        require(earlier <= instant && instant <= later, "\(local.iso8601) lies between its twins")
    case .gap:
        fatalError("\(local.iso8601) is shown at \(instant.iso8601), and is said to be skipped")
    }
}

private func requireDaysInOrder(_ year: Int, _ month: Int, in zone: ZoneRules) {
    var previous: Instant?
    for day in [1, 2, 28] {
        guard let date = CivilDate(year: year, month: month, day: day) else { continue }
        _ = try? zone.month(of: date)
        guard let start = try? zone.startOfDay(date) else { continue }
        if let previous { require(previous <= start, "days begin in their order: \(date.iso8601)") }
        previous = start
    }
}
