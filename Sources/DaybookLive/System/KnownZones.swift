package import DaybookCore
internal import Synchronization

/// Zones that were asked for: the file of each is read once, as a run asks for every account's.
package final class KnownZones: Sendable {
    private let library: ZoneLibrary
    private let known = Mutex<[String: ZoneRules]>([:])

    package init(_ library: ZoneLibrary = ZoneLibrary()) {
        self.library = library
    }

    package func rules(named name: String) throws(ZoneLibraryError) -> ZoneRules {
        if let rules = known.withLock({ $0[name] }) { return rules }
        let rules = try library.rules(named: name)
        known.withLock { $0[name] = rules }
        return rules
    }
}
