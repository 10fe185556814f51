import DaybookCore
import DaybookShapes
import TestRigs
import Testing

@Suite struct FilterFileTests {
    @Test func aFileOfFiltersIsReadAsItIsWrittenOrSaysWhatIsWrong() throws {
        for row in try TestFolder().rows("filter-files.tsv") {
            #expect(Self.read(row[0]) == row[1], "\(row)")
        }
    }

    private static func read(_ text: String) -> String {
        do {
            let file = try FilterFile(Array(text.utf8))
            let again = try FilterFile(Array(file.text.utf8))
            return again.text == file.text ? flat(file.text) : "not the same again"
        } catch let faults as ShapeFaults {
            return faults.faults.map(\.description).joined(separator: "; ")
        } catch {
            return String("\(error)".prefix { $0 != "(" })
        }
    }

    /// The text in one line.
    private static func flat(_ text: String) -> String {
        text.split(separator: "\n").map { line in
            let rest = line.drop { $0 == " " }
            return rest.replacing("\": ", with: "\":")
        }.joined()
    }
}
