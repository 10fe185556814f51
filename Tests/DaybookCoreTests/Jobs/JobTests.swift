import DaybookCore
import TestRigs
import Testing

@Suite struct JobTests {
    @Test func whatAJobLeavesIsWhatFailedOrAllThatWasAsked() throws {
        for row in try TestFolder().rows("job-rests.tsv") {
            let end = row[1].split(separator: ":").map(String.init)
            let job = Job(
                id: RecordID(bits: 1),
                Self.request(row[0]),
                by: "anna",
                state: try #require(Job.State(rawValue: end[0])),
                begunAt: .epoch,
                counts: Job.Counts(failed: try #require(Int(row[3]))),
                problem: end.count > 1 ? end[1] : nil
            )
            let entries = row[2].split(separator: " ").map { Job.Entry(String($0), "because") }
            var said: String
            do {
                said = try job.rest(entries).words.joined(separator: " ")
            } catch {
                said = String("\(error)".prefix { $0 != "(" })
            }
            #expect(said == row[4], "\(row)")
        }
    }

    /// `bill run|as-of=2026-12-01|each|=argument`
    private static func request(_ text: String) -> CommandRequest {
        let parts = text.split(separator: "|").map(String.init)
        var request = CommandRequest(parts[0])
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", omittingEmptySubsequences: false)
                .map(String.init)
            if pair[0].isEmpty {
                request.arguments.append(pair[1])
            } else {
                request.options[pair[0]] =
                    pair.count == 1 ? [] : pair[1].split(separator: ",").map(String.init)
            }
        }
        return request
    }
}
