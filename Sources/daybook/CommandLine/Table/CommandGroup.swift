/// Commands of one subject. The top page of the help shows a table's groups in their order.
struct CommandGroup: Sendable {
    let title: String
    /// The nouns whose verbs are among `commands`.
    let nouns: [Noun]
    let commands: [Command]

    init(_ title: String, nouns: [Noun] = [], commands: [Command]) {
        self.title = title
        self.nouns = nouns
        self.commands = commands
    }
}
