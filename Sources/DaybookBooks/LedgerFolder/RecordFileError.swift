/// What is wrong in a file of records, and where: enough to open the file and mend it.
package struct RecordFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    /// Counted from 1; nil when the file as a whole is meant.
    package let line: Int?
    package let problem: String

    package init(file: String, line: Int?, problem: String) {
        self.file = file
        self.line = line
        self.problem = problem
    }

    package var description: String {
        line.map { "\(file), line \($0): \(problem)" } ?? "\(file): \(problem)"
    }
}
