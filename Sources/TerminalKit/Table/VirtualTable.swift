/// A table over a list of any length, of which it holds one window of rows.
///
/// It never reads rows itself: `need` says which it wants, `take` gives them. A place is counted
/// from the start of the list or, below 0, from its end; cursor, view and rows are all counted
/// from the same end, from the start as soon as the length is known.
package struct VirtualTable: Hashable, Sendable {
    package let columns: [ListColumn]
    private(set) var widths: ColumnWidths
    package private(set) var rows: [ListRow] = []
    private var rowsPlace = 0
    /// The rows that the last jump left behind: who jumps there and back waits only once.
    private var left: RowWindow?
    package private(set) var hasRows = false
    package private(set) var total: Int?
    package private(set) var cursor = 0
    package private(set) var top = 0
    /// How many rows are visible.
    package private(set) var height = 1
    private var asked: RowRequest?
    /// The row that the cursor stood on before all are read anew.
    private var kept: String?
    private let profile: TextProfile

    package init(_ columns: [ListColumn], profile: TextProfile) {
        self.columns = columns
        self.profile = profile
        widths = ColumnWidths(columns)
    }

    /// The row under the cursor, if it is there already.
    package var current: ListRow? { row(at: cursor) }

    package func row(at place: Int) -> ListRow? {
        guard (place < 0) == (rowsPlace < 0) else { return nil }
        let index = place - rowsPlace
        return rows.indices.contains(index) ? rows[index] : nil
    }

    /// The list is known to have no rows.
    package var isEmpty: Bool { total == 0 }

    // MARK: - Moving

    /// Answers whether anything has moved.
    @discardableResult
    package mutating func move(_ movement: Movement) -> Bool {
        let before = (cursor, top)
        switch movement {
        case .up: step(to: cursor - 1)
        case .down: step(to: cursor + 1)
        case .pageUp: page(-max(1, height - 1))
        case .pageDown: page(max(1, height - 1))
        case .first: jump(to: 0)
        case .last: jump(to: total.map { max(0, $0 - 1) } ?? -1)
        case .by(let count): scroll(count)
        }
        return before != (cursor, top)
    }

    /// Puts the cursor on a row of those that are visible, counted from the top.
    @discardableResult
    package mutating func select(visibleRow: Int) -> Bool {
        guard (0..<height).contains(visibleRow), row(at: top + visibleRow) != nil else {
            return false
        }
        cursor = top + visibleRow
        return true
    }

    private mutating func step(to place: Int) {
        cursor = bounded(place)
        // A view that moved with each step would be drawn anew with each: it moves on by half,
        // which also shows what is coming.
        let stride = max(1, height / 2)
        if cursor < top { top = cursor - stride + 1 }
        if cursor >= top + height { top = cursor - height + stride }
        boundView()
    }

    private mutating func page(_ count: Int) {
        cursor = bounded(cursor + count)
        top += count
        boundView()
        showCursor()
    }

    private mutating func jump(to place: Int) {
        cursor = place
        top = place < 0 ? place - height + 1 : place
        if place == 0 || place < 0 { boundView() } else { showCursor() }
    }

    /// Moves the view; the cursor stays where it is until it would be out of sight.
    private mutating func scroll(_ count: Int) {
        top += count
        boundView()
        cursor = bounded(min(max(cursor, top), top + height - 1))
    }

    private func bounded(_ place: Int) -> Int {
        if cursor < 0 { return min(place, -1) }
        let last = total.map { $0 - 1 } ?? Int.max
        return max(0, min(place, last))
    }

    private mutating func boundView() {
        if cursor < 0 {
            top = min(top, -height)
            return
        }
        if let total { top = min(top, total - height) }
        top = max(0, top)
    }

    private mutating func showCursor() {
        if cursor < top { top = cursor }
        if cursor >= top + height { top = cursor - height + 1 }
        boundView()
    }

    // MARK: - Rows

    /// Whether all rows are there that are to be seen.
    package var isComplete: Bool {
        hasRows && (isEmpty || covers(rowsPlace, rows.count, visible))
    }

    /// The rows that are wanted and not asked for yet; they count as asked for from here on.
    package mutating func need() -> RowRequest? {
        let wanted = visible
        comeBack(to: wanted)
        if covers(rowsPlace, hasRows ? rows.count : 0, wanted) && !isShortOfMargin { return nil }
        if let asked, covers(fromStart(asked.place), asked.count, wanted) { return nil }
        if isEmpty && hasRows { return nil }
        // What is to be seen comes first and alone; what is around it is fetched ahead, after.
        let isSeen = covers(rowsPlace, hasRows ? rows.count : 0, wanted)
        let request =
            isSeen || !hasRows
            ? request(around: wanted)
            : RowRequest(place: wanted.lowerBound, count: max(1, wanted.count))
        asked = request
        return request
    }

    private mutating func comeBack(to wanted: Range<Int>) {
        guard hasRows, !covers(rowsPlace, rows.count, wanted), let left,
            covers(left.place, left.rows.count, wanted)
        else { return }
        let window = RowWindow(place: rowsPlace, rows: rows, total: nil)
        (rows, rowsPlace) = (left.rows, left.place)
        self.left = window.place < 0 ? nil : window
        asked = nil
    }

    /// The places that the view shows, as far as the list has them.
    private var visible: Range<Int> {
        let end = cursor < 0 ? min(top + height, 0) : min(top + height, total ?? Int.max)
        return top..<max(top, end)
    }

    /// Three screens: the one that is seen, one before, one behind.
    private func request(around wanted: Range<Int>) -> RowRequest {
        let start = wanted.lowerBound - height
        if cursor < 0 {
            return RowRequest(place: start, count: min(3 * height, -start))
        }
        return RowRequest(place: max(0, start), count: 3 * height, keeping: kept)
    }

    private func covers(_ place: Int, _ count: Int, _ wanted: Range<Int>) -> Bool {
        guard (place < 0) == (cursor < 0) else { return false }
        return place <= wanted.lowerBound && wanted.upperBound <= place + count
    }

    /// Less than half a screen is left in a direction in which the list goes on.
    private var isShortOfMargin: Bool {
        guard asked == nil else { return false }
        let margin = height / 2
        let end = rowsPlace + rows.count
        let goesOn = cursor < 0 ? end < 0 : total.map { end < $0 } ?? true
        if goesOn && top + height + margin > end { return true }
        let hasMoreBefore = cursor < 0 ? total == nil : rowsPlace > 0
        return hasMoreBefore && top - margin < rowsPlace
    }

    /// Takes what was asked for; an answer to an older request is of no use any more.
    package mutating func take(_ window: RowWindow, for request: RowRequest) {
        guard request == asked else { return }
        asked = nil
        let key = kept ?? current?.key
        kept = nil
        let place = fromStart(window.place)
        let end = place + window.rows.count
        let isElsewhere = end < rowsPlace || rowsPlace + rows.count < place
        if isElsewhere && rowsPlace >= 0 && hasRows {
            left = RowWindow(place: rowsPlace, rows: rows, total: nil)
        }
        rows = window.rows
        rowsPlace = place
        hasRows = true
        widths.take(rows, columns, profile)
        if let total = window.total ?? totalTold(by: window, request) { setTotal(total) }
        if rows.isEmpty && total == nil { jump(to: -1) }
        follow(key)
    }

    /// What was asked for from the end is counted from the start once the length is known.
    private func fromStart(_ place: Int) -> Int {
        guard place < 0, cursor >= 0, let total else { return place }
        return max(0, place + total)
    }

    /// Fewer rows than asked for end where the list ends.
    private func totalTold(by window: RowWindow, _ request: RowRequest) -> Int? {
        guard window.rows.count < request.count, window.place >= 0 else { return nil }
        return window.rows.isEmpty && window.place > 0 ? nil : window.place + window.rows.count
    }

    /// The list has been counted.
    package mutating func setTotal(_ count: Int) {
        total = count
        if cursor < 0 {
            cursor += count
            top += count
        }
        if rowsPlace < 0 { rowsPlace = max(0, rowsPlace + count) }
        cursor = max(0, min(cursor, count - 1))
        showCursor()
    }

    /// The list has changed: rows are asked for anew, and the cursor stays with its record.
    package mutating func reload() {
        kept = kept ?? current?.key
        asked = nil
        left = nil
        total = nil
        hasRows = false
    }

    /// After a change the record under the cursor may be some rows away; one that is far away takes
    /// the view with it.
    private mutating func follow(_ key: String?) {
        guard let key, current?.key != key, let index = rows.firstIndex(where: { $0.key == key })
        else { return }
        let way = rowsPlace + index - cursor
        cursor += way
        if !(top..<top + height).contains(cursor) { top += way }
        showCursor()
    }

    /// The view has another height.
    package mutating func resize(height: Int) {
        guard height != self.height, height > 0 else { return }
        self.height = height
        showCursor()
    }
}
