internal import DaybookCore
package import DaybookWire

/// Answers cases, one JSON object a line, in order, in memory that does not grow with them.
package struct CaseAnswerer {
    private var lines: JSONLinesReader
    private let setting: CaseSetting
    private let kinds: [String: CaseKind]
    private let standardKind: String?
    /// Whether any case so far was of no known kind, or not as its kind asks for.
    package private(set) var hasBadCases = false

    /// - Parameter standardKind: the kind of cases that name none
    package init(
        _ source: any ByteSource,
        _ setting: CaseSetting,
        standardKind: String? = nil,
    ) {
        lines = JSONLinesReader(source)
        self.setting = setting
        self.standardKind = standardKind
        kinds = Dictionary(uniqueKeysWithValues: CaseKind.all.map { ($0.name, $0) })
    }

    /// Hands over answers until the cases end, many lines at a time.
    package mutating func answerAll(_ write: ([UInt8]) throws -> Void) throws {
        var json = JSONStream()
        while let line = try lines.next() {
            switch line {
            case .value: answer(CaseInput(lines.document().root), &json)
            case .failure(_, let error): refuse(nil, .bad("\(error)"), &json, from: json.mark)
            }
            json.endLine()
            if json.bytes.count >= 1 << 16 {
                try write(json.bytes)
                json.removeAll()
            }
        }
        if !json.bytes.isEmpty { try write(json.bytes) }
    }

    private mutating func answer(_ input: CaseInput, _ json: inout JSONStream) {
        let start = json.mark
        let id = try? input.optionalText("id")
        do {
            let name = try input.optionalText("kind") ?? standardKind ?? input.text("kind")
            guard let kind = kinds[name] else {
                throw CaseError.bad("$.kind: there is no kind \(JSONText.quoted(name))")
            }
            let setting = setting
            try json.object { json in
                json.text("id", id)
                try kind.answer(input, setting, &json)
            }
        } catch let error as CaseError {
            refuse(id, error, &json, from: start)
        } catch let error as any CaseRefusal {
            refuse(id, .refused(name: error.caseName, detail: "\(error)"), &json, from: start)
        } catch let error as TimeError {
            refuse(id, .refused(name: "time_out_of_range", detail: "\(error)"), &json, from: start)
        } catch {
            refuse(id, .bad("\(error)"), &json, from: start)
        }
    }

    private mutating func refuse(
        _ id: String?,
        _ error: CaseError,
        _ json: inout JSONStream,
        from start: JSONStream.Mark,
    ) {
        json.cut(to: start)
        json.object { json in
            json.text("id", id)
            switch error {
            case .bad(let detail):
                json.text("error", "bad_case")
                json.text("detail", detail)
            case .refused(let name, let detail):
                json.text("error", name)
                json.text("detail", detail)
            }
        }
        if case .bad = error { hasBadCases = true }
    }
}

/// An error of the domain that is an answer: it has a name that programs can tell apart.
protocol CaseRefusal: Error, CustomStringConvertible {
    var caseName: String { get }
}
