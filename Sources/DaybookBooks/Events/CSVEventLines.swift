internal import DaybookCore
internal import DaybookWire

/// Records of comma-separated values as JSON Lines in the form of a dialect, so that one reader
/// judges all events.
///
/// A column that has the name of a member becomes that member. The others go into the event's data:
/// numbers as numbers, all else as text, an empty field not at all.
final class CSVEventLines: NumberedLines {
    private var records: CSVReader
    private let dialect: EventDialect
    private let given: [String: String]
    private var columns: [Column]?
    private var places = WaitingPlaces()
    private let checker = JSONReader()

    private enum Column {
        /// A member that is a text, or a number where `isNumber` says so.
        case text(String)
        case number(String)
        /// A member whose field is JSON.
        case json(String)
        /// Anything else.
        case rest(String)
    }

    init(_ source: any ByteSource, _ dialect: EventDialect, columns: [String: String]) {
        records = CSVReader(source)
        self.dialect = dialect
        given = columns
    }

    func takePlace() -> LinePlace { places.take() }

    func append(upTo count: Int, to buffer: inout [UInt8]) throws -> Bool {
        let start = buffer.count
        if columns == nil {
            try records.chooseSeparator(or: [UInt8(ascii: ";"), UInt8(ascii: "\t")])
        }
        repeat {
            switch try records.next() {
            case nil:
                return buffer.count > start
            case .failure(let error):
                refuse(error.line, "field \(error.field): \(error.problem)", &buffer)
            case .fields(let line, let fields):
                guard let columns else {
                    columns = fields.map(column)
                    continue
                }
                write(fields, columns, line, &buffer)
            }
        } while buffer.count - start < count
        return true
    }

    private func refuse(_ line: Int, _ problem: String, _ buffer: inout [UInt8]) {
        // The line stands for the problem; nobody looks at its value.
        buffer += [UInt8(ascii: "0"), UInt8(ascii: "\n")]
        places.append(LinePlace(line: line, end: records.endOffset, problem: problem))
    }

    // MARK: - The header

    private func column(_ header: String) -> Column {
        let name = given[header] ?? member(named: header)
        guard let name else { return .rest(header) }
        switch (dialect, name) {
        case (.enso, EnsoKey.value.rawValue): return .number(name)
        case (.enso, EnsoKey.metadata.rawValue), (.togai, TogaiKey.attributes.rawValue),
            (.togai, TogaiKey.dimensions.rawValue), (.vayu, VayuKey.data.rawValue),
            (.cloudEvents, CloudEventKey.data.rawValue), (.openMeter, CloudEventKey.data.rawValue):
            return .json(name)
        case (.cloudEvents, _), (.enso, _), (.togai, _), (.openMeter, _), (.vayu, _):
            return .text(name)
        }
    }

    private func member(named header: String) -> String? {
        let small = header.lowercased()
        return dialect.keys.first { $0.lowercased() == small } ?? dialect.columnNames[small]
    }

    // MARK: - Records

    private func write(
        _ fields: [String],
        _ columns: [Column],
        _ line: Int,
        _ buffer: inout [UInt8],
    ) {
        var members: [JSONValue.Member] = []
        var rest: [JSONValue.Member] = []
        for (column, field) in zip(columns, fields) where !field.isEmpty {
            switch column {
            case .text(let name): members.append(.init(name, .string(field)))
            case .number(let name): members.append(.init(name, number(field)))
            case .rest(let name): rest.append(.init(name, number(field)))
            case .json(let name):
                do throws(JSONSyntaxError) {
                    let value = try JSONDocument(Array(field.utf8), with: checker).root.value
                    members.append(.init(name, value))
                } catch {
                    return refuse(line, "\(name): \(error) (byte \(error.offset + 1))", &buffer)
                }
            }
        }
        merge(rest, into: &members)
        buffer += JSONWriter.bytes(.object(members))
        buffer.append(UInt8(ascii: "\n"))
        places.append(LinePlace(line: line, end: records.endOffset))
    }

    /// A number as JSON writes it, else a text.
    private func number(_ field: String) -> JSONValue {
        guard (try? PreciseAmount(field)) != nil,
            (try? JSONDocument(Array(field.utf8), with: checker)) != nil
        else { return .string(field) }
        return .number(field)
    }

    private func merge(_ rest: [JSONValue.Member], into members: inout [JSONValue.Member]) {
        if rest.isEmpty { return }
        switch dialect.restColumns {
        case .members(let name): add(rest, to: name, &members)
        case .attributesAndDimensions:
            for member in rest {
                if case .number = member.value {
                    let attribute: JSONValue = [
                        "name": .string(member.key), "value": member.value,
                    ]
                    add([attribute], to: TogaiKey.attributes.rawValue, &members)
                } else {
                    add([member], to: TogaiKey.dimensions.rawValue, &members)
                }
            }
        }
    }

    /// Adds to an object; one that the record has itself goes first.
    private func add(
        _ more: [JSONValue.Member],
        to name: String,
        _ members: inout [JSONValue.Member],
    ) {
        guard let index = members.firstIndex(where: { $0.key == name }) else {
            members.append(.init(name, .object(more)))
            return
        }
        if case .object(let own) = members[index].value {
            members[index] = .init(name, .object(own + more))
        }
    }

    private func add(
        _ more: [JSONValue],
        to name: String,
        _ members: inout [JSONValue.Member],
    ) {
        guard let index = members.firstIndex(where: { $0.key == name }) else {
            members.append(.init(name, .array(more)))
            return
        }
        if case .array(let own) = members[index].value {
            members[index] = .init(name, .array(own + more))
        }
    }
}
