package import DaybookCore
package import DaybookWire

/// What is wrong in a file that somebody wrote, and where.
package struct ShapeFault: Error, Hashable, Sendable {
    /// As in `$.phases[0].rateCards[2].key`; the line and column of what is no JSON.
    package let path: String
    /// Counted from nought, in bytes.
    package let offset: Int
    package let words: String

    package init(path: String, offset: Int, words: String) {
        self.path = path
        self.offset = offset
        self.words = words
    }

    package init(_ error: JSONShapeError) {
        self.init(
            path: error.path,
            offset: error.offset,
            words: "expected \(error.expected), found \(error.found)"
        )
    }

    /// What is wrong in a price that stands in a form.
    package init(_ error: PriceError, in form: JSONForm) {
        self.init(
            path: error.path.isEmpty ? form.node.path : "\(form.node.path).\(error.path)",
            offset: form.node.offset,
            words: error.words
        )
    }
}

extension ShapeFault: CustomStringConvertible {
    package var description: String { "\(path): \(words)" }
}

/// Everything that is wrong in a file: whoever mends it wants one list.
package struct ShapeFaults: Error, Hashable, Sendable {
    package internal(set) var faults: [ShapeFault] = []

    package init(_ faults: [ShapeFault] = []) {
        self.faults = faults
    }

    package var isEmpty: Bool { faults.isEmpty }

    /// What `body` reads from a form; nil, and noted, where something is wrong.
    mutating func reading<Value>(
        _ form: JSONForm,
        _ body: (JSONForm) throws -> Value?,
    ) -> Value? {
        do {
            return try body(form)
        } catch let error as JSONShapeError {
            faults.append(ShapeFault(error))
        } catch let error as PriceError {
            faults.append(ShapeFault(error, in: form))
        } catch let fault as ShapeFault {
            faults.append(fault)
        } catch {
            let (path, offset) = (form.node.path, form.node.offset)
            faults.append(ShapeFault(path: path, offset: offset, words: "\(error)"))
        }
        return nil
    }

    /// A member that nobody asks for is a slip of the pen, not something to pass over.
    mutating func expect(_ form: JSONForm, toHaveOnly known: [String]) {
        guard let members = try? form.node.members() else { return }
        var seen: Set<String> = []
        for member in members {
            let path = "\(form.node.path).\(member.key)"
            let offset = member.value.offset
            if !seen.insert(member.key).inserted {
                faults.append(ShapeFault(path: path, offset: offset, words: "occurs twice"))
            } else if !known.contains(member.key) {
                let words = "nothing here is called so; there are \(known.joined(separator: ", "))"
                faults.append(ShapeFault(path: path, offset: offset, words: words))
            }
        }
    }
}

extension ShapeFaults: CustomStringConvertible {
    package var description: String {
        faults.map(\.description).joined(separator: "\n")
    }
}
