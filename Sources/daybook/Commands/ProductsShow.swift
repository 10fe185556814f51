import DaybookCore
import DaybookStore
import DaybookWire
import TerminalKit

extension Command {
    static let productsShow = Command(
        ["products", "show"],
        summary: "Show one product",
        arguments: [ArgumentSpec("PRODUCT", "The product's key or id")],
        examples: [Example("daybook products show calls", "Show the product with this key")],
        exits: [ExitNote(.notFound, "there is no such product")],
        run: { session in
            let word = session.invocation.argument("PRODUCT")
            let (product, id, version) = try session.read { connection in
                let (product, id) = try session.product(word, connection)
                return (product, id, try RecordVersions(connection).version(of: id, .product))
            }
            if session.invocation.flag("json") || session.invocation.flag("jsonl") {
                try session.writeJSON([
                    "id": .string(id.description),
                    "key": .string(product.key),
                    "name": .string(product.name),
                    "unit": .string(product.unit),
                    "group": .text(product.group),
                    "meter": .text(product.meter),
                    "taxCode": .text(product.taxCode),
                    "state": .string(product.state.rawValue),
                    "version": version.map { .integer($0) } ?? .null,
                ])
                return
            }
            let facts: [(name: String, value: TextTable.Cell)] = [
                ("Product", .init(product.name, .heading)),
                ("Key", .init(product.key)),
                ("Unit", .init(product.unit)),
                ("Group", .init(product.group ?? "none")),
                ("Meter", .init(product.meter ?? "none: it is had, not used")),
                ("Tax code", .init(product.taxCode ?? "none")),
                ("State", .init(product.state.rawValue)),
                ("Id", .init(id.description, .quiet)),
            ]
            try session.write(try RecordOutput.facts(facts, session))
        }
    )
}
