import TerminalKit

extension ConsoleState {
    mutating func openHelp() -> [Effect] { [] }
    mutating func press(_ key: KeyPress, on sheet: HelpSheet, at now: Int) -> [Effect] { [] }
}
struct HelpDrawing {
    init(_ s: HelpSheet) {}; func frame(over c: Canvas) -> Frame { Frame(c.grid) }
}
