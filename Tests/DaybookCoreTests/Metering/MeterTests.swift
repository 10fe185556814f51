import DaybookCore
import TestRigs
import Testing

@Suite struct MeterTests {
    @Test func `a meter that breaks a rule is refused with the field that is wrong`() throws {
        for row in try TestFolder().rows("MeterFaults.tsv") {
            #expect(try fault(row.unescaped(0)) == row.unescaped(1), "\(row)")
        }
        #expect(throws: MeterFault.self) {
            try Meter(key: "", eventType: "t", aggregation: .count)
        }
        #expect(throws: MeterFault.self) {
            try Meter(key: "k", eventType: "", aggregation: .count)
        }
        let outside = FilterTree.criterion("model", FilterCriterion(.exists))
        #expect(throws: MeterFault.self) {
            try Meter(key: "k", eventType: "t", aggregation: .count, filter: .any([outside]))
        }
    }

    private func fault(_ cell: String) throws -> String {
        do {
            _ = try MeterCells.meter(cell)
            return "ok"
        } catch let error as MeterFault {
            return "\(error)"
        }
    }

    @Test func `numbers and texts that are numbers count, all else is set aside`() throws {
        let meter = try MeterCells.meter("t sum $.v")
        for row in try TestFolder().rows("MeterNumbers.tsv") {
            let value = MeterCells.value(row.unescaped(0))
            #expect(found(EventData([value]), meter) == row.unescaped(1), "\(row)")
        }
        #expect(found(.none(for: meter), meter) == "!null and missing value property")
    }

    @Test func `every value that is set has a text to count and to split by`() throws {
        let meter = try MeterCells.meter("t unique_count $.v g:$.g")
        for row in try TestFolder().rows("MeterTexts.tsv") {
            let value = MeterCells.value(row.unescaped(0))
            let data = EventData([value, value])
            #expect(found(data, meter) == row[1], "\(row)")
            #expect(meter.groupTexts(in: data) == [row[2]], "\(row)")
        }
        #expect(meter.groupTexts(in: .none(for: meter)) == [""])
    }

    private func found(_ data: EventData, _ meter: Meter) -> String {
        do {
            switch try meter.value(in: data) {
            case .number(let number): return "\(number.normalized)"
            case .text(let text): return text.text
            }
        } catch {
            return "!" + "\(error)".dropFirst("invalid event: ".count)
        }
    }

    @Test func `what an error quotes of a hostile text is short`() throws {
        let meter = try MeterCells.meter("t sum $.v")
        for text in ["e\u{301}", "9", "x", "\u{301}", "\0"] {
            let long = String(repeating: text, count: 10_000)
            #expect(found(EventData([.text(long)]), meter).utf8.count < 300)
            #expect(found(EventData([.number(long)]), meter).utf8.count < 300)
        }
    }

    @Test func `events are let in whose data is an object or nothing`() throws {
        let meter = try MeterCells.meter("t sum $.v")
        let good = EventData([.number("1")])
        let bad = EventData([.null])
        #expect(EventIntake(.object, contentType: nil, good, for: meter) == .accepted(nil))
        #expect(EventIntake(.object, contentType: nil, bad, for: meter) == .accepted(.null))
        for form in [EventIntake.Form.absent, .null] {
            let intake = EventIntake(form, contentType: nil, .none(for: meter), for: meter)
            #expect(intake == .accepted(.noData))
            #expect(intake.httpStatus == 204)
        }
        let text = EventIntake(.other, contentType: nil, good, for: meter)
        #expect(text == .refused(.notAnObject))
        #expect(EventIntake(.malformed, contentType: nil, good, for: meter) == .refused(.notJSON))
        let xml = EventIntake(.object, contentType: "application/xml", good, for: meter)
        #expect(xml == .refused(.notJSON))
        #expect(xml.httpStatus == 400)
        #expect(xml.listedFault == nil)
    }
}
