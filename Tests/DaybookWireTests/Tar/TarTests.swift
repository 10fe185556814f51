import DaybookWire
import Glibc
import TestRigs
import Testing

@Suite struct TarTests {
    private static let small = archive([("a/one.txt", "hello"), ("b.txt", text(1000))])

    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    static func archive(_ members: [(path: String, content: String)]) -> [UInt8] {
        members.flatMap { member in
            let content = Array(member.content.utf8)
            return TarHeader(path: member.path, size: content.count, seconds: 1_795_000_000).bytes
                + content
                + [UInt8](repeating: 0, count: TarHeader.padding(behind: content.count))
        } + TarHeader.end
    }

    /// Paths and contents, or the first thing that does not fit.
    private static func reading(_ bytes: [UInt8], pieceSize: Int = 1 << 16) -> String {
        var found: [String] = []
        do {
            let source = MemorySource(bytes, pieceSize: pieceSize)
            var reader = TarReader(source, pieceSize: pieceSize)
            while let header = try reader.next() {
                let content = try reader.content(limit: .max) ?? []
                found.append("\(header.path)=\(String(decoding: content, as: UTF8.self))")
            }
        } catch let error as TarError {
            return "\(error.offset) \(error.problem)"
        } catch {
            return "\(error)"
        }
        return found.joined(separator: " ")
    }

    @Test func whatIsWrittenReadsBackInPiecesOfAnySize() {
        let expected = "a/one.txt=hello b.txt=\(Self.text(1000))"
        for pieceSize in [1, 3, 511, 512, 513, 1 << 16] {
            #expect(Self.reading(Self.small, pieceSize: pieceSize) == expected, "\(pieceSize)")
        }
        for size in [0, 1, 511, 512, 513, 1024, 5000] {
            let bytes = Self.archive([("x", Self.text(size)), ("y", "")])
            #expect(Self.reading(bytes) == "x=\(Self.text(size)) y=", "\(size)")
        }
        #expect(Self.reading(Self.archive([])) == "")
    }

    @Test func saysWhereAnArchiveWasChanged() throws {
        for row in try TestFolder().rows("Tar-damage.tsv") {
            var bytes = Self.small
            let place = try #require(Int(row[1])) * 512 + #require(Int(row[2]))
            let new = row[3].isEmpty ? [] : [try #require(UInt8(row[3], radix: 16))]
            bytes.replaceSubrange(place..<(place + new.count), with: new)
            let found = Self.reading(bytes)
            #expect((found.hasPrefix("a/one.txt=") ? "reads" : found) == row[4], "\(row)")
        }
    }

    /// No byte of an archive can be another without being found, or being content.
    @Test func everyByteButContentIsChecked() {
        let contents = Set(512..<517).union(1536..<2536)
        for place in Self.small.indices where !contents.contains(place) {
            var bytes = Self.small
            bytes[place] ^= 1
            #expect(!Self.reading(bytes).contains("="), "byte \(place)")
        }
    }

    @Test func saysWhereAnArchiveEnds() {
        for count in 0..<Self.small.count {
            let found = Self.reading(Array(Self.small.prefix(count)))
            #expect(found == "\(count) cutOff", "\(count) bytes")
        }
        #expect(Self.reading(Self.small + [0]) == "\(Self.small.count) trailing")
    }

    /// Members as a hostile hand makes them, with a right sum.
    @Test func refusesWhatIsNoPlainFileBelow() {
        func header(_ path: String, kind: Character = "0", _ link: String = "") -> [UInt8] {
            var block = TarHeader(path: "x", size: 0, seconds: 0).bytes
            func put(_ text: String, _ place: Int) {
                for (index, byte) in text.utf8.enumerated() { block[place + index] = byte }
            }
            put(path, 0)
            put(String(kind), 156)
            put(link, 157)
            put(String(repeating: " ", count: 8), 148)
            let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
            put(String(repeating: "0", count: 6 - sum.count) + sum + "\u{0} ", 148)
            return block
        }
        let cases: [(block: [UInt8], says: String)] = [
            (header("/etc/passwd"), #"0 outside("/etc/passwd")"#),
            (header("a/../../b"), #"0 outside("a/../../b")"#),
            (header(".."), #"0 outside("..")"#),
            (header("a//b"), #"0 unusual("a//b")"#),
            (header("./a"), #"0 unusual("./a")"#),
            (header("a\\b"), #"0 unusual("a\\b")"#),
            (header("a\u{1b}b"), #"0 unusual("a\u{1B}b")"#),
            (header("a", kind: "1", "b"), #"0 link("a")"#),
            (header("a", kind: "2", "/etc/passwd"), #"0 link("a")"#),
            (header("a", kind: "5"), #"0 special("a")"#),
            (header("a", kind: "x"), #"0 special("a")"#),
            (header("a", kind: "L"), #"0 special("a")"#),
        ]
        for row in cases { #expect(Self.reading(row.block + TarHeader.end) == row.says) }
    }

    @Test func anOutsideToolReadsIt() throws {
        let scratch = try ScratchFolder()
        let path = scratch.path + "/small.tar"
        try writeBytes(Self.small, to: path)
        let tar = ProgramRunner(program: "/bin/tar", environment: ["TZ": "UTC", "LC_ALL": "C"])
        let listed = try tar.run(["tvf", path, "--numeric-owner"], in: scratch)
        expectGolden(listed.transcript, named: "tar-listing.txt")
        let unpacked = try tar.run(["xf", path, "-C", scratch.path], in: scratch)
        #expect(unpacked.transcript == "exit 0\n")
        #expect(try readText(at: scratch.path + "/a/one.txt") == "hello")
    }
}
