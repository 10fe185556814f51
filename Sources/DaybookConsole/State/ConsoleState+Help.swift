import TerminalKit

extension ConsoleState {
    /// All commands of this place, and why some of them do nothing now.
    mutating func openHelp() -> [Effect] {
        let groups = CommandEntry.Group.allCases.map { group in
            HelpSheet.Group(
                group.rawValue,
                CommandEntry.all.filter { $0.group == group }.map { entry in
                    HelpSheet.Entry(
                        entry.command.rawValue,
                        keys: keymap.keys(of: entry.command).map(\.name).joined(separator: "  "),
                        entry.title,
                        obstacle: obstacle(to: entry.command),
                    )
                },
            )
        }
        let place = PaneDefinition.of(pane)
        let filters = FilterHelp(pane: place).groups
        var sheet = HelpSheet("Help: \(place.title)", groups + filters)
        sheet.fit(HelpDrawing.area(in: size), profile)
        overlay = .help(sheet)
        return []
    }

    mutating func press(_ key: KeyPress, on sheet: HelpSheet, at now: Int) -> [Effect] {
        var sheet = sheet
        let answer = sheet.answer(key)
        overlay = .help(sheet)
        switch answer {
        case .stays, .ignored, .refused:
            return []
        case .closed:
            overlay = .none
            return []
        case .run(let id):
            overlay = .none
            if let text = FilterHelp.text(of: id) { return startFilter(text) }
            guard let command = ConsoleCommand(rawValue: id) else {
                preconditionFailure("help lists commands by their names: \(id)")
            }
            return run(command, at: now)
        }
    }

    /// The sheet above the panes has another size with the screen.
    mutating func fitHelp() {
        guard case .help(var sheet) = overlay else { return }
        sheet.fit(HelpDrawing.area(in: size), profile)
        overlay = .help(sheet)
    }
}
