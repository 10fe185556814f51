import DaybookCore
import TerminalKit

/// Performs effects on tasks of their own and posts what came of them. Used by the loop alone.
///
/// No task may hop to the main actor: its thread waits for keys and would never run it.
final class EffectRunner {
    private let world: ConsoleWorld
    private let mailbox: Mailbox
    /// The list that each pane shows now.
    private var lists: [PaneID: OpenedList] = [:]
    private var details: [PaneID: Task<Void, Never>] = [:]
    private var values: Task<Void, Never>?
    private var watcher: Task<Void, Never>?

    private struct OpenedList {
        let id: ListID
        let source: Task<RowSource, any Error>
        var tasks: [Task<Void, Never>] = []

        func end() {
            source.cancel()
            for task in tasks { task.cancel() }
        }
    }

    init(_ world: ConsoleWorld, _ mailbox: Mailbox) {
        self.world = world
        self.mailbox = mailbox
    }

    deinit {
        for list in lists.values { list.end() }
        watcher?.cancel()
    }

    /// Waits, beside everything else, for what others change in the ledger. Nobody waits for it: it
    /// is no work under way.
    func watch() {
        guard let awaitChange = world.awaitChange else { return }
        let mailbox = mailbox
        watcher = Task {
            while true {
                do {
                    try await awaitChange()
                } catch {
                    return
                }
                if Task.isCancelled { return }
                await mailbox.post(.ledgerChanged)
            }
        }
    }

    func openList(_ id: ListID, _ scope: ListScope, _ filter: ListFilter) {
        lists[id.pane]?.end()
        let pane = PaneDefinition.of(id.pane)
        let open = pane.open
        let world = world
        let source = Task {
            let whole = try world.expanded(filter, of: pane.filters)
            return try open(world, pane.query(scope, whole, on: try world.today()))
        }
        lists[id.pane] = OpenedList(id: id, source: source)
    }

    func loadRows(_ id: ListID, _ request: RowRequest, isUrgent: Bool) {
        start(id, isQuick: isUrgent) { source in
            .rowsLoaded(id, request, try source.window(request))
        } failed: { explanation in
            .rowsFailed(id, explanation)
        }
    }

    func countList(_ id: ListID) {
        start(id, isQuick: false) { source in
            try source.survey({ Task.isCancelled }).map { .listCounted(id, $0) }
        } failed: { explanation in
            .countFailed(id, explanation)
        }
    }

    private func start(
        _ id: ListID,
        isQuick: Bool,
        _ work: @escaping @Sendable (RowSource) throws -> Action?,
        failed: @escaping @Sendable (Explanation) -> Action,
    ) {
        guard var list = lists[id.pane], list.id == id else { return }
        let (source, world, mailbox) = (list.source, world, mailbox)
        mailbox.begin(isQuick: isQuick)
        let task = Task {
            do {
                let action = try work(try await source.value)
                if let action { await mailbox.post(action) }
            } catch {
                if !Task.isCancelled { await mailbox.post(failed(world.explain(error))) }
            }
            mailbox.end(isQuick: isQuick)
        }
        list.tasks.removeAll { $0.isCancelled }
        list.tasks.append(task)
        lists[id.pane] = list
    }

    func loadDetail(_ pane: PaneID, key: String) {
        details[pane]?.cancel()
        let world = world
        let mailbox = mailbox
        mailbox.begin(isQuick: true)
        details[pane] = Task {
            if !Task.isCancelled {
                let answer = await EffectRunner.detail(of: key, in: pane, world)
                await mailbox.post(answer)
            }
            mailbox.end(isQuick: true)
        }
    }

    func readFilters(_ list: FilteredList) {
        let (world, mailbox) = (world, mailbox)
        mailbox.begin(isQuick: false)
        Task {
            do {
                await mailbox.post(.filtersRead(list, try world.savedFilters(list)))
            } catch {
                await mailbox.post(.filtersFailed(list, world.explain(error)))
            }
            mailbox.end(isQuick: false)
        }
    }

    /// What cannot be found is not offered, and nobody is told: it is only a help in typing.
    func findValues(_ question: FilterQuestion) {
        let before = values
        before?.cancel()
        let (world, mailbox) = (world, mailbox)
        mailbox.begin(isQuick: false)
        values = Task {
            // One at a time: a question that has begun cannot be stopped, and rows come first.
            await before?.value
            if !Task.isCancelled, let found = try? world.values(question) {
                await mailbox.post(.valuesFound(question, found))
            }
            mailbox.end(isQuick: false)
        }
    }

    private static func detail(of key: String, in pane: PaneID, _ world: ConsoleWorld) async
        -> Action
    {
        do {
            guard let detail = try await PaneDefinition.of(pane).detail(world, key) else {
                return .detailFailed(pane, key: key, isGone)
            }
            return .detailLoaded(pane, key: key, detail)
        } catch {
            return .detailFailed(pane, key: key, world.explain(error))
        }
    }

    private static var isGone: Explanation {
        Explanation(
            problem: "This record is no longer in the ledger.",
            advice: "Read the list anew."
        )
    }
}
