import DaybookLive
import DaybookStore
import Glibc
import TestRigs
import Testing

@Suite struct KeyFileTests {
    private let scratch: ScratchFolder

    init() throws {
        scratch = try ScratchFolder()
    }

    private func problem(_ path: String) -> String {
        do {
            _ = try KeyFile.key(at: path)
            return "none"
        } catch let error as KeyFileError {
            return "\(error.problem)"
        } catch let error as FileError {
            return error.reason
        } catch {
            return "\(error)"
        }
    }

    @Test func aKeyIsMadeAtItsFirstUseForItsOwnerAlone() throws {
        let path = scratch.path + "/deep/er/signing.key"
        #expect(try KeyFile.existingKey(at: path) == nil)
        // Whatever the process lets others do with new files.
        let mask = umask(0)
        defer { umask(mask) }
        let key = try KeyFile.key(at: path)
        var status = stat()
        #expect(unsafe stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o600)
        #expect(try KeyFile.key(at: path).verifying == key.verifying)
        #expect(try KeyFile.existingKey(at: path)?.verifying == key.verifying)
        #expect(try Folders.names(in: scratch.path + "/deep/er", endingIn: "") == ["signing.key"])
    }

    @Test func aKeyThatOthersCouldHaveReadIsNotUsed() throws {
        let path = scratch.path + "/signing.key"
        _ = try KeyFile.key(at: path)
        for mode: mode_t in [0o640, 0o604, 0o660, 0o601] {
            unsafe chmod(path, mode)
            #expect(problem(path) == "readableByOthers", "\(mode)")
        }
        unsafe chmod(path, 0o400)
        #expect(problem(path) == "none")
        let link = scratch.path + "/link"
        #expect(unsafe symlink(path, link) == 0)
        #expect(problem(link) == "noFile")
        #expect(problem(scratch.path) == "noFile")
        let pipe = scratch.path + "/pipe"
        #expect(unsafe mkfifo(pipe, 0o600) == 0)
        #expect(problem(pipe) == "noFile")
    }

    @Test func whatIsNoKeyIsNotTakenForOne() throws {
        let seed = String(repeating: "0a", count: 32)
        let texts = [
            "", "\n", seed + "\n\n", seed + "0a\n", String(seed.dropLast()), seed.uppercased(),
            String(repeating: "x", count: 64), String(repeating: "0a", count: 5000),
        ]
        for text in texts {
            let path = try scratch.file("key", containing: text)
            unsafe chmod(path, 0o600)
            #expect(problem(path) == "noKey", "\(text)")
        }
        let path = try scratch.file("key", containing: seed)
        unsafe chmod(path, 0o600)
        #expect(problem(path) == "none")
    }

    @Test func aWholeFileIsNeverPutInPlaceOfAnother() throws {
        let path = scratch.path + "/file"
        try WholeFile.write([1, 2, 3], to: path)
        #expect(throws: FileError.self) { try WholeFile.write([4], to: path) }
        #expect(try readBytes(at: path) == [1, 2, 3])
        #expect(throws: FileError.self) { try WholeFile.write([4], to: path + "/none") }
        #expect(scratch.names == ["file"])
    }

    @Test func aWholeFileReplacesAnotherWhenItIsToldToAndWhole() throws {
        let path = scratch.path + "/file"
        try WholeFile.write([1, 2, 3], to: path)
        func begun() throws -> WholeFile {
            let file = try WholeFile(path, replacing: true)
            try file.append([4])
            return file
        }
        _ = try begun()
        #expect(try readBytes(at: path) == [1, 2, 3])
        try begun().finish()
        #expect(try readBytes(at: path) == [4])
        #expect(scratch.names == ["file"])
    }
}
