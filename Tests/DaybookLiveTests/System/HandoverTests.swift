import DaybookLive
import TestRigs
import Testing

@Suite struct HandoverTests {
    @Test func everythingGivenArrivesInOrder() throws {
        let handover = Handover<Int>(capacity: 3)
        for number in 0..<3 { #expect(handover.give(number)) }
        #expect(try handover.take() == 0)
        #expect(handover.give(3))
        handover.close()
        var rest: [Int] = []
        while let number = try handover.take() { rest.append(number) }
        #expect(rest == [1, 2, 3])
    }

    @Test func whoGivesLearnsThatNobodyTakes() {
        let handover = Handover<Int>(capacity: 1)
        handover.close()
        #expect(!handover.give(1))
    }

    @Test func aWaitCanBeGivenUp() {
        struct Enough: Error {}
        let handover = Handover<Int>(capacity: 1)
        var count = 0
        #expect(throws: Enough.self) {
            _ = try handover.take {
                count += 1
                if count == 2 { throw Enough() }
            }
        }
    }
}
