import DaybookCore

extension Remote {
    /// A remote that shares some nouns.
    static func sample(_ number: Int, _ nouns: Set<SharedNoun>) -> Remote {
        Remote(
            id: RecordID(bits: UInt128(9000 + number)),
            name: "remote \(number)",
            dialect: .openmeter,
            address: try! RemoteAddress("https://api.example.com"),
            isLive: false,
            nouns: nouns,
            createdAt: .epoch
        )
    }
}
