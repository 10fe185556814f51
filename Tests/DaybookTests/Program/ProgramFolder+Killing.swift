import Glibc
import TestRigs

/// The real program, killed.
extension ProgramFolder {
    /// How often a test kills; more by `DAYBOOK_KILLS=200`.
    static var killCount: Int {
        unsafe getenv("DAYBOOK_KILLS").flatMap { unsafe Int(String(cString: $0)) } ?? 4
    }

    /// Runs the program for so many milliseconds; false when it was done before. In the foreground
    /// the one who kills is not killed along, and waits until the program is gone.
    func isKilled(
        _ words: [String],
        after milliseconds: Double,
    ) throws -> Bool {
        let killer = ProgramRunner(
            program: "/usr/bin/timeout",
            environment: runner.environment
        )
        let microseconds = String(max(1, Int(milliseconds * 1000)))
        let seconds =
            "0." + String(repeating: "0", count: max(0, 6 - microseconds.count))
            + microseconds
        let time = microseconds.count > 6 ? "\(milliseconds / 1000)" : seconds
        let result = try killer.run(
            ["--foreground", "-s", "KILL", time, Self.program] + words,
            in: ScratchFolder()
        )
        return result.exitCode != 0
    }
}
