internal import CSQLite

/// A text that SQLite hands to a function, readable during its call.
@unsafe
struct SQLText {
    let bytes: UnsafeBufferPointer<UInt8>

    /// Nil where the value is NULL.
    init?(_ value: OpaquePointer?) {
        guard let start = unsafe sqlite3_value_text(value) else { return nil }
        unsafe bytes = UnsafeBufferPointer(
            start: start,
            count: Int(sqlite3_value_bytes(value))
        )
    }
}

/// What a function of SQL makes of its first value: the same for all rows of a statement, so SQLite
/// keeps it as long as that value stays.
enum KeptValue {
    @unsafe static func of<Value: AnyObject>(
        _ context: OpaquePointer?,
        _ make: () -> Value,
    ) -> Value {
        if let kept = unsafe sqlite3_get_auxdata(context, 0) {
            return unsafe Unmanaged<Value>.fromOpaque(kept).takeUnretainedValue()
        }
        let made = make()
        // What SQLite lets go of is released as what every object is.
        unsafe sqlite3_set_auxdata(context, 0, Unmanaged.passRetained(made).toOpaque()) {
            if let kept = unsafe $0 { unsafe Unmanaged<AnyObject>.fromOpaque(kept).release() }
        }
        return made
    }
}
