import DaybookCore
import DaybookWire

/// Every form of date and time: what is read is written in a form that reads back equal.
func fuzzISO8601(_ bytes: [UInt8]) {
    requireRoundTrip(Instant.self, bytes)
    requireRoundTrip(CivilDate.self, bytes)
    requireRoundTrip(LocalTime.self, bytes)
    requireRoundTrip(CalendarDuration.self, bytes)
    requireRoundTrip(Period<Instant>.self, bytes)
    requireRoundTrip(Period<CivilDate>.self, bytes)
    requireRoundTrip(Period<LocalTime>.self, bytes)
}

private func requireRoundTrip<Value: ISO8601Text & Equatable>(
    _ type: Value.Type,
    _ bytes: [UInt8],
) {
    let value: Value
    do throws(ISO8601Error) {
        value = try Value(iso8601: bytes.span)
    } catch {
        require(0...bytes.count ~= error.offset, "\(type): the error lies at \(error.offset)")
        return
    }
    let text = value.iso8601
    do throws(ISO8601Error) {
        let again = try Value(iso8601: text)
        require(again == value, "\(type): \(text) reads back as \(again)")
        requireEqual(again.iso8601, text, "\(type): one value is written in one form")
    } catch {
        fatalError("\(type): \(text) was written and is refused: \(error)")
    }
}
