// What the program carries in itself, so that it has a look where no file can be read. Tests hold
// both to the files of the same names.

extension Theme {
    /// What is used where nothing else is chosen or can be read: `ledger`.
    package static var standard: Theme {
        Theme(
            name: "ledger",
            summary: "Calm and dark",
            appearance: .dark,
            colors: ByRole { role in
                switch role {
                case .primary: .rgb(RGB(0xd8dbe2))
                case .secondary: .rgb(RGB(0x949cab))
                case .accent: .rgb(RGB(0x74b4f2))
                case .background: .rgb(RGB(0x16191f))
                case .surface: .rgb(RGB(0x22262e))
                case .good: .rgb(RGB(0x7fc68f))
                case .warning: .rgb(RGB(0xe2b35f))
                case .bad: .rgb(RGB(0xf08a84))
                }
            },
        )
    }

    /// What is used where no colour is wanted or can be shown.
    package static var mono: Theme {
        Theme(
            name: "mono",
            summary: "Without colour, in the terminal's own black and white",
            appearance: .terminal,
            colors: ByRole { _ in .terminal },
            attributes: ByRole { role in
                switch role {
                case .primary, .background, .surface: []
                case .secondary: .dim
                case .accent: .reverse
                case .good: .bold
                case .warning: .underline
                case .bad: [.bold, .underline]
                }
            },
        )
    }
}
