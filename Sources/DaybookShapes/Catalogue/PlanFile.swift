package import DaybookCore
internal import DaybookWire

/// A file with one plan or add-on: a JSON object, with comments if one likes.
package struct PlanFile<Content: Hashable & Sendable>: Hashable, Sendable {
    package let key: String
    package let content: Content
}

extension PlanFile where Content == PlanDefinition {
    /// - Parameter currency: the currency of a code, of ISO 4217 or of one's own
    package init(
        _ bytes: [UInt8],
        currency: @escaping (String) -> Currency? = { Currency(iso: $0) },
    ) throws(ShapeFaults) {
        let form = try ShapeFaults.form(in: bytes)
        var reader = PlanReader(currency)
        let key = reader.text(form, "key")
        guard let plan = reader.plan(form), let key, reader.faults.isEmpty else {
            throw reader.faults
        }
        self.init(key: key, content: plan)
    }
}

extension PlanFile where Content == AddOnDefinition {
    package init(
        _ bytes: [UInt8],
        currency: @escaping (String) -> Currency? = { Currency(iso: $0) },
    ) throws(ShapeFaults) {
        let form = try ShapeFaults.form(in: bytes)
        var reader = PlanReader(currency)
        let key = reader.text(form, "key")
        guard let addOn = reader.addOn(form), let key, reader.faults.isEmpty else {
            throw reader.faults
        }
        self.init(key: key, content: addOn)
    }
}

extension ShapeFaults {
    /// The object that a file consists of.
    static func form(in bytes: [UInt8]) throws(ShapeFaults) -> JSONForm {
        let root: JSONNode
        do throws(JSONSyntaxError) {
            root = try JSONDocument(JSONComments.blanked(bytes)).root
        } catch {
            // Where there is no JSON, there is no path in it.
            let place = TextPosition(offset: error.offset, in: bytes)
            let fault = ShapeFault(path: "\(place)", offset: error.offset, words: "\(error)")
            throw ShapeFaults([fault])
        }
        guard root.kind == .object else {
            throw ShapeFaults([ShapeFault(root.mismatch("an object"))])
        }
        return JSONForm(root)
    }
}
