internal import DaybookCore

/// Makes lists of the cells of one stretch, which come in order of subject and groups.
struct RollupListBuilder {
    let reader: MeterReader
    let level: RollupLevel
    let scope: RollupScope
    let start: Int64
    private let part: Int64
    private let generation: Int64

    private var bytes: [UInt8] = []
    private var scratch: [UInt8] = []
    private var firstSubject: Int64 = 0
    private var subject: Int64 = 0
    private var count = 0

    /// Cells in one list: about two lists lie on a page.
    private static let listLength = 128

    init(
        _ reader: MeterReader,
        _ level: RollupLevel,
        _ scope: RollupScope,
        start: Int64,
        part: Int64,
        generation: Int64 = 0,
    ) {
        self.reader = reader
        self.level = level
        self.scope = scope
        self.start = start
        self.part = part
        self.generation = generation
    }

    mutating func add(
        subject: Int64,
        groups: Int64,
        _ cell: RollupCell,
        _ lists: RollupLists,
    ) throws {
        if count >= Self.listLength { try finish(lists) }
        if count == 0 { (firstSubject, self.subject) = (subject, subject) }
        scratch.removeAll(keepingCapacity: true)
        cell.append(to: &scratch)
        PackedNumbers.append(UInt64(subject - self.subject), to: &bytes)
        PackedNumbers.append(UInt64(groups), to: &bytes)
        PackedNumbers.append(UInt64(scratch.count), to: &bytes)
        bytes += scratch
        self.subject = subject
        count += 1
    }

    mutating func finish(_ lists: RollupLists) throws {
        if count == 0 { return }
        try lists.connection.run(
            """
            INSERT INTO rollups (meter, level, start, first_subject, last_subject, generation,
                part, cells)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                .integer(reader.row), .integer(scope.code(level)), .integer(start),
                .integer(firstSubject), .integer(subject), .integer(generation), .integer(part),
                .blob(bytes),
            ]
        )
        bytes.removeAll(keepingCapacity: true)
        count = 0
    }
}
