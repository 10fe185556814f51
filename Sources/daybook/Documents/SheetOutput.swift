import DaybookBooks
import DaybookLive
import DaybookWire

/// What the commands share that put a document on paper.
enum SheetOutput {
    private enum Format: String, CaseIterable {
        case text, html
    }

    static let options: [OptionSpec] = [
        .value(
            "format",
            "FORMAT",
            .choice(Format.allCases.map(\.rawValue)),
            "As text, or as a page that prints on A4",
            default: .described("html for a file that is called so, else text")
        ),
        .value("out", "FILE", .path(.file), "Write it to this new file"),
        .value(
            "width",
            "CELLS",
            .integer(SheetText.widths),
            "How wide a text may be",
            default: .value("\(SheetText.standardWidth)")
        ),
    ]

    static func write(_ sheet: DocumentSheet, _ session: Session) throws {
        let path = session.invocation.text("out")
        let format = format(session, path)
        let text =
            switch format {
            case .html: SheetPage(sheet).text()
            case .text:
                SheetText(
                    sheet,
                    width: session.invocation.certainInteger("width"),
                    profile: try session.textProfile()
                ).text()
            }
        let isJSON = session.invocation.flag("json") || session.invocation.flag("jsonl")
        if let path { try WholeFile.write(Array(text.utf8), to: path) }
        if isJSON {
            try session.writeJSON([
                "number": .text(sheet.number),
                "format": .string(format.rawValue),
                "file": .text(path),
                "document": path == nil ? .string(text) : .null,
            ])
        } else if let path {
            if session.invocation.flag("quiet") { return }
            try session.write(Words.line("wrote \(sheet.title) to \(path)") + "\n")
        } else {
            try session.write(text)
        }
    }

    private static func format(_ session: Session, _ path: String?) -> Format {
        if let named = session.invocation.text("format").flatMap({ Format(rawValue: $0) }) {
            return named
        }
        let isPage = path.map { $0.hasSuffix(".html") || $0.hasSuffix(".htm") } ?? false
        return isPage ? .html : .text
    }
}
