import TestRigs

/// True when a file can be read, for tests that use a program where it is installed.
func isFile(_ path: String) -> Bool {
    (try? readBytes(at: path)) != nil
}
