import DaybookLive
import DaybookWire

extension Command {
    static let themes = Command(
        ["themes"],
        summary: "List the colour themes",
        examples: [Example("daybook themes", "See which themes there are and which is in use")],
        run: { session in
            guard let folder = session.locations.shipped("themes") else {
                throw Failure(
                    .failed,
                    "the folder themes is not beside the program",
                    advice: "install Daybook as a whole, or run it from its source folder"
                )
            }
            let current = try session.settings()[.theme].value
            let themes = try Folders.names(in: folder, endingIn: ".json").map {
                try ThemeEntry(file: "\(folder)/\($0)", current: current)
            }
            try RecordOutput.write(themes, fields, session)
        }
    )

    private static let fields: [RecordField<ThemeEntry>] = [
        .text("name", .init("Theme")) { $0.name },
        .text("appearance", .init("Look")) { $0.appearance },
        RecordField(
            "current",
            .init(""),
            cell: { .init($0.isCurrent ? "in use" : "", .good) },
            json: { .bool($0.isCurrent) }
        ),
        .text("summary", .init("", cutTo: 20)) { $0.summary },
    ]
}

/// What a theme's file says of itself.
private struct ThemeEntry: Sendable {
    let name: String
    let appearance: String
    let summary: String
    let isCurrent: Bool

    init(file: String, current: String) throws {
        let bytes = try FileSource.content(of: file, limit: 1 << 20)
        do {
            let root = try JSONDocument(JSONComments.blanked(bytes)).root
            name = try root.required("name").string()
            appearance = try root.required("appearance").string()
            summary = try root.required("summary").string()
        } catch let error as JSONSyntaxError {
            throw Self.failure(file, bytes, error.offset, error.description)
        } catch let error as JSONShapeError {
            throw Self.failure(file, bytes, error.offset, error.description)
        }
        isCurrent = name == current
    }

    private static func failure(
        _ file: String,
        _ bytes: [UInt8],
        _ offset: Int,
        _ problem: String,
    ) -> Failure {
        let place = TextPosition(offset: offset, in: bytes)
        return Failure(.wrongUsage, "\(file), \(place): \(problem)", instance: file)
    }
}
