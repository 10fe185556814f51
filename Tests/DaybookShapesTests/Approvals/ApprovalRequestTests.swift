import DaybookCore
import DaybookShapes
import DaybookWire
import TestRigs
import Testing

@Suite struct ApprovalRequestTests {
    /// What is kept reads as itself, in bytes that are the same each time, or says what is wrong.
    @Test func aRequestIsReadAsItIsWrittenOrSaysWhatIsWrong() throws {
        for row in try TestFolder().rows("approval-requests.tsv") {
            let act = try #require(ApprovableAct(rawValue: row[0]), "\(row)")
            #expect(Self.read(act, row[1]) == row[2], "\(row)")
        }
    }

    private static func read(_ act: ApprovableAct, _ text: String) -> String {
        do {
            let request = try request(act, text)
            let again = try Self.request(act, request.canonicalText)
            guard again == request, request.act == act else { return "not the same again" }
            let amount = request.amount.map { "\($0)" } ?? "no amount"
            let isCanonical = request.canonicalText == text
            return "\(amount), \(request.subject == request.result ? "itself" : "another")"
                + (isCanonical ? "" : ", other bytes")
        } catch let error as JSONShapeError {
            return "\(error.path): expected \(error.expected)"
        } catch {
            return "\(error)"
        }
    }

    private static func request(_ act: ApprovableAct, _ text: String) throws -> ApprovalRequest {
        try ApprovalRequest(act, JSONForm(JSONDocument(text).root)) { Currency(iso: $0) }
    }
}
