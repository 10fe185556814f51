internal import DaybookCore

/// A product of made-up books.
struct SampleProduct: Sendable {
    let product: Product

    private init(_ key: String, _ name: String, unit: String, meter: String? = nil) {
        product = Product(key: key, name: name, unit: unit, meter: meter)
    }

    static let platform = SampleProduct("platform", "Platform fee", unit: "month")
    static let support = SampleProduct("support", "Support", unit: "month")
    static let calls = SampleProduct("api-calls", "API calls", unit: "call", meter: "api-calls")
    static let egress = SampleProduct("egress", "Data out", unit: "GB", meter: "egress")
    static let storage = SampleProduct("storage", "Storage", unit: "GB", meter: "storage")
    static let setup = SampleProduct("setup", "Setup", unit: "hour")

    static let all = [platform, support, calls, egress, storage, setup]

    static let units = [
        ProductUnit(key: "month", name: "month", commonCode: "MON"),
        ProductUnit(key: "call", name: "call"),
        ProductUnit(key: "GB", name: "GB", commonCode: "E34"),
        ProductUnit(key: "hour", name: "hour", commonCode: "HUR"),
    ]
}
