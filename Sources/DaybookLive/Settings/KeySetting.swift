/// The keys that a configuration gives to a command of the console.
package struct KeySetting: Hashable, Sendable {
    package let command: String
    package let keys: [String]
    /// Where in the file.
    package let line: Int

    /// The member of the file that holds them.
    package static var name: String { "keys" }
}
