import DaybookCore
import DaybookStore
import DaybookWire
import TestRigs
import Testing

@testable import daybook

/// Trust: whatever is done to a pack, the first thing that does not fit is named, and nothing stays
/// behind.
@Suite struct PackTamperingTests {
    @Test func theFirstThingThatDoesNotFitIsNamed() throws {
        let books = try PackBooks()
        let pack = try books.pack()
        #expect(try books.fault(of: pack, key: PackBooks.key) == nil)
        var said: [String] = []
        for row in try TestFolder().rows("pack-tampering.tsv") {
            var hand = Hand(archive: try PackArchive(pack))
            for step in row[1].split(separator: ";") { try hand.act(String(step.trimmed)) }
            let fault = try books.fault(of: hand.bytes, key: hand.key)
            let words = fault.map { "\($0.name): \(FailureReport.sentence($0))" } ?? "it fits"
            // Keys and places differ with the ids in the books, which are made by chance.
            let masked = words.replacing(/[0-9a-f]{64}/, with: "HASH")
                .replacing(/[0-9]{1,3}(,[0-9]{3})+/, with: "N").replacing(/[0-9]{5,}/, with: "N")
            said.append("\(row[0])\n    \(masked)\n")
            #expect(fault != nil, "\(row)")
        }
        expectGolden(said.joined(), named: "pack-tampering.txt")
        #expect(books.leftOvers == [])
    }

    /// Headers, contents and what is between: in each member, and in what ends the archive.
    @Test func everyMemberIsHeldAgainstTheManifestByteByByte() throws {
        let books = try PackBooks()
        let pack = try books.pack(["--without-ledger"])
        let archive = try PackArchive(pack)
        var start = 0
        var generator = SeededGenerator(seed: 5)
        for member in archive.members {
            let size = member.content.count
            var places = [start, start + 511, start + Int.random(in: 0..<512, using: &generator)]
            if size > 0 {
                places += [
                    start + 512, start + 511 + size,
                    start + 512 + Int.random(in: 0..<size, using: &generator),
                ]
            }
            start += 512 + size + TarHeader.padding(behind: size)
            places.append(start - 1)
            for place in places {
                var bytes = pack
                bytes[place] ^= 4
                #expect(try books.fault(of: bytes) != nil, "byte \(place) in \(member.path)")
            }
            let cut = try books.fault(of: Array(pack.prefix(start)))
            #expect(cut != nil, "cut off behind \(member.path)")
        }
        for place in [pack.count - 1024, pack.count - 1] {
            var bytes = pack
            bytes[place] ^= 4
            #expect(try books.fault(of: bytes) != nil, "byte \(place) of the end")
        }
        #expect(books.leftOvers == [])
    }

    /// Whoever signs it: bytes of the ledger inside may be anything, and an answer comes.
    @Test func aGarbledLedgerIsAnswered() throws {
        let books = try PackBooks()
        let archive = try PackArchive(books.pack())
        let size = archive[PackManifest.ledgerPath].count
        var found = 0
        forEachSeed(40) { generator in
            var hand = archive
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                let start = Int.random(in: 0..<size, using: &generator)
                let end = min(size, start + Int.random(in: 1...64, using: &generator))
                for place in start..<end {
                    let byte = UInt8.random(in: .min ... .max, using: &generator)
                    hand[PackManifest.ledgerPath][place] = byte
                }
            }
            try hand.rehash()
            hand.sign(with: PackBooks.seed)
            if try books.fault(of: hand.bytes) != nil { found += 1 }
        }
        // The rest fell on pages that nobody reads.
        #expect(found > 10)
        #expect(books.leftOvers == [])
    }

    /// Any bytes are refused, with words.
    @Test func whateverIsNoPackIsRefused() throws {
        let folder = try ProgramFolder()
        try folder.scratch.file("empty", containing: "")
        try folder.scratch.file("text", containing: "Number,Customer\n")
        try writeBytes(TarHeader.end, to: folder.path("nothing.tar"))
        var said: [String] = []
        for words in [
            ["verify", "FOLDER/empty"], ["verify", "FOLDER/text"],
            ["verify", "FOLDER/nothing.tar"],
            ["verify", "FOLDER"], ["verify", "FOLDER/none.tar"], ["verify"],
            ["verify", "FOLDER/nothing.tar", "--key", "FOLDER/text"],
            ["verify", "FOLDER/nothing.tar", "--key", "FOLDER/none"],
            ["verify", "FOLDER/nothing.tar", "--json"],
        ] {
            let result = try folder.run(words)
            said.append("$ \(words.joined(separator: " "))\n\(folder.transcript(result))")
        }
        expectGolden(said.joined(separator: "\n"), named: "pack-none.txt")
    }
}

