import DaybookBooks
import DaybookCore
import DaybookLive
import DaybookWire

extension Command {
    static let evaluate = Command(
        ["evaluate"],
        summary: "Answer worked cases with the code that bills",
        discussion: """
            Reads one case a line as JSON on standard input and writes one answer a line, in \
            order. What a case expects is never looked at. A case that the rules refuse answers \
            with the name of the error; one that is no case answers `bad_case`.
            """,
        arguments: [
            ArgumentSpec(
                "KIND",
                "The kind of the cases that name none",
                kind: .choice(CaseKind.all.map(\.name)),
                count: .optional
            )
        ],
        options: [
            .value(
                "profile",
                "NAME",
                .choice(ProfileID.allCases.map(\.rawValue)),
                "Whose arithmetic",
                default: .value(ProfileID.daybook.rawValue)
            )
        ],
        examples: [
            Example(
                "daybook evaluate --profile openmeter < cases.jsonl",
                "Answer cases as OpenMeter computes"
            )
        ],
        exits: [ExitNote(.wrongUsage, "a line is no case; all others are answered")],
        run: { session in
            let name = session.invocation.text("profile") ?? ""
            let zones = KnownZones()
            let setting = CaseSetting(
                profile: .of(ProfileID(rawValue: name) ?? .daybook),
                zone: { try zones.rules(named: $0) }
            )
            var answerer = CaseAnswerer(
                try FileSource(opening: "/dev/stdin"),
                setting,
                standardKind: session.invocation.optionalArgument("KIND")
            )
            try answerer.answerAll { bytes in
                guard session.output.isTerminal else { return try session.output.write(bytes) }
                for line in bytes.split(separator: UInt8(ascii: "\n")) {
                    try session.write(Words.line(String(decoding: line, as: UTF8.self)) + "\n")
                }
            }
            if answerer.hasBadCases {
                throw Failure(
                    .wrongUsage,
                    "some lines are no cases",
                    advice: "look for \"error\":\"bad_case\" in the answers"
                )
            }
        }
    )
}
