extension Meter {
    /// Holds the meter against its rules; the first that it breaks is named with its field.
    func check() throws(MeterFault) {
        if key.isEmpty { throw MeterFault(.key, .empty) }
        if eventType.isEmpty { throw MeterFault(.eventType, .empty) }
        try checkValuePath()
        for (index, group) in groups.enumerated() {
            try check(group)
            if index > 0 && groups[index - 1].name == group.name {
                throw MeterFault(.group(group.name), .twice)
            }
        }
        for path in paths.dropFirst(groups.count + (valuePath == nil ? 0 : 1))
        where !path.hasPrefix("$") {
            throw MeterFault(.filter, .notAPath(path))
        }
        try checkReset()
    }

    private func checkValuePath() throws(MeterFault) {
        guard let valuePath else {
            if aggregation.readsValue { throw MeterFault(.valuePath, .missing) }
            return
        }
        if !aggregation.readsValue { throw MeterFault(.valuePath, .notAllowed) }
        if valuePath.isEmpty { throw MeterFault(.valuePath, .empty) }
        if !valuePath.hasPrefix("$") { throw MeterFault(.valuePath, .notAPath(valuePath)) }
    }

    private func check(_ group: MeterGroup) throws(MeterFault) {
        let field = MeterFault.Field.group(group.name)
        if !group.name.isMeterGroupName { throw MeterFault(field, .notAName) }
        if !group.path.hasPrefix("$") { throw MeterFault(field, .notAPath(group.path)) }
        if group.path == valuePath { throw MeterFault(field, .sameAsValue) }
    }

    private func checkReset() throws(MeterFault) {
        if reset == .none { return }
        if !aggregation.isCumulative { throw MeterFault(.reset, .notAllowed) }
        if !reset.isInCalendar { throw MeterFault(.reset, .notInCalendar) }
    }
}

extension String {
    /// A letter or `_`, then letters, digits and `_`, all of ASCII.
    fileprivate var isMeterGroupName: Bool {
        guard let first = utf8.first, !first.isDigit else { return false }
        return utf8.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: "_") }
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { self &- UInt8(ascii: "0") <= 9 }
    /// Bit 5 tells small letters from capital ones.
    fileprivate var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
}
