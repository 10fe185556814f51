import DaybookConsole
import DaybookLive
import TerminalCurses
import TerminalKit

/// The colours and signs of the console, as settings and terminal allow.
struct ConsoleLook {
    let theme: Theme
    /// Why it is not the theme that was asked for.
    let problem: Message?
    private let profile: TextProfile
    private let wantsColor: Bool
    private let environment: [String: String]

    /// A theme that there is not is refused; one that is broken gives way to the standard one.
    init(_ session: Session) throws {
        let setting = try session.settings()[.theme]
        let chosen = ThemeLibrary(session.locations).choose(named: setting.value)
        if case .unknown(let name, let known) = chosen.problem {
            throw FailureReport.unknownTheme(name, from: "\(setting.origin)", known: known)
        }
        theme = chosen.theme
        problem = chosen.problem.map {
            Message("\(FailureReport.theme($0).detail); this is the standard theme", .bad)
        }
        profile = try session.textProfile()
        wantsColor = try session.settings()[.color].value != "never"
        environment = session.environment
    }

    func depth(on facts: TerminalFacts) -> ColorDepth {
        ColorDepth(
            ColorDepth.Facts(
                colors: facts.colors,
                hasDirectColor: facts.hasTrueColor,
                term: environment["TERM"] ?? "",
                colorTerm: environment["COLORTERM"] ?? "",
            ),
            isWanted: wantsColor,
        )
    }

    /// Where only ASCII arrives, or is wanted, lines and marks are drawn with it.
    func profile(on facts: TerminalFacts) -> TextProfile {
        let isASCII = theme.isASCII || !facts.isUTF8
        return TextProfile(
            ambiguous: profile.ambiguous,
            marks: isASCII ? .ascii : profile.marks,
        )
    }
}
