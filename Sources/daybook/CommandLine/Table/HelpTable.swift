/// Terms and what they mean, under a title: a part of a page of help and of the manual.
struct HelpTable: Sendable {
    let title: String
    let rows: [(term: String, meaning: String)]

    init(_ title: String, _ rows: [(term: String, meaning: String)]) {
        self.title = title
        self.rows = rows
    }
}
