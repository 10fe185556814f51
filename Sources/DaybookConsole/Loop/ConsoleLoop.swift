package import TerminalKit

/// The console at work: waits for news, lets the state answer, and shows it.
package final class ConsoleLoop {
    private let terminal: any Terminal
    private let mailbox: Mailbox
    private let runner: EffectRunner
    private var screen: Screen
    private var reader = EventReader()
    package private(set) var state: ConsoleState
    /// The state that the screen shows.
    private var shown: ConsoleState?
    private var isChanged = true
    /// Until when the picture may wait for rows that are on their way.
    private var patience: Int?

    /// Rows that come this soon after a key are painted together with what the key changed.
    private static let patienceMilliseconds = 4
    /// At the start there is nothing to see yet, so that waiting a little costs nobody anything.
    private static let firstPatienceMilliseconds = 40

    package init(
        _ state: ConsoleState,
        in world: ConsoleWorld,
        mailbox: Mailbox,
        terminal: any Terminal,
        screen: Screen,
    ) {
        self.state = state
        self.mailbox = mailbox
        self.terminal = terminal
        self.screen = screen
        runner = EffectRunner(world, mailbox)
    }

    /// Runs until the user or the terminal ends it; nil if the user did.
    package func run() -> TerminalEnd? {
        patience = terminal.nowMilliseconds + Self.firstPatienceMilliseconds
        tell(.started)
        runner.watch()
        while !state.isLeaving {
            for action in mailbox.empty() { tell(action) }
            paintIfDue()
            switch terminal.wait(atMostMilliseconds: limit) {
            case .input(let bytes): take(reader.read(bytes, at: terminal.nowMilliseconds))
            case .resized: tell(.resized(terminal.size))
            case .resumed:
                screen.forget()
                tell(.resized(terminal.size))
            case .woken, .timedOut: break
            case .ended(let end): return end
            }
            passTime()
        }
        return nil
    }

    // MARK: - Telling

    private func tell(_ action: Action) {
        let effects = state.reduce(action, at: terminal.nowMilliseconds)
        isChanged = true
        for effect in effects { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .openList(let id, let scope, let filter): runner.openList(id, scope, filter)
        case .loadRows(let id, let request, let isUrgent):
            runner.loadRows(id, request, isUrgent: isUrgent)
        case .countList(let id): runner.countList(id)
        case .loadDetail(let pane, let key): runner.loadDetail(pane, key: key)
        case .readFilters(let list): runner.readFilters(list)
        case .findValues(let question): runner.findValues(question)
        case .suspend:
            terminal.suspend()
            screen.forget()
            tell(.resized(terminal.size))
        case .redraw: screen.forget()
        // The state says so itself; the loop ends with the round.
        case .leave: break
        }
    }

    private func take(_ events: [InputEvent]) {
        for event in events {
            switch event {
            case .key(let key): tell(.keyPressed(key))
            case .paste(let text, let isCut): tell(.pasted(text, isCut: isCut))
            case .mouse(let mouse): tell(.mouseActed(mouse))
            case .mode(2026, isAvailable: true): screen.synchronise()
            case .mode, .focus: break
            }
        }
    }

    private func passTime() {
        let now = terminal.nowMilliseconds
        take(reader.settle(at: now))
        if let moment = state.wakesAt, now >= moment { tell(.timePassed) }
    }

    // MARK: - Showing

    private func paintIfDue() {
        guard isChanged else { return }
        let now = terminal.nowMilliseconds
        if mailbox.expectsSoon {
            let end = patience ?? now + Self.patienceMilliseconds
            patience = end
            // The first rows to be seen at all wait for nothing else.
            let areFirstRows = shown == nil && state.current.table.hasRows
            if now < end && !areFirstRows { return }
        }
        patience = nil
        isChanged = false
        var frame = state.frame()
        frame.scroll = state.scroll(since: shown)
        shown = state
        screen.show(frame)
    }

    /// How long there is nothing to do, if nothing happens; nil for as long as nothing happens.
    private var limit: Int? {
        let now = terminal.nowMilliseconds
        let moments = [reader.settlesAt, state.wakesAt, isChanged ? patience : nil]
        return moments.compactMap { $0 }.min().map { max(0, $0 - now) }
    }
}
