/// Whose form of events it is that one reads.
///
/// A form is a table row here and a file `EventReader+<Name>.swift` that makes an event from it.
package enum EventDialect: String, CaseIterable, Hashable, Sendable {
    /// CloudEvents 1.0, any data.
    case cloudEvents = "cloudevents"
    case enso
    case togai
    /// CloudEvents as OpenMeter takes them: data is an object or absent.
    case openMeter = "openmeter"
    case vayu

    /// The members that are looked for in each event, in the order in which they are asked for. An
    /// event of the form has the first.
    var keys: [String] {
        switch self {
        case .cloudEvents, .openMeter: CloudEventKey.allCases.map(\.rawValue)
        case .enso: EnsoKey.allCases.map(\.rawValue)
        case .togai: TogaiKey.allCases.map(\.rawValue)
        case .vayu: VayuKey.allCases.map(\.rawValue)
        }
    }

    /// Under which other names a column may come that holds a member, in small letters.
    var columnNames: [String: String] {
        switch self {
        case .cloudEvents, .openMeter: [:]
        case .enso:
            [
                "customer_id": "CustomerEntityId", "customer": "CustomerEntityId",
                "activity": "metric", "event_id": "eventId", "job_id": "jobId",
            ]
        case .togai:
            [
                "schema_name": "schemaName", "schema": "schemaName", "event_id": "id",
                "account_id": "accountId", "account": "accountId",
            ]
        case .vayu:
            [
                "event_name": "name", "customer_alias": "customerAlias",
                "customer": "customerAlias",
            ]
        }
    }

    /// What becomes of a column that holds no member of the form itself.
    var restColumns: RestColumns {
        switch self {
        case .cloudEvents, .openMeter, .vayu: .members(of: "data")
        case .enso: .members(of: "metadata")
        case .togai: .attributesAndDimensions
        }
    }

    enum RestColumns {
        case members(of: String)
        /// Numbers are attributes, texts dimensions.
        case attributesAndDimensions
    }
}

/// How events lie in a file.
package enum EventFormat: String, CaseIterable, Hashable, Sendable {
    /// An event or a batch of them a line.
    case ndjson
    /// An array of events, an object with the member `events`, or one event behind the other.
    case json
    /// A header with the names of the columns, then an event a record.
    case csv
}
