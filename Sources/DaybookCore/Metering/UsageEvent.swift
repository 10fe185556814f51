/// One fact of usage, identified by its source and id.
package struct UsageEvent: Hashable, Sendable {
    package var id: String
    package var source: String
    package var type: String
    /// Whose usage it is: an alias of an account.
    package var subject: String
    /// Nil when the sender left it to the receiver.
    package var time: Instant?
    /// The JSON text of the event's data, as it came; nil when there is none.
    package var data: String?

    package init(
        id: String,
        source: String,
        type: String,
        subject: String,
        time: Instant?,
        data: String?,
    ) {
        self.id = id
        self.source = source
        self.type = type
        self.subject = subject
        self.time = time
        self.data = data
    }
}
