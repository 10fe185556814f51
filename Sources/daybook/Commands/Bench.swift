import DaybookWire
import TerminalKit

extension Command {
    static let bench = Command(
        ["bench"],
        summary: "Take the figures that Daybook promises",
        discussion: """
            Each figure is the median of several runs on one core, at two sizes. A figure below \
            its budget ends the command with exit code 1, after all of them were taken. Figures \
            of a debug build say nothing.
            """,
        arguments: [
            ArgumentSpec(
                "NAME",
                "Which figures to take; all when none is named",
                kind: .choice(Benchmark.all.map(\.name)),
                count: .repeated
            )
        ],
        options: [
            .value("runs", "N", .integer(1...99), "Runs for each figure", default: .value("5"))
        ],
        examples: [Example("daybook bench numbers", "Take the figures of exact arithmetic")],
        exits: [ExitNote(.failed, "a figure is below its budget")],
        run: { session in
            let names = session.invocation.argumentList("NAME")
            let chosen = Benchmark.all.filter { names.isEmpty || names.contains($0.name) }
            var figures: [Figure] = []
            defer { BenchLedger.removeAll() }
            for benchmark in chosen {
                for size in benchmark.sizes {
                    let runs = session.invocation.certainInteger("runs")
                    figures.append(
                        Figure(
                            benchmark: benchmark,
                            size: size,
                            rate: try benchmark.measure(size: size, runs: runs)
                        )
                    )
                }
            }
            try RecordOutput.write(figures, Figure.fields, session)
            if let low = figures.first(where: { !$0.isEnough }) {
                let (name, unit) = (low.benchmark.name, low.benchmark.unit)
                throw Failure(.failed, "\(name) is below its budget of \(low.budget) \(unit)")
            }
        }
    )
}

/// One figure that was taken.
private struct Figure: Sendable {
    let benchmark: Benchmark
    let size: Int
    let rate: Double

    var isEnough: Bool { rate >= benchmark.budget }
    var rateText: String { String(Int((rate * 10).rounded())).dotted }
    var budget: String { String(Int(benchmark.budget)) }

    static let fields: [RecordField<Figure>] = [
        .text("name", .init("Figure")) { $0.benchmark.name },
        RecordField(
            "size",
            .init("Size", .right),
            cell: { .init(Texts.count($0.size)) },
            json: { .integer($0.size) }
        ),
        RecordField(
            "rate",
            .init("Rate", .right),
            cell: { .init($0.rateText, $0.isEnough ? .good : .bad) },
            json: { .number($0.rateText) }
        ),
        .text("unit", .init("")) { $0.benchmark.unit },
        RecordField(
            "budget",
            .init("Budget", .right),
            cell: { .init($0.budget) },
            json: { .number($0.budget) }
        ),
        .text("summary", .init("", cutTo: 20)) { $0.benchmark.summary },
    ]
}

extension String {
    /// `123` tenths are `12.3`.
    fileprivate var dotted: String {
        let padded = count < 2 ? "0\(self)" : self
        return "\(padded.dropLast()).\(padded.suffix(1))"
    }
}
