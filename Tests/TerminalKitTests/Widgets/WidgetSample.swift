import TerminalKit

/// A widget to start from, and its place on a screen.
struct WidgetSample: Sendable {
    let widget: any DrivenWidget
    let place: @Sendable (Area) -> Area

    init(_ widget: any DrivenWidget, at place: @escaping @Sendable (Area) -> Area = { $0 }) {
        self.widget = widget
        self.place = place
    }

    /// The samples by the names that tables know them by.
    static let all: [String: WidgetSample] = lists.merging(lines) { first, _ in first }
        .merging(boxes) { first, _ in first }
        .merging(questions) { first, _ in first }

    /// Names as they come: wide, joined, combining, hostile.
    static let names = [
        "ACME GmbH", "Größenwahn AG", "日本語株式会社", "한국 주식회사", "👩‍💻 Studio 🇩🇪",
        "e\u{301}te\u{301} SARL", "Z\(String(repeating: "\u{300}", count: 12))algo",
        "\u{1B}[31mred\u{7}", "\u{202E}live\u{202C}", "a\u{200B}b\tc\nd", "क्षत्रिय लिमिटेड",
        "A very long name that goes on and on until there is no room for it any more, Ltd",
    ]

    static let prose = """
        The invoice leaves the ledger when it is issued, and after that only a credit note can \
        correct what it says.

        二〇二六年四月分の請求書です。合計金額は一万二千四百八十円になります。
        An-unbroken-word-that-is-longer-than-most-of-the-windows-that-anyone-would-ever-read-it-in
            Four spaces stay before this line, \u{1B}[31mand marks\u{7} stand for control bytes.
        """

    private static let lists: [String: WidgetSample] = [
        "list-empty": WidgetSample(ListBox([], emptyText: "No customers yet: c creates one")),
        "list-actions": WidgetSample(
            ListBox([
                .init("Approve", note: "a"),
                .init("Issue", note: "i", obstacle: "it is not approved yet"),
                .init("Send reminder", note: "R"),
                .init("Void", note: "V", obstacle: "a payment of EUR 980.00 is allocated to it"),
                .init("Copy"),
            ])
        ),
        "list-40": WidgetSample(
            ListBox((1...40).map { .init("Customer \($0)", note: "C-\(1000 + $0)") })
        ),
        "list-names": WidgetSample(
            ListBox(names.enumerated().map { .init($1, note: names[names.count - 1 - $0]) })
        ),
        "text-prose": WidgetSample(ScrollingText(StyledLine.lines(of: prose))),
        "text-styles": WidgetSample(
            ScrollingText([
                StyledLine([
                    StyledSpan("INV-2026-0412 ", Style(.accent, on: .background, .bold)),
                    StyledSpan("APPROVED", Style(.good)),
                    StyledSpan(" and sent to ", .plain),
                    StyledSpan("日本語株式会社", Style(.primary, on: .background, .underline)),
                    StyledSpan(" on 30 Nov", .quiet),
                ])
            ])
        ),
        "text-short": WidgetSample(
            ScrollingText([StyledLine("All of it."), StyledLine("Twice.")])
        ),
        "text-empty": WidgetSample(ScrollingText([])),
        "text-numbers": WidgetSample(
            ScrollingText((1...10_000).map { StyledLine("line \($0) of a long text") })
        ),
        "text-hostile": WidgetSample(
            ScrollingText([
                StyledLine(String(repeating: "\u{301}", count: 2500)),
                StyledLine(String(repeating: "x", count: 2500)),
                StyledLine(String(repeating: "日本 ", count: 700)),
                StyledLine(names.joined(separator: "\u{0}")),
            ])
        ),
    ]

    private static let lines: [String: WidgetSample] = [
        "tabs": WidgetSample(Tabs(["Summary", "Lines", "Explain", "History", "Raw"])),
        "tabs-names": WidgetSample(Tabs(names, current: 3)),
        "tabs-none": WidgetSample(Tabs([])),
        "prompt": WidgetSample(Prompt("/"), at: { $0.bottom(1) }),
        "prompt-messages": WidgetSample(prompt, at: { $0.top(2) }),
        "prompt-history": WidgetSample(
            Prompt(
                ":",
                history: PromptHistory([
                    "inv status:draft", "inv status:draft", "cust acme", "inv 2026", "", "pay",
                ])
            ),
            at: { $0.bottom(1) }
        ),
        "prompt-short": WidgetSample(Prompt("Code", limit: 5), at: { $0.top(2) }),
        "progress": WidgetSample(
            Progress("Importing events", count: 12_000, of: 26_000, after: .seconds(9))
        ),
        "progress-done": WidgetSample(
            Progress("Importing 日本語株式会社", count: 26_000, of: 26_000, after: .seconds(20))
        ),
        "progress-unknown": WidgetSample(
            Progress("Reading", count: 48_310, of: nil, after: .milliseconds(6500))
        ),
        "progress-slow": WidgetSample(
            Progress("", count: 3, of: 100_000, after: .seconds(30))
        ),
        "progress-odd": WidgetSample(
            Progress(names[7], count: .max, of: -1, after: .seconds(Int64.max))
        ),
        "toast-good": WidgetSample(Toast("3 invoices approved", .good)),
        "toast-note": WidgetSample(Toast("copied INV-2026-0412")),
        "toast-bad": WidgetSample(Toast("\(names[7]) is no customer of \(names[2])", .bad)),
        "scrollbar": WidgetSample(Scrollbar(top: 1, visible: 10, total: 100)),
        "scrollbar-end": WidgetSample(Scrollbar(top: 90, visible: 10, total: 100)),
        "scrollbar-odd": WidgetSample(Scrollbar(top: .max, visible: .min, total: .max)),
    ]

