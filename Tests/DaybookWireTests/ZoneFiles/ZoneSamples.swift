import DaybookCore
import DaybookWire
import TestRigs

/// A zone of this machine.
func installedZone(_ name: String) throws -> ZoneRules {
    try ZoneRules(name: name, zoneFile: installedZoneFile(name))
}

func installedZoneFile(_ name: String) throws -> [UInt8] {
    try readBytes(at: "/usr/share/zoneinfo/\(name)")
}

/// The bytes of a zone file, put together from its parts and with mistakes where a test wants one.
struct ZoneFileParts {
    var version: UInt8 = UInt8(ascii: "2")
    var transitions: [(seconds: Int64, type: UInt8)] = []
    var types: [(offset: Int32, isDaylight: UInt8, abbreviation: UInt8)] = [(0, 0, 0)]
    var abbreviations = "UTC\0"
    var leapCount = 0
    var rule = "UTC0"

    var bytes: [UInt8] {
        if version == 0 { return block(timeSize: 4) }
        // The first block of a newer file holds no more than it must.
        let stub = ZoneFileParts(version: version).block(timeSize: 4)
        return stub + block(timeSize: 8) + Array("\n\(rule)\n".utf8)
    }

    private func block(timeSize: Int) -> [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        let counts = [0, 0, leapCount, transitions.count, types.count, abbreviations.utf8.count]
        for count in counts { bytes += bigEndian(Int64(count), size: 4) }
        for transition in transitions { bytes += bigEndian(transition.seconds, size: timeSize) }
        bytes += transitions.map(\.type)
        for type in types {
            bytes += bigEndian(Int64(type.offset), size: 4) + [type.isDaylight, type.abbreviation]
        }
        bytes += Array(abbreviations.utf8)
        return bytes + [UInt8](repeating: 0, count: leapCount * (timeSize + 4))
    }

    private func bigEndian(_ value: Int64, size: Int) -> [UInt8] {
        (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
