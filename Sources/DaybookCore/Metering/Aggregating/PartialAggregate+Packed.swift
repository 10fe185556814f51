/// How a store keeps an aggregate: as few bytes as its numbers need. Which aggregation it is must
/// be known to whoever reads it.
extension PartialAggregate {
    package func append(to bytes: inout [UInt8]) {
        switch state {
        case .count(let count):
            PackedNumbers.append(UInt64(count), to: &bytes)
        case .total(let total, let count):
            PackedNumbers.append(UInt64(count), to: &bytes)
            total.append(to: &bytes)
        case .extreme(let value):
            bytes.append(value == nil ? 0 : 1)
            value?.appendPacked(to: &bytes)
        case .edge(let found):
            bytes.append(found == nil ? 0 : 1)
            guard let found else { return }
            PackedNumbers.append(found.time.microseconds, to: &bytes)
            found.value.appendPacked(to: &bytes)
        case .texts(let texts):
            PackedNumbers.append(UInt64(texts.count), to: &bytes)
            for text in texts.sorted() {
                PackedNumbers.append(UInt64(text.text.utf8.count), to: &bytes)
                bytes += text.text.utf8
            }
        case .moments(let total, let moment, let count):
            PackedNumbers.append(UInt64(count), to: &bytes)
            total.append(to: &bytes)
            moment.append(to: &bytes)
        case .taken:
            preconditionFailure("an aggregate is not kept while it changes")
        }
    }

    /// Nil where the bytes are no aggregate of this kind.
    package init?(_ aggregation: Aggregation, from bytes: inout PackedReader) {
        guard let state = State(aggregation, from: &bytes) else { return nil }
        self.init(aggregation, state)
    }
}

extension PartialAggregate.State {
    fileprivate init?(_ aggregation: Aggregation, from bytes: inout PackedReader) {
        // No ledger has so many events; counts from a broken one must not overflow when merged.
        guard let head = bytes.natural(), head < 1 << 48 else { return nil }
        let count = Int(head)
        switch aggregation {
        case .count:
            self = .count(count)
        case .sum, .avg, .cumulativeStart, .cumulativeEnd:
            guard let total = WideTotal(from: &bytes) else { return nil }
            self = .total(total, count: count)
        case .min, .max:
            guard let value = Self.optional(count, { PreciseAmount(packed: &bytes) }) else {
                return nil
            }
            self = .extreme(value)
        case .latest, .first:
            guard let value = Self.optional(count, { TimedValue(from: &bytes) }) else { return nil }
            self = .edge(value)
        case .uniqueCount:
            guard let texts = Self.texts(count, from: &bytes) else { return nil }
            self = .texts(texts)
        case .weightedSum:
            guard let total = WideTotal(from: &bytes), let moment = WideTotal(from: &bytes) else {
                return nil
            }
            self = .moments(total, moment, count: count)
        }
    }

    /// A value that is there or not, as the number before it says; nil where that is neither.
    private static func optional<Value>(_ head: Int, _ read: () -> Value?) -> Value?? {
        switch head {
        case 0: .some(nil)
        case 1: read().map { .some($0) }
        case _: nil
        }
    }

    private static func texts(_ count: Int, from bytes: inout PackedReader) -> Set<ExactText>? {
        var texts: Set<ExactText> = []
        for _ in 0..<count {
            guard let length = bytes.natural().flatMap({ Int(exactly: $0) }),
                let text = bytes.take(length)
            else { return nil }
            texts.insert(ExactText(String(decoding: text, as: UTF8.self)))
        }
        return texts
    }
}

extension TimedValue {
    fileprivate init?(from bytes: inout PackedReader) {
        guard let microseconds = bytes.integer(),
            let time = try? Instant(microseconds: microseconds),
            let value = PreciseAmount(packed: &bytes)
        else { return nil }
        self.init(time: time, value: value)
    }
}

extension PreciseAmount {
    /// The scale, with 64 added below zero, then the digits.
    fileprivate func appendPacked(to bytes: inout [UInt8]) {
        bytes.append(UInt8(scale) + (isNegative ? 64 : 0))
        PackedNumbers.append(coefficient.magnitude, to: &bytes)
    }

    fileprivate init?(packed bytes: inout PackedReader) {
        guard let head = bytes.natural(), head < 128, head & 63 <= Self.largestScale else {
            return nil
        }
        self.init(packed: &bytes, head)
    }

    fileprivate init?(packed bytes: inout PackedReader, _ head: UInt64) {
        guard let magnitude = bytes.wide(),
            let amount = try? PreciseAmount(
                magnitude: magnitude,
                isNegative: head >= 64,
                scale: Int(head & 63)
            )
        else { return nil }
        self = amount
    }
}

extension WideTotal {
    /// Behind this byte stand all bits: the sum is too long for an amount.
    private static var wideMark: UInt8 { 63 }

    fileprivate func append(to bytes: inout [UInt8]) {
        if let amount = try? amount() { return amount.appendPacked(to: &bytes) }
        bytes.append(Self.wideMark)
        for part in [low, middle, high] { PackedNumbers.append(part, to: &bytes) }
    }

    fileprivate init?(from bytes: inout PackedReader) {
        self.init()
        guard let head = bytes.natural(), head < 128 else { return nil }
        if head == Self.wideMark {
            guard let low = bytes.wide(), let middle = bytes.wide(), let high = bytes.wide() else {
                return nil
            }
            (self.low, self.middle, self.high) = (low, middle, high)
            return
        }
        guard head & 63 <= PreciseAmount.largestScale,
            let amount = PreciseAmount(packed: &bytes, head)
        else { return nil }
        add(amount)
    }
}
