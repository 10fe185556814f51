internal import DaybookCore
internal import DaybookWire

/// The members of an event of Togai.
enum TogaiKey: String, EventKey, CaseIterable {
    case schemaName, id, timestamp, accountId, attributes, dimensions

    var place: Int {
        switch self {
        case .schemaName: 0
        case .id: 1
        case .timestamp: 2
        case .accountId: 3
        case .attributes: 4
        case .dimensions: 5
        }
    }
}

extension EventReader {
    /// An event of Togai. Its lists become objects, in which meters find a value as
    /// `$.attributes.<name>`, its unit as `$.units.<name>` and a dimension as
    /// `$.dimensions.<name>`.
    func togaiEvent() throws(EventProblem) -> UsageEvent {
        let type = try text(TogaiKey.schemaName)
        let root = lines.document().root
        return UsageEvent(
            id: try text(TogaiKey.id),
            source: "togai",
            type: type,
            subject: try text(TogaiKey.accountId),
            time: try time(TogaiKey.timestamp, isZoned: false),
            data: try togaiData(root)
        )
    }

    private func togaiData(_ root: JSONNode) throws(EventProblem) -> String {
        var values: [JSONValue.Member] = []
        var units: [JSONValue.Member] = []
        do {
            for attribute in try root["attributes"]?.elements() ?? [] {
                let name = try attribute.required("name").string()
                if values.contains(where: { $0.key.utf8.elementsEqual(name.utf8) }) {
                    throw EventProblem("attributes", "there is one twice")
                }
                let value = try attribute.required("value")
                _ = try value.amount()
                values.append(.init(name, value.value))
                if let unit = try attribute["unit"]?.string() {
                    units.append(.init(name, .string(unit)))
                }
            }
            var data: [JSONValue.Member] = [.init("attributes", .object(values))]
            if !units.isEmpty { data.append(.init("units", .object(units))) }
            if let dimensions = root["dimensions"] {
                for (_, value) in try dimensions.members() { _ = try value.string() }
                data.append(.init("dimensions", dimensions.value))
            }
            return JSONWriter.text(.object(data))
        } catch let problem as EventProblem {
            throw problem
        } catch let error as JSONShapeError {
            throw EventProblem(
                String(error.path.dropFirst(2)),
                "expected \(error.expected), found \(error.found)"
            )
        } catch {
            preconditionFailure("the members of a value fail by their shape: \(error)")
        }
    }
}
