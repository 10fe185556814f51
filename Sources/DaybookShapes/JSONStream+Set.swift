internal import DaybookCore
internal import DaybookWire

/// Members that are left out where there is no value.
extension JSONStream {
    mutating func set(_ key: String, _ instant: Instant?) {
        if let instant { time(key, instant) }
    }

    mutating func set(_ key: String, _ text: String?) {
        if let text { self.text(key, text) }
    }

    mutating func set(_ key: String, _ duration: CalendarDuration?) {
        if let duration { self.duration(key, duration) }
    }

    mutating func set(_ key: String, _ amount: PreciseAmount?) {
        if let amount { decimal(key, amount) }
    }
}
