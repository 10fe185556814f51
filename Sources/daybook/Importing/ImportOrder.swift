import DaybookBooks
import DaybookLive

/// What is asked of an import: its files in the order in which they are read, and how.
struct ImportOrder {
    let files: [File]
    /// The file of a folder that says whose books they are.
    let organisation: String?
    let isFolder: Bool
    let isUpdating: Bool
    let isKeepingValid: Bool
    let isRecognising: Bool

    struct File {
        let kind: FolderKind
        let path: String
        let form: RecordFile.Form

        /// How errors call it.
        var name: String { path.split(separator: "/").last.map(String.init) ?? path }
    }

    init(_ path: String, _ invocation: Invocation) throws {
        isFolder = Folders.isFolder(path)
        isUpdating = invocation.flag("update")
        isKeepingValid = invocation.flag("keep-valid")
        isRecognising = invocation.flag("recognise")
        let kind = invocation.text("kind").flatMap { FolderKind(rawValue: $0) }
        if isFolder {
            if kind != nil {
                throw Failure(.wrongUsage, "--kind is said of a file, and \(path) is a folder")
            }
            let root = path.last == "/" ? String(path.dropLast()) : path
            let names = Set(try Folders.names(in: root, endingIn: ""))
            organisation =
                names.contains("organisation.json") ? "\(root)/organisation.json" : nil
            files = try Self.files(names, in: root)
        } else {
            organisation = nil
            files = try Self.files(beside: path, kind)
        }
    }

    // MARK: - Of a folder

    private static func files(_ names: Set<String>, in root: String) throws -> [File] {
        var files: [File] = []
        for name in names.sorted() {
            guard let form = RecordFile.Form(ofFile: name) else { continue }
            guard let kind = FolderKind(ofFile: name) else {
                let stems = FolderKind.allCases.map(\.rawValue)
                let stem = String(name.prefix { $0 != "." })
                throw Failure(
                    .wrongUsage,
                    "\(root)/\(name): no kind of record is called so"
                        + FailureReport.meant(stem, among: stems),
                    advice: "there are \(stems.joined(separator: ", "))"
                )
            }
            if let other = files.first(where: { $0.kind == kind && kind.owner != nil }) {
                throw Failure(
                    .wrongUsage,
                    "\(root)/\(name): there is \(other.name) beside it, for the same invoices"
                )
            }
            files.append(File(kind: kind, path: "\(root)/\(name)", form: form))
        }
        if files.isEmpty {
            throw Failure(
                .wrongUsage,
                "\(root) has no file that can be imported",
                advice: "`daybook import --fields all` lists the names of files"
            )
        }
        let order = FolderKind.allCases
        return files.sorted { one, other in
            let (place, next) = (order.firstIndex(of: one.kind), order.firstIndex(of: other.kind))
            return (place ?? 0, one.name) < (next ?? 0, other.name)
        }
    }

    // MARK: - Of one file

    private static func files(beside path: String, _ named: FolderKind?) throws -> [File] {
        guard let form = RecordFile.Form(ofFile: path) else {
            throw Failure(
                .wrongUsage,
                "\(path): the name ends neither in .csv nor in .jsonl",
                advice: "save the table as CSV, or write an object a line"
            )
        }
        guard let kind = named ?? FolderKind(ofFile: path) else {
            let kinds = FolderKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(
                .wrongUsage,
                "\(path): the name does not say what is in it",
                advice: "say it with --kind: \(kinds)"
            )
        }
        if let owner = kind.owner {
            throw Failure(
                .wrongUsage,
                "\(path): \(kind.rawValue) come with \(owner.rawValue), from the same folder",
                advice: "import the file of the \(owner.rawValue)"
            )
        }
        let file = File(kind: kind, path: path, form: form)
        let stem = FolderKind.invoices.rawValue
        guard kind == .invoices, file.name.hasPrefix(stem) else { return [file] }
        // Beside `invoices-2026.csv` lies `invoice-lines-2026.csv`.
        let folder = path.dropLast(file.name.count)
        let rest = file.name.dropFirst(stem.count).prefix { $0 != "." }
        let beside = [FolderKind.invoiceLines, .invoiceDetails].flatMap { part in
            ["csv", "jsonl", "ndjson"].compactMap { end -> File? in
                let path = "\(folder)\(part.rawValue)\(rest).\(end)"
                guard (try? Files.size(of: path)) != nil,
                    let form = RecordFile.Form(ofFile: path)
                else { return nil }
                return File(kind: part, path: path, form: form)
            }
            .prefix(1)
        }
        return [file] + beside
    }
}
