import DaybookCore
package import TerminalKit

/// All that the console knows. What is drawn is made from this and the size of the screen alone.
package struct ConsoleState: Sendable {
    package let identity: LedgerIdentity
    package let profile: TextProfile
    package var keymap: Keymap
    package var size: GridSize
    /// The pane that is seen.
    package var pane: PaneID
    package var panes: [PaneID: PaneState]
    /// Where one came from, the latest last.
    package var trail: [TrailStep] = []
    package var focus: Focus = .list
    package var isZoomed = false
    package var overlay: Overlay = .none
    package var message: Message?
    /// The filters that were entered in each pane.
    var filterHistories: [PaneID: PromptHistory] = [:]
    /// The keys of a sequence that are pressed so far.
    package var pressed: [KeyPress] = []
    /// How many lists were opened so far.
    var openings = 0
    /// When the cursor moved last.
    var movedAt: Int?
    /// A key is held down, or pressed as fast: the record beside the list waits.
    var isRunning = false
    var clickedAt: Int?
    package var isLeaving = false

    package enum Focus: Hashable, Sendable {
        case list, detail
    }

    /// What lies above the panes and gets the keys first.
    package enum Overlay: Sendable {
        case none
        case filtering(FilterPrompt)
        case help(HelpSheet)
    }

    /// What was seen before one went elsewhere: going back brings it up again.
    package struct TrailStep: Sendable {
        package let pane: PaneState
        package let focus: Focus
    }

    package init(
        identity: LedgerIdentity,
        profile: TextProfile,
        keymap: Keymap,
        size: GridSize,
        pane: PaneID = .invoices,
    ) {
        self.identity = identity
        self.profile = profile
        self.keymap = keymap
        self.size = size
        self.pane = pane
        panes = [:]
        for definition in PaneDefinition.all {
            panes[definition.id] = PaneState(definition, profile: profile)
        }
    }

    /// The pane that is seen.
    package var current: PaneState {
        get {
            guard let state = panes[pane] else {
                preconditionFailure("every pane of the table has its state")
            }
            return state
        }
        set { panes[pane] = newValue }
    }
}
