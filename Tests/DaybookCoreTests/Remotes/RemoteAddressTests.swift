import DaybookCore
import TestRigs
import Testing

@Suite struct RemoteAddressTests {
    @Test func anAddressIsTakenOrRefusedWithTheReason() throws {
        for row in try TestFolder().rows("remote-addresses.tsv") {
            let outcome: String
            do {
                let address = try RemoteAddress(row[0])
                outcome = "\(address.text) at \(address.host)"
            } catch {
                outcome = "\(error)"
            }
            #expect(outcome == row[1], "\(row)")
        }
    }
}
