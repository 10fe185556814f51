import TerminalKit

/// The console has ended because its terminal has, or because somebody has ended the process. All
/// is tidied up; there is nobody to tell.
struct TerminalLost: Error {
    let end: TerminalEnd
}
