/// A rectangle of cells, counted from the upper left corner of the screen. It is never negative:
/// what does not fit any more is empty.
package struct Area: Hashable, Sendable {
    package let column: Int
    package let row: Int
    package let columns: Int
    package let rows: Int

    package init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(columns, 0)
        self.rows = max(rows, 0)
    }

    package var isEmpty: Bool { columns == 0 || rows == 0 }
    package var endColumn: Int { column + columns }
    package var endRow: Int { row + rows }

    package func contains(column: Int, row: Int) -> Bool {
        (self.column..<endColumn).contains(column) && (self.row..<endRow).contains(row)
    }

    // MARK: Parts

    /// One row of it, counted from its first.
    package func row(_ index: Int) -> Area {
        dropping(top: index).top(1)
    }

    package func top(_ count: Int) -> Area {
        Area(column: column, row: row, columns: columns, rows: min(count, rows))
    }

    package func bottom(_ count: Int) -> Area {
        dropping(top: rows - count)
    }

    package func left(_ count: Int) -> Area {
        Area(column: column, row: row, columns: min(count, columns), rows: rows)
    }

    package func right(_ count: Int) -> Area {
        dropping(left: columns - count)
    }

    package func dropping(
        left: Int = 0,
        top: Int = 0,
        right: Int = 0,
        bottom: Int = 0,
    ) -> Area {
        let left = min(max(left, 0), columns)
        let top = min(max(top, 0), rows)
        return Area(
            column: column + left,
            row: row + top,
            columns: columns - left - max(right, 0),
            rows: rows - top - max(bottom, 0),
        )
    }

    /// An area of at most this size in the middle.
    package func centred(columns wanted: Int, rows wantedRows: Int) -> Area {
        let width = min(wanted, columns)
        let height = min(wantedRows, rows)
        return Area(
            column: column + (columns - width) / 2,
            row: row + (rows - height) / 2,
            columns: width,
            rows: height,
        )
    }

    package func intersection(_ other: Area) -> Area {
        let column = max(column, other.column)
        let row = max(row, other.row)
        return Area(
            column: column,
            row: row,
            columns: min(endColumn, other.endColumn) - column,
            rows: min(endRow, other.endRow) - row,
        )
    }
}
