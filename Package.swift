// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target of the house: what the compiler can check, it checks.
let house: [SwiftSetting] = [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A release build optimises a module as a whole, on one core. In the program itself nothing is hot,
/// and no other module waits for it: its files are compiled apart from each other, on all cores. The
/// compiler's warning that it ignores `-num-threads` says just that.
let fileByFile = SwiftSetting.unsafeFlags(
    ["-no-whole-module-optimization", "-enable-batch-mode"],
    .when(configuration: .release),
)

func module(_ name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: ["TestRigs"] + dependencies,
        exclude: ["Data"],
        swiftSettings: house,
    )
}

var targets: [Target] = [
    // C, one target for each library.
    .target(
        name: "CJSON",
        cxxSettings: [.unsafeFlags(["-O3", "-g1", "-Wall", "-Wextra"])],
        linkerSettings: [.linkedLibrary("simdjson")],
    ),

    .target(
        name: "CCrypto",
        cSettings: [.unsafeFlags(["-O3", "-g1", "-Wall", "-Wextra"])],
        linkerSettings: [.linkedLibrary("sodium")],
    ),

    .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),

    .target(
        name: "CTerminal",
        cSettings: [.unsafeFlags(["-Wall", "-Wextra"])],
        linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")],
    ),

    // Modules, from the ground up. Sources/README.md says what each holds and may import.
    module("DaybookCore"),
    module("DaybookWire", uses: ["DaybookCore", "CJSON"]),
    module("DaybookShapes", uses: ["DaybookCore", "DaybookWire"]),
    module(
        "DaybookStore",
        uses: ["DaybookCore", "DaybookShapes", "DaybookWire", "CCrypto", "CSQLite"],
    ),
    module("DaybookBooks", uses: ["DaybookCore", "DaybookShapes", "DaybookWire"]),
    module("TerminalKit"),
    module("TerminalCurses", uses: ["TerminalKit", "CTerminal"]),
    module("DaybookConsole", uses: ["DaybookCore", "TerminalKit"]),
    module(
        "DaybookLive",
        uses: [
            "DaybookCore", "DaybookWire", "DaybookShapes", "DaybookStore", "DaybookBooks",
            "TerminalKit",
        ],
    ),
    .executableTarget(
        name: "daybook",
        dependencies: [
            "DaybookCore", "DaybookWire", "DaybookShapes", "DaybookStore", "DaybookBooks",
            "TerminalKit", "DaybookLive", "TerminalCurses", "DaybookConsole",
        ],
        swiftSettings: house + [fileByFile],
    ),

    // Tests, and what they stand on.
    .target(
        name: "FaultFiles",
        path: "Tests/FaultFiles",
        cSettings: [.unsafeFlags(["-Wall", "-Wextra"])],
        linkerSettings: [.linkedLibrary("sqlite3")],
    ),
    .target(
        name: "TestRigs",
        dependencies: ["DaybookCore", "DaybookLive", "TerminalKit"],
        path: "Tests/TestRigs",
        swiftSettings: house,
    ),
    tests(of: "DaybookCore", uses: ["DaybookCore"]),
    tests(of: "DaybookWire", uses: ["DaybookCore", "DaybookWire"]),
    tests(of: "DaybookShapes", uses: ["DaybookCore", "DaybookShapes", "DaybookWire"]),
    tests(
        of: "DaybookStore",
        uses: ["CCrypto", "DaybookCore", "DaybookStore", "DaybookWire", "FaultFiles"],
    ),
    tests(of: "DaybookBooks", uses: ["DaybookBooks", "DaybookCore", "DaybookWire"]),
    tests(of: "TerminalKit", uses: ["TerminalKit"]),
    tests(of: "DaybookConsole", uses: ["DaybookConsole", "DaybookCore", "TerminalKit"]),
    tests(of: "DaybookLive", uses: ["DaybookLive", "DaybookStore", "TerminalKit"]),
    tests(
        of: "Daybook",
        uses: ["daybook", "DaybookCore", "DaybookLive", "DaybookStore", "DaybookWire"],
    ),
    .testTarget(name: "TidyTests", dependencies: ["TestRigs"], swiftSettings: house),
]

// The fuzzer brings its own `main`, so that its target links only under `scripts/fuzz`.
if Context.environment["DAYBOOK_FUZZ"] == "1" {
    targets.append(
        .executableTarget(
            name: "daybook-fuzz",
            dependencies: [
                "DaybookBooks", "DaybookCore", "DaybookLive", "DaybookShapes", "DaybookWire",
                "TerminalKit",
            ],
            path: "Tests/Fuzz",
            exclude: ["Dictionaries", "Seeds"],
            swiftSettings: house + [.unsafeFlags(["-parse-as-library"])],
        )
    )
}

let package = Package(
    name: "daybook",
    targets: targets,
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17,
)
