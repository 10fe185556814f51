package import DaybookCore
internal import DaybookWire

/// Zone rules by name, from the system's tz database.
package struct ZoneLibrary: Sendable {
    private let folder: String

    package static let systemFolder = "/usr/share/zoneinfo"

    package init(folder: String = Self.systemFolder) {
        self.folder = folder
    }

    /// The rules of `Europe/Berlin`, say. `UTC` needs no database.
    package func rules(named name: String) throws(ZoneLibraryError) -> ZoneRules {
        if name == "UTC" { return .utc }
        guard Self.isName(name) else { throw .unknown(name) }
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSource.content(of: "\(folder)/\(name)", limit: 1 << 20)
        } catch {
            throw error.isMissing ? .unknown(name) : .unreadable(name, reason: error.reason)
        }
        do throws(ZoneFileError) {
            return try ZoneRules(name: name, zoneFile: bytes)
        } catch {
            throw .unreadable(name, reason: "\(error)")
        }
    }

    /// Names never lead out of the database's folder.
    private static func isName(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.contains("..")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "+"), UInt8(ascii: "/"):
                    true
                default: false
                }
            }
    }
}

package enum ZoneLibraryError: Error, Hashable, Sendable {
    case unknown(String)
    case unreadable(String, reason: String)
}
