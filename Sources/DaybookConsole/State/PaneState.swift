package import DaybookCore
package import TerminalKit

/// One pane: its list, where one stands in it, and the record beside it.
package struct PaneState: Hashable, Sendable {
    package let id: PaneID
    package var table: VirtualTable
    package var scope: ListScope = .all
    package var filter: PaneFilter = .none
    /// Which opening of the list answers belong to; those of an older one are of no use. Nought
    /// before the first.
    package var opening = 0
    package var totals: Totals = .unknown
    /// The ledger was changed while another pane was seen: the list is read again before it is.
    var isStale = false
    /// Why rows could not be read; the next that can be clear it.
    var rowsFailure: Explanation?
    /// Why the list could not be counted. It stays until the list is read again, whether rows come
    /// before it or after it.
    var countFailure: Explanation?
    package var failure: Explanation? { rowsFailure ?? countFailure }
    package var detail: DetailState = .none
    /// The part of the record that is shown, and how far it is scrolled.
    package var part = 0
    package var scrolled = 0

    package enum Totals: Hashable, Sendable {
        case unknown
        /// They are being counted. Those of before are shown until then, but not as true.
        case counting
        case counted(ListTotals)
    }

    /// The record under the cursor.
    package enum DetailState: Hashable, Sendable {
        case none
        /// The cursor runs on; only the titles of what was shown before stay until it rests.
        case waiting(key: String, shown: Detail?)
        case loading(key: String, shown: Detail?)
        case loaded(key: String, Detail)
        case failed(key: String, Explanation)

        package var shown: Detail? {
            switch self {
            case .none, .failed: nil
            case .waiting(_, let detail), .loading(_, let detail): detail
            case .loaded(_, let detail): detail
            }
        }

        var key: String? {
            switch self {
            case .none: nil
            case .waiting(let key, _), .loading(let key, _), .loaded(let key, _),
                .failed(let key, _):
                key
            }
        }
    }

    init(_ definition: PaneDefinition, profile: TextProfile) {
        id = definition.id
        table = VirtualTable(definition.columns, profile: profile)
    }
}
