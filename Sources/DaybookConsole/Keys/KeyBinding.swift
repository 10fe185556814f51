/// The keys that a configuration gives to a command, in place of its own.
package struct KeyBinding: Hashable, Sendable {
    package let command: String
    package let keys: [String]
    /// Where it is written.
    package let line: Int

    package init(command: String, keys: [String], line: Int) {
        self.command = command
        self.keys = keys
        self.line = line
    }
}
