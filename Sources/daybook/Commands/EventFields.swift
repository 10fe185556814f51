import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

/// The fields of an event in lists.
enum EventFields {
    static let all: [RecordField<EventRecord>] = [
        .text("time", .init("Time")) { $0.event.time?.iso8601 },
        .text("type", .init("Type", cutTo: 10)) { $0.event.type },
        .text("subject", .init("Subject", cutTo: 10)) { $0.event.subject },
        .text("reason", .init("Unbilled", mayBeLeftOut: true)) { $0.obstacle?.words },
        .text("source", .init("Source", cutTo: 8, mayBeLeftOut: true)) { $0.event.source },
        .text("id", .init("Id", cutTo: 8)) { $0.event.id },
        RecordField(
            "data",
            .init("Data", cutTo: 8, mayBeLeftOut: true),
            cell: { .init($0.event.data ?? "") },
            json: { $0.event.data.flatMap { try? JSONDocument($0).root.value } ?? .null }
        ),
        .text("storedAt", .init("Stored"), isDefault: false) { $0.storedAt.iso8601 },
        RecordField(
            "number",
            .init("Number", .right),
            isDefault: false,
            cell: { .init("\($0.row)") },
            json: { .integer($0.row) }
        ),
    ]
}

extension BillingObstacle {
    /// The reason as people read it; scripts read it the same way.
    var words: String {
        switch self {
        case .unmeteredType: "unmetered type"
        case .unknownSubject: "unknown subject"
        case .outOfContract: "out of contract"
        case .noQuantity: "no quantity"
        }
    }
}
