import DaybookBooks

// What lives in this folder: records of files on their way into the ledger. Files are read in
// `DaybookBooks`, and what a record may be is decided by the forms of the commands and by the
// desks of the store: here the one is brought to the other.

/// What became of the records of an import.
struct ImportTally {
    private(set) var kinds: [(kind: ImportSubject, counts: Counts)] = []
    private(set) var problems: [ImportProblem] = []
    /// The entries of the journal; nil where nothing was written.
    var entries: ClosedRange<Int>?

    /// How many of one kind.
    struct Counts {
        var read = 0
        var stored = 0
        var same = 0
        var changed = 0
        var conflicting = 0
        var invalid = 0

        var all: [(name: String, count: Int)] {
            [
                ("read", read), ("stored", stored), ("same", same), ("changed", changed),
                ("conflicting", conflicting), ("invalid", invalid),
            ]
        }
    }

    /// Problems that are kept; more are counted.
    static let mostKept = 1000

    var refusedCount: Int {
        kinds.reduce(0) { $0 + $1.counts.invalid + $1.counts.conflicting }
    }

    var invalidCount: Int { kinds.reduce(0) { $0 + $1.counts.invalid } }

    mutating func begin(_ subject: ImportSubject) {
        if !kinds.contains(where: { $0.kind == subject }) { kinds.append((subject, Counts())) }
    }

    mutating func count(_ subject: ImportSubject, _ body: (inout Counts) -> Void) {
        begin(subject)
        for place in kinds.indices where kinds[place].kind == subject { body(&kinds[place].counts) }
    }

    mutating func add(_ problem: ImportProblem) {
        if problems.count < Self.mostKept { problems.append(problem) }
    }

    /// Nothing of it was kept after all.
    mutating func takeBack() {
        entries = nil
        for place in kinds.indices {
            kinds[place].counts.stored = 0
            kinds[place].counts.changed = 0
        }
    }
}

/// What is counted by itself.
enum ImportSubject: Hashable {
    case organisation
    case kind(FolderKind)

    var name: String {
        switch self {
        case .organisation: "organisation"
        case .kind(let kind): kind.rawValue
        }
    }
}

/// A record that was not taken, and why.
struct ImportProblem {
    let subject: ImportSubject
    let file: String
    let line: Int?
    /// The column or the path in JSON; nil where the record as a whole is meant.
    let field: String?
    let problem: String
    let isConflict: Bool

    /// - Parameter detail: what is wrong, perhaps with its place before it
    init(
        _ subject: ImportSubject,
        file: String,
        line: Int?,
        _ detail: String,
        isOfTable: Bool,
        isConflict: Bool = false,
    ) {
        (self.subject, self.file, self.line) = (subject, file, line)
        self.isConflict = isConflict
        let place = line.map { "\(file), line \($0): " } ?? "\(file): "
        var rest = detail.hasPrefix(place) ? String(detail.dropFirst(place.count)) : detail
        var field: String?
        if rest.hasPrefix("$."), let end = rest.firstRange(of: ": ") {
            field = String(rest[rest.index(rest.startIndex, offsetBy: 2)..<end.lowerBound])
            rest = String(rest[end.upperBound...])
        } else if rest.hasPrefix("$: ") {
            rest = String(rest.dropFirst(3))
        }
        self.field = field
        problem = rest
    }

    /// `customers.csv, line 3: currency: expected a currency, found …`
    var words: String {
        let place = line.map { "\(file), line \($0)" } ?? file
        return "\(place): " + (field.map { "\($0): " } ?? "") + problem
    }
}
