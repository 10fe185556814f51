import DaybookLive
import DaybookWire
import TerminalKit

extension Command {
    static let bench = Command(
        ["bench"],
        summary: "Take the figures that Daybook promises",
        discussion: """
            Each figure is the median of several runs, at two sizes; growth says how many times \
            as long the larger one took, or a question about it. `ledger` stands for all figures \
            of the ledger on disk, `engine` for those of the billing engine. Where another program \
            does the same work and is installed, it is measured as well.

            A figure below its budget, or not as far ahead of the other program as promised, ends \
            the command with exit code 1, after all of them were taken. Figures of a debug build \
            say nothing. The large ledgers take some gigabytes of /tmp while they are used.
            """,
        arguments: [
            ArgumentSpec(
                "NAME",
                "Which figures to take; all when none is named",
                kind: .choice(Benchmark.groups.keys.sorted() + Benchmark.all.map(\.name)),
                count: .repeated
            )
        ],
        options: [
            .value("runs", "N", .integer(1...99), "Runs for each figure", default: .value("5"))
        ],
        examples: [
            Example("daybook bench numbers", "Take the figures of exact arithmetic"),
            Example("daybook bench ledger --runs 1", "Take those of the ledger, quickly"),
        ],
        exits: [ExitNote(.failed, "a figure is below its budget")],
        run: { session in
            let names = session.invocation.argumentList("NAME")
            let wanted = names.flatMap { name in
                Benchmark.groups[name]?.map(\.name) ?? [name]
            }
            let chosen = Benchmark.all.filter { wanted.isEmpty || wanted.contains($0.name) }
            defer { BenchLedger.removeAll() }
            let runs = session.invocation.certainInteger("runs")
            var line = ProgressLine(session)
            var figures: [Figure] = []
            let ending = Result {
                for benchmark in chosen {
                    try Figure.take(benchmark, runs: runs, into: &figures, &line)
                }
            }
            try line.clear()
            try RecordOutput.write(figures, Figure.fields, session)
            try ending.get()
            if let low = figures.first(where: { !$0.isEnough }) { throw low.failure }
        }
    )
}

/// One figure that was taken.
private struct Figure: Sendable {
    let benchmark: Benchmark
    let size: Int
    let rate: Double
    /// Nil for the first size.
    let growth: Double?
    let peer: BenchPeer.Outcome?
    /// The most memory that the program has had up to here, in MiB.
    let peakMemory: Int?

    /// Takes a figure at each of its sizes. Where this ends early, those taken by then stay.
    static func take(
        _ benchmark: Benchmark,
        runs: Int,
        into figures: inout [Figure],
        _ line: inout ProgressLine,
    ) throws {
        for size in benchmark.sizes {
            let label = "\(benchmark.name), \(CountText.grouped(size)), run"
            let rate = try benchmark.measure(size: size, runs: runs) { run in
                try ProgressLine.checkInterrupt("stopped; the figures taken before are shown")
                try line.show(label, run, of: nil)
            }
            let smaller = size == benchmark.sizes.first ? nil : figures.last
            let growth = smaller.map {
                benchmark.growth(from: ($0.size, $0.rate), to: (size, rate))
            }
            // Before the other program's files are made, which takes memory of its own.
            let memory = peakMemory()
            figures.append(
                Figure(
                    benchmark: benchmark,
                    size: size,
                    rate: rate,
                    growth: growth,
                    peer: try benchmark.peer?.measure(size),
                    peakMemory: memory
                )
            )
        }
    }

    private static func peakMemory() -> Int? {
        guard let status = try? FileSource.content(of: "/proc/self/status") else { return nil }
        let lines = String(decoding: status, as: UTF8.self).split(separator: "\n")
        let words = lines.first { $0.hasPrefix("VmHWM:") }?.split { $0 == " " || $0 == "\t" }
        return words?.dropFirst().first.flatMap { Int($0) }.map { $0 / 1024 }
    }

    var isEnough: Bool {
        if let budget = benchmark.budget, rate < budget { return false }
        guard let peer = benchmark.peer, size >= peer.size, case .rate(let other)? = self.peer
        else { return true }
        return rate >= other * peer.factor
    }

    var failure: Failure {
        let (name, unit) = (benchmark.name, benchmark.unit)
        if let budget = benchmark.budget, rate < budget {
            return Failure(.failed, "\(name) is below its budget of \(Int(budget)) \(unit)")
        }
        return Failure(
            .failed,
            "\(name) is not as fast beside \(benchmark.peer?.name ?? "") as due"
        )
    }

    var rateText: String { Self.tenths(rate) }
    var budget: String? { benchmark.budget.map { String(Int($0)) } }
    var growthText: String? { growth.map { "× " + Self.tenths($0) } }

    var peerText: String {
        guard let name = benchmark.peer?.name, let peer else { return "" }
        return switch peer {
        case .rate(let other):
            "\(name) \(Self.tenths(other)), × \(Self.tenths(rate / other))"
        case .missing: "\(name): skipped, not installed"
        case .failed: "\(name): skipped, it failed"
        }
    }

    private static func tenths(_ number: Double) -> String {
        String(Int((number * 10).rounded())).dotted
    }

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
            cell: { .init($0.budget ?? "") },
            json: { $0.budget.map { .number($0) } ?? .null }
        ),
        RecordField(
            "growth",
            .init("Growth", .right),
            cell: { .init($0.growthText ?? "") },
            json: { $0.growth.map { .number(tenths($0)) } ?? .null }
        ),
        .text("peer", .init("Beside")) { $0.peerText },
        RecordField(
            "memory",
            .init("MiB", .right),
            cell: { .init($0.peakMemory.map { Texts.count($0) } ?? "") },
            json: { $0.peakMemory.map { .integer($0) } ?? .null }
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
