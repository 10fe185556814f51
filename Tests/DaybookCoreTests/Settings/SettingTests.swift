import DaybookCore
import TestRigs
import Testing

@Suite struct SettingTests {
    private static let token = Currency(custom: "TOK", minorUnitDigits: 4)

    private struct NoZone: Error {}

    private static var world: SettingValue.World {
        SettingValue.World(
            currency: { $0 == "TOK" ? token : nil },
            timeZone: { name in
                if name != "Europe/Berlin" { throw NoZone() }
                return name
            }
        )
    }

    @Test func aSettingTakesTheValuesOfItsKind() throws {
        for row in try TestFolder().rows("setting-values.tsv") {
            let setting = try #require(LedgerSetting(rawValue: row[0]))
            let text = row[1].replacing("%0a", with: "\n").replacing("%1b", with: "\u{1b}")
            let found: String
            do {
                found = try SettingValue(setting, reading: text, in: Self.world).text
            } catch let error as SettingError {
                #expect(error.found == text)
                found = "wrong"
            } catch is NoZone {
                found = "no zone"
            }
            #expect(found == row[2], "\(row)")
        }
    }

    @Test func whatIsKeptReadsAsItself() throws {
        for setting in LedgerSetting.allCases {
            guard let standard = setting.standard else { continue }
            #expect(try SettingValue(setting, reading: standard, in: Self.world).text == standard)
        }
    }

    @Test func aLimitIsForEachCurrencyAndNothingForTheOthers() throws {
        for row in try TestFolder().rows("limits.tsv") {
            let limits = try Limits(reading: row[0])
            let words = row[1].split(separator: " ").map(String.init)
            let amount = try Money(words[0], try #require(Currency(iso: words[1])))
            #expect(limits.allow(amount) == (row[2] == "yes"), "\(row)")
            let standing = Standing.active(.support, [])
            let reason = standing.obstacle(to: amount, within: limits)
            #expect((reason == nil) == limits.allow(amount), "\(row)")
            for role in UserRole.allCases where !role.isLimited {
                #expect(Standing.active(role, []).obstacle(to: amount, within: limits) == nil)
            }
        }
    }
}