    private static var prompt: Prompt {
        var prompt = Prompt("Filter")
        prompt.placeholder = "words, or field:value"
        prompt.message = StyledSpan("12 of 48,310", .quiet)
        return prompt
    }

    private static let boxes: [String: WidgetSample] = [
        "box-plain": WidgetSample(BoxFrame(BoxPane())),
        "box-console": WidgetSample(consoleFrame),
        "box-grid": WidgetSample(gridFrame),
        "box-names": WidgetSample(
            BoxFrame(BoxPane(BoxTitle(names[2], key: "2", filter: names[7], count: "3 of 12")))
        ),
        "box-corner": WidgetSample(cornerFrame),
    ]

    /// The frame of the console's picture.
    static var consoleFrame: BoxFrame {
        let title = BoxTitle(
            "Invoices",
            key: "5",
            filter: "open · ACME",
            count: "1,204 of 48,310",
        )
        var table = BoxPane(title)
        table.columns = 63
        table.dividers = [.above(1)]
        let detail = BoxPane(Tabs(["Summary", "Lines", "Explain", "History", "Raw"]))
        return BoxFrame([table, detail])
    }

    private static var gridFrame: BoxFrame {
        var left = BoxPane(BoxTitle("Left"))
        left.columns = 10
        left.dividers = [.below(1), .above(2)]
        left.position = "1 of 9"
        left.scrollbar = Scrollbar(top: 5, visible: 10, total: 30)
        var middle = BoxPane(BoxTitle("Middle"))
        middle.columns = 8
        middle.dividers = [.below(1)]
        var right = BoxPane(BoxTitle("Right"))
        right.dividers = [.above(2)]
        return BoxFrame([left, middle, right])
    }

    private static var cornerFrame: BoxFrame {
        var pane = BoxPane(BoxTitle("Invoices", filter: "open", count: "3"))
        pane.corner = .tabs(Tabs(["Summary", "Lines", "Raw"], current: 1))
        pane.position = "12 of 40"
        pane.scrollbar = Scrollbar(top: 11, visible: 5, total: 40)
        return BoxFrame(pane)
    }

    private static let questions: [String: WidgetSample] = [
        "dialog-issue": WidgetSample(
            Dialog(
                "Issue 3 invoices",
                [
                    StyledLine("They leave the ledger and are sent to their customers:"),
                    StyledLine("EUR 13,460.50 (2), USD 4,310.00 (1)", .plain.with(.bold)),
                ],
                [.init("issue", "Issue 3 invoices", key: "y")],
                openedBy: KeyPress(.character("i"))
            )
        ),
        "dialog-same-key": WidgetSample(
            Dialog(
                "Yes",
                [StyledLine("The key of the action is the key that would confirm it.")],
                [.init("yes", "Yes", key: "y")],
                openedBy: KeyPress(.character("Y"))
            )
        ),
        "dialog-enter": WidgetSample(
            Dialog(
                "Send",
                [StyledLine("Enter has opened this.")],
                [.init("send", "Send", key: "y")],
                openedBy: KeyPress(.enter)
            )
        ),
        "dialog-three": WidgetSample(
            Dialog(
                "Quit",
                [StyledLine("3 changes are not committed.")],
                [
                    .init("commit", "Commit and quit", key: "c", tone: .good),
                    .init("discard", "Discard them and quit", key: "d", tone: .bad),
                ],
                cancel: .init("stay", "Stay", key: "s"),
                openedBy: KeyPress(.character("q"))
            )
        ),
        "dialog-word": WidgetSample(
            Dialog(
                "Delete a customer",
                StyledLine.lines(of: prose),
                [.init("delete", "Delete", key: "y", tone: .bad)],
                openedBy: KeyPress(.character("D")),
                typing: "Größenwahn AG"
            )
        ),
        "dialog-word-long": WidgetSample(
            Dialog(
                "Delete a customer",
                [StyledLine("With 12 invoices.")],
                [.init("delete", "Delete", key: "y", tone: .bad)],
                openedBy: KeyPress(.character("D")),
                typing: names[names.count - 1]
            )
        ),
        "dialog-no-word": WidgetSample(
            Dialog("Delete", [], [.init("delete", "Delete", key: "y")], openedBy: nil, typing: "")
        ),
        "dialog-names": WidgetSample(
            Dialog(
                names[7],
                names.map { StyledLine($0) },
                [.init("go", names[2], key: "y")],
                openedBy: nil
            )
        ),
        "help": WidgetSample(HelpSheet("Help: Invoices", help)),
        "help-names": WidgetSample(
            HelpSheet(names[7], [.init(names[3], names.map { .init($0, keys: $0, $0) })])
        ),
        "help-empty": WidgetSample(HelpSheet("Help", [])),
    ]

    private static let help: [HelpSheet.Group] = [
        .init(
            "This invoice",
            [
                .init("approve", keys: "a", "Approve"),
                .init("issue", keys: "i", "Issue", obstacle: "it is not approved yet"),
                .init("export", keys: "x", "Export"),
                .init("explain", keys: "E", "Explain its lines"),
            ]
        ),
        .init(
            "Moving",
            [
                .init("down", keys: "j  Down", "One row down"),
                .init("up", keys: "k  Up", "One row up"),
                .init("first", keys: "g g", "To the first row"),
                .init("last", keys: "G", "To the last row"),
                .init("back", keys: "Esc", "Back", obstacle: "this is where you began"),
            ]
        ),
        .init("Everywhere", [.init("palette", keys: "Ctrl-P", "Find anything")]),
    ]
}