/// Somebody who changes a pack, step by step.
private struct Hand {
    var archive: PackArchive
    private(set) var key: String?
    private var rest: (removed: Int, added: [UInt8]) = (0, [])

    init(archive: PackArchive) { self.archive = archive }

    var bytes: [UInt8] { archive.bytes.dropLast(rest.removed) + rest.added }

    mutating func act(_ step: String) throws {
        let words = step.split(separator: " ", maxSplits: 2).map(String.init)
        let path = words.count > 1 ? words[1] : ""
        let value = words.count > 2 ? words[2] : ""
        switch words[0] {
        case "flip": archive[path][try #require(Int(value))] ^= 1
        case "digit":
            let place = try #require(Int(value))
            let digit = archive[path][place]
            archive[path][place] = digit == UInt8(ascii: "1") ? UInt8(ascii: "2") : 0x31
        case "put": archive[path] = Array(value.utf8)
        case "lengthen": archive[path] += [0]
        case "halve": archive[path].removeLast(archive[path].count / 2)
        case "garble":
            for place in (archive[path].count / 2)..<(archive[path].count / 2 + 20_000) {
                archive[path][place] = 0xA5
            }
        case "blanks": archive[path].insert(UInt8(ascii: " "), at: 1)
        case "cut": rest.removed = try #require(Int(path))
        case "append": rest.added = [0]
        case "time": archive.seconds += try #require(Int(path))
        case "sql": try archive.edit(step.split(separator: " ", maxSplits: 1)[1].description)
        case "model": try restoreTriggers()
        case "rehash": try archive.rehash()
        case "sign": archive.sign(with: String(repeating: path, count: 32))
        case "key": key = PackBooks.key
        case _: try rearrange(words[0], path, value)
        }
    }

    /// Members as wholes, and what the manifest says of them.
    private mutating func rearrange(_ verb: String, _ path: String, _ value: String) throws {
        let place = archive.members.firstIndex { $0.path == path }
        switch verb {
        case "rename": archive.members[try #require(place)].path = value
        case "add":
            let count = archive.members.count
            let offset = value == "end" ? count : try #require(Int(value))
            archive.members.insert((path, [1]), at: offset < 0 ? count + offset : offset)
        case "remove":
            archive.members.remove(at: path == "LAST" ? archive.members.count - 3 : place!)
        case "swap":
            let other = try #require(archive.members.firstIndex { $0.path == value })
            archive.members.swapAt(try #require(place), other)
        case "move":
            archive.members.insert(
                archive.members.remove(at: try #require(place)),
                at: try #require(Int(value))
            )
        case "repeat":
            let index = try #require(place)
            archive.members.insert(archive.members[index], at: index + 1)
        case "exchange": (archive[path], archive[value]) = (archive[value], archive[path])
        case "name":
            try archive.change { manifest in
                manifest.members.append(.init(path: path, size: 0, digest: .zero))
            }
        case "count":
            let count = try #require(Int(value))
            try archive.change { manifest in
                manifest.lists = manifest.lists.map { list in
                    list.name == path ? .init(name: path, count: count, totals: list.totals) : list
                }
            }
        case "list":
            try archive.change { manifest in
                manifest.lists.append(.init(name: path, count: 0, totals: []))
            }
        case "head":
            let number = try #require(Int(path))
            try archive.change { manifest in
                manifest.journal = .init(number: number, hash: manifest.journal.hash)
            }
        case _: throw TestFailure("there is no step \(verb)")
        }
    }

    /// The triggers that were dropped, as a ledger has them.
    private mutating func restoreTriggers() throws {
        let scratch = try ScratchFolder()
        try FeeBooks.make(at: scratch.path + "/model.db", accounts: 1)
        let model = try Connection(path: scratch.path + "/model.db", mode: .readOnly)
        let sql = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        for trigger in try model.all(sql, [], { ($0.text(0), $0.text(1)) }) {
            try archive.edit("DROP TRIGGER IF EXISTS \(trigger.0); \(trigger.1)")
        }
    }
}

extension Substring {
    fileprivate var trimmed: Substring { drop { $0 == " " } }
}
