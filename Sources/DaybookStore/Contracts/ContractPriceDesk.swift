package import DaybookCore

/// Gives contracts prices of their own. Everything happens in the transaction of the connection.
package struct ContractPriceDesk {
    private let connection: Connection
    private let now: Instant
    private let contracts: ContractRepository

    /// - Parameter zone: the rules of a zone by its name
    package init(
        _ connection: Connection,
        at now: Instant,
        zone: @escaping (String) throws -> ZoneRules,
    ) {
        self.connection = connection
        self.now = now
        contracts = ContractRepository(connection, zone: zone)
    }

    /// Makes the change, if the contract still is as it was looked at. Nobody can come without a
    /// clearance.
    package func agree(
        _ order: ContractPriceOrder,
        _: Clearance,
    ) throws -> ContractRecord {
        guard var record = try contracts.find("\(order.contract)") else {
            throw ApprovalError.gone(noun: "contract", order.key)
        }
        try RecordVersions(connection).require(order.contractVersion, of: record.id, .contract)
        let zone = record.contract.zone
        // A day that has begun can still be changed: whole days are billed.
        try order.make(&record.contract, now: zone.startOfDay(zone.date(of: now)))
        try contracts.update(record)
        return record
    }
}
