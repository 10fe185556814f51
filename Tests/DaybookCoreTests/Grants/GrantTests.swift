import DaybookCore
import TestRigs
import Testing

@Suite struct GrantTests {
    private let script = GrantScript(origin: .epoch)

    @Test func `a grant lives from its beginning to the first of its ends`() throws {
        for row in try TestFolder().rows("GrantLives.tsv") {
            let life = GrantLife(
                effectiveAt: try script.time(row[0]),
                expiresAt: try script.instant(row[1]),
                deletedAt: try script.instant(row[2]),
                voidedAt: try script.instant(row[3]),
            )
            #expect(life.endsAt == (try script.instant(row[5])), "\(row)")
            #expect(life.isActive(at: try script.time(row[4])) == (row[6] == "yes"), "\(row)")
        }
    }

    @Test func `grants burn by priority, expiry, creation and id`() throws {
        for row in try TestFolder().rows("GrantOrders.tsv") {
            let ranks = try row[0].split(separator: " ").map { try rank($0) }
            for start in ranks.indices {
                let turned = Array(ranks[start...] + ranks[..<start])
                let order = turned.sorted().map(\.id.text).joined(separator: " ")
                #expect(order == row[1], "\(row)")
            }
        }
    }

    private func rank(_ text: Substring) throws -> BurnRank {
        let parts = text.split(separator: ":")
        return BurnRank(
            priority: try #require(Int(parts[1])),
            expiresAt: try parts[2] == "-" ? nil : instant(parts[2]),
            createdAt: try instant(parts[3]),
            id: GrantID(String(parts[0])),
        )
    }

    /// Seconds and tenths of them.
    private func instant(_ text: Substring) throws -> Instant {
        let tenths = try #require(
            try PreciseAmount.read(text).multiplied(by: .read("10")).wholeNumber
        )
        return try Instant(milliseconds: Int64(tenths) * 100)
    }

    @Test func `a grant expires by the calendar and the profile's month ends`() throws {
        for row in try TestFolder().rows("GrantExpirations.tsv") {
            let words = row[1].split(separator: " ")
            let unit = try #require(GrantExpiration.Unit(rawValue: String(words[1])))
            let count = try #require(Int(words[0]))
            do {
                let expiration = try GrantExpiration(count, unit)
                let start = try row.instant(0)
                #expect(try expiration.expiry(of: start, .clamp) == row.instant(2), "\(row)")
                #expect(try expiration.expiry(of: start, .overflow) == row.instant(3), "\(row)")
            } catch let error as GrantError {
                #expect("\(error)" == row[2], "\(row)")
            }
        }
        let ages = try GrantExpiration(9_000, .year)
        #expect(throws: GrantError.time(.dateOutOfRange)) { try ages.expiry(of: .epoch, .clamp) }
        let endless = try GrantExpiration(.max, .year)
        #expect(throws: GrantError.time(.durationOutOfRange)) {
            try endless.expiry(of: .epoch, .overflow)
        }
    }

    @Test func `a reset leaves a balance between two bounds`() throws {
        for row in try TestFolder().rows("GrantRollovers.tsv") {
            do {
                let rollover = try GrantRollover(minimum: .read(row[0]), maximum: .read(row[1]))
                #expect(try rollover.balance(after: .read(row[2])) == .read(row[3]), "\(row)")
            } catch let error as GrantError {
                #expect("\(error)" == row[3], "\(row)")
            }
        }
    }

    @Test func `ids are told apart by their bytes`() {
        let (composed, decomposed) = (GrantID("\u{E9}"), GrantID("e\u{301}"))
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed, composed]).count == 2)
        #expect(decomposed < composed && !(composed < composed))
    }
}
