import DaybookCore
import TestRigs
import Testing

@Suite struct OpenMeterStatusTests {
    @Test func everyStatusHasTheFlagsOfTheTable() throws {
        let rows = try TestFolder().rows("Invoices-openmeter-statuses.tsv")
        #expect(rows.map { $0[0] } == OpenMeterStatus.allCases.map(\.rawValue))
        for row in rows {
            let status = try #require(OpenMeterStatus(rawValue: row[0]), "\(row)")
            #expect(status.shortStatus == row[1], "\(row)")
            let flags = flags.filter { $0.holds(status) }.map(\.name)
            #expect(flags == row.words(2), "\(row)")
            #expect(status.actionsOnEnter.map(\.description) == row.items(3), "\(row)")
            #expect(status.invoiceState?.rawValue ?? "-" == row[4], "\(row)")
        }
        #expect(OpenMeterStatus.initial.rawValue == "draft.created")
    }

    private let flags: [(name: String, holds: (OpenMeterStatus) -> Bool)] = [
        ("failed", \.isFailed),
        ("final", \.isFinal),
        ("editable", \.isEditable),
        ("immutable", \.isImmutable),
        ("deletable", \.isDeletable),
        ("retryable", \.isRetryable),
        ("approvable", \.isApprovable),
        ("voidable", \.isVoidable),
        ("advancesAutomatically", \.advancesAutomatically),
        ("terminal", \.isTerminal),
        ("inStateMachine", \.isInGraph),
    ]

    @Test func theGraphHasExactlyTheTransitionsOfTheTable() throws {
        let rows = try TestFolder().rows("Invoices-openmeter-transitions.tsv")
        let expected = rows.map { "\($0[0]) \($0[1]) \($0[2]) \(Set($0.items(3)).sorted())" }
        let found = OpenMeterStatus.graph.transitions.map { row in
            let guards = Set(row.guards.map(\.description)).sorted()
            return "\(row.from.rawValue) \(row.act.rawValue) \(row.to?.rawValue ?? "-") \(guards)"
        }
        #expect(found.sorted() == expected.sorted())
        #expect(OpenMeterStatus.graph.transitions.allSatisfy { $0.undo == .elsewhere })
    }

    @Test func everyTriggerMeansWhatTheTableSays() throws {
        let rows = try TestFolder().rows("Invoices-openmeter-triggers.tsv")
        #expect(
            rows.map(\.cells) == OpenMeterTrigger.allCases.map { [$0.rawValue, $0.meaning] }
        )
    }

    @Test func anInvoiceAdvancesByItselfAsFarAsTheTableSays() throws {
        for row in try TestFolder().rows("Invoices-openmeter-paths.tsv") {
            let path = try row.words(2).map { try #require(OpenMeterStatus(rawValue: $0)) }
            let start = try #require(path.first)
            #expect(start.path(under: try circumstances(row.words(1))) == path, "\(row)")
        }
    }

    @Test func everyActionPromisesWhereTheInvoiceWillRest() throws {
        for row in try TestFolder().rows("Invoices-openmeter-results.tsv") {
            let status = try #require(OpenMeterStatus(rawValue: row[0]), "\(row)")
            let trigger = try #require(OpenMeterTrigger(rawValue: row[1]), "\(row)")
            let circumstances = try circumstances(row.words(2))
            let result = status.result(of: trigger, under: circumstances)
            #expect(result?.rawValue ?? "-" == row[3], "\(row)")
        }
    }

    private func circumstances(_ words: [String]) throws -> OpenMeterCircumstances {
        var circumstances = OpenMeterCircumstances()
        for word in words {
            switch word {
            case "collecting": circumstances.isCollectionTimeReached = false
            case "manual": circumstances.autoAdvances = false
            case "draft-over": circumstances.isDraftPeriodOver = true
            case "critical": circumstances.hasCriticalIssues = true
            case "no-lines": circumstances.isEveryLineDeleted = true
            case "app-draft": circumstances.appHoldsDraft = true
            case "app-issue": circumstances.appHoldsIssue = true
            case _:
                let status = word.split(separator: ":").last.map(String.init) ?? ""
                circumstances.failing.insert(try #require(OpenMeterStatus(rawValue: status)))
            }
        }
        return circumstances
    }

    @Test func noInvoiceAdvancesInACircleWhateverTheCircumstances() {
        forEachSeed(50) { generator in
            var circumstances = OpenMeterCircumstances(
                isCollectionTimeReached: Bool.random(using: &generator),
                autoAdvances: Bool.random(using: &generator),
                isDraftPeriodOver: Bool.random(using: &generator),
                hasCriticalIssues: Bool.random(using: &generator),
                isEveryLineDeleted: Bool.random(using: &generator),
            )
            circumstances.appHoldsDraft = Bool.random(using: &generator)
            circumstances.appHoldsIssue = Bool.random(using: &generator)
            circumstances.failing = Set(
                OpenMeterStatus.allCases.filter { _ in Int.random(in: 0..<8, using: &generator) == 0
                }
            )
            for status in OpenMeterStatus.allCases {
                let path = status.path(under: circumstances)
                try #require(Set(path).count == path.count)
                for (one, other) in zip(path, path.dropFirst()) {
                    let acts = OpenMeterStatus.graph.transitions(from: one)
                        .filter { $0.to == other }.map(\.act)
                    try #require(acts.contains(.next) || acts.contains(.failed))
                }
            }
        }
    }
}

@Suite struct OpenMeterSubscriptionStatusTests {
    @Test func onlyTheActsOfTheTableAreAllowed() throws {
        let rows = try TestFolder().rows("Invoices-subscription-acts.tsv")
        let expected = rows.map { $0.cells.joined(separator: " ") }
        let found = OpenMeterSubscriptionStatus.graph.transitions.map {
            "\($0.from.rawValue) \($0.act.rawValue) \($0.to?.rawValue ?? "-")"
        }
        #expect(found == expected)
        #expect(!OpenMeterSubscriptionStatus.graph.knows(.cancel, in: .scheduled))
        #expect(!OpenMeterSubscriptionStatus.graph.knows(.update, in: .canceled))
    }

    @Test func theStatusFollowsFromTheDates() throws {
        for row in try TestFolder().rows("Invoices-subscription-statuses.tsv") {
            let status = OpenMeterSubscriptionStatus(
                at: try row.moment(0),
                activeFrom: try row.moment(1),
                activeTo: try row.optional(2, TableRow.moment),
                deletedAt: try row.optional(3, TableRow.moment),
            )
            #expect(status.rawValue == row[4], "\(row)")
        }
    }
}
