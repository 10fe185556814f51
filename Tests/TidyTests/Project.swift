import Glibc
import TestRigs

/// The files of the project, listed and read once for all rules.
struct Project: Sendable {
    /// Every file of `Sources` and `Tests`, by its path from the top folder, sorted.
    let paths: [String]
    /// Every folder below `Sources`, by its path from there, sorted.
    let sourceFolders: [String]
    /// The texts of Swift, C and C++.
    let sources: [SourceFile]

    static let current = Project(at: TestFolder.projectRoot())

    private init(at root: String) {
        let found = ["Sources", "Tests"].map { entries(below: $0, in: root) }
        paths = found.flatMap(\.files).sorted()
        sourceFolders = found[0].folders.map { String($0.dropFirst("Sources/".count)) }.sorted()
        sources = paths.filter(isSource).map { SourceFile(path: $0, text: Self.text($0)) }
    }

    var swiftFiles: [SourceFile] { sources.filter(\.isSwift) }

    static func text(_ path: String) -> String {
        (try? readText(at: "\(TestFolder.projectRoot())/\(path)")) ?? ""
    }
}

private func isSource(_ path: String) -> Bool {
    [".swift", ".cpp", ".c", ".h"].contains { path.hasSuffix($0) }
}

private func entries(
    below folder: String,
    in root: String,
) -> (files: [String], folders: [String]) {
    guard let handle = unsafe opendir("\(root)/\(folder)") else { return ([], []) }
    defer { unsafe _ = closedir(handle) }
    var files: [String] = []
    var folders: [String] = []
    while let entry = unsafe readdir(handle) {
        let name = unsafe withUnsafePointer(to: entry.pointee.d_name) {
            unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) {
                unsafe String(cString: $0)
            }
        }
        if name.hasPrefix(".") { continue }
        let path = "\(folder)/\(name)"
        if unsafe entry.pointee.d_type == UInt8(DT_DIR) {
            let inside = entries(below: path, in: root)
            folders += [path] + inside.folders
            files += inside.files
        } else {
            files.append(path)
        }
    }
    return (files, folders)
}
