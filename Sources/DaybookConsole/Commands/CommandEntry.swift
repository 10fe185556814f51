/// All that is said of a command: help, key line, keymap and its check derive from this.
package struct CommandEntry: Sendable {
    package let command: ConsoleCommand
    package let group: Group
    /// What it does, as an order: `Filter the list by words and fields`.
    package let title: String
    /// The keys that call it unless a configuration says otherwise; a space separates the keys
    /// of a sequence.
    package let keys: [String]
    /// The word in the key line; nil where the line need not tell.
    package let hint: String?

    package enum Group: String, Sendable, CaseIterable {
        case moving = "Moving"
        case records = "Records"
        case panes = "Panes"
        case program = "Program"
    }

    private init(
        _ command: ConsoleCommand,
        _ group: Group,
        _ title: String,
        _ keys: [String],
        hint: String? = nil,
    ) {
        self.command = command
        self.group = group
        self.title = title
        self.keys = keys
        self.hint = hint
    }

    package static let all: [CommandEntry] = [
        .init(.filter, .records, "Filter the list by words and fields", ["/"], hint: "filter"),
        .init(.open, .records, "Open the record", ["enter", "l", "right"], hint: "open"),
        .init(.back, .records, "Go back", ["esc", "backspace", "h", "left"], hint: "back"),
        .init(.nextPart, .records, "Show the next part of the record", ["tab"], hint: "next part"),
        .init(.previousPart, .records, "Show the part before", ["shift-tab"]),
        .init(
            .invoicesOfCustomer,
            .records,
            "Show the invoices of this customer",
            ["i"],
            hint: "invoices",
        ),
        .init(
            .customerOfInvoice,
            .records,
            "Show the customer of this invoice",
            ["o"],
            hint: "customer",
        ),
        .init(.zoom, .records, "Give the record the whole screen, or the list", ["z"]),
        .init(.moveUp, .moving, "Up one row", ["up", "k"]),
        .init(.moveDown, .moving, "Down one row", ["down", "j"]),
        .init(.pageUp, .moving, "Up one page", ["pgup", "ctrl-b"]),
        .init(.pageDown, .moving, "Down one page", ["pgdn", "ctrl-f", "space"]),
        .init(.goToFirst, .moving, "To the first row", ["home", "g g"]),
        .init(.goToLast, .moving, "To the last row", ["end", "G"]),
        .init(.customers, .panes, "Customers", ["2"], hint: "customers"),
        .init(.invoices, .panes, "Invoices", ["5"], hint: "invoices"),
        .init(.reload, .program, "Read the list anew", ["r", "f5"]),
        .init(.redraw, .program, "Draw the screen anew", ["ctrl-l"]),
        .init(.help, .program, "Help: all keys of this place", ["?", "f1"], hint: "help"),
        .init(.suspend, .program, "Back to the shell for a while", ["ctrl-z"]),
        .init(.quit, .program, "Quit", ["q", "ctrl-c"], hint: "quit"),
    ]

    package static func of(_ command: ConsoleCommand) -> CommandEntry {
        guard let entry = all.first(where: { $0.command == command }) else {
            preconditionFailure("every command has a row in the table: \(command)")
        }
        return entry
    }
}
