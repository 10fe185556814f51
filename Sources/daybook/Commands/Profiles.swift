import DaybookCore
import DaybookWire

extension Command {
    static let profiles = Command(
        ["profiles"],
        summary: "Show where systems compute differently, and what each does",
        discussion: """
            A contract that comes from another system is computed as that system computes. \
            Naming a profile shows its choices with where they come from.
            """,
        arguments: [
            ArgumentSpec(
                "NAME",
                "The profile to explain",
                kind: .choice(ProfileID.allCases.map(\.rawValue)),
                count: .optional
            )
        ],
        examples: [
            Example("daybook profiles", "Compare all profiles"),
            Example("daybook profiles openmeter", "See what OpenMeter does, and why we think so"),
        ],
        run: { session in
            let name = session.invocation.optionalArgument("NAME")
            let fields = name.flatMap(ProfileID.init).map(ProfileFields.of) ?? ProfileFields.all
            try RecordOutput.write(ProfileChoice.all, fields, session)
        }
    )
}

/// The columns in which choices are shown.
private enum ProfileFields {
    private static let question = RecordField<ProfileChoice>.text(
        "question",
        .init("Question", cutTo: 24)
    ) { $0.question }

    private static let name = RecordField<ProfileChoice>.text(
        "name",
        .init("Choice"),
        isDefault: false
    ) { $0.name }

    static let all: [RecordField<ProfileChoice>] =
        [name, question]
        + ProfileID.allCases.map { id in
            .text(id.rawValue, .init(id.rawValue)) { $0.answer(.of(id)) }
        }

    static func of(_ id: ProfileID) -> [RecordField<ProfileChoice>] {
        [
            name, question, .text("answer", .init(id.rawValue)) { $0.answer(.of(id)) },
            .text("source", .init("From", cutTo: 20)) {
                $0.sources[id] ?? ($0.answer(.of(id)) == $0.answer(.daybook) ? "as ours" : nil)
            },
        ]
    }
}
