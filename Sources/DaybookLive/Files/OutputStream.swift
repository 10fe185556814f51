internal import Glibc

/// One of the process's outputs, written in large pieces. Nobody else writes to it.
package final class OutputStream {
    private let descriptor: Int32
    private let name: String
    private var buffer: [UInt8] = []

    /// Output and errors of the process.
    package static func standardOutput() -> OutputStream { OutputStream(1, "the output") }
    package static func standardError() -> OutputStream { OutputStream(2, "the error output") }

    /// Takes everything and keeps nothing.
    package static func nothing() -> OutputStream { OutputStream(noDescriptor, "nothing") }

    private static var noDescriptor: Int32 { -2 }

    /// Any open descriptor; `name` is what errors call it.
    package init(_ descriptor: Int32, _ name: String) {
        self.descriptor = descriptor
        self.name = name
        buffer.reserveCapacity(Self.pieceSize)
    }

    private static let pieceSize = 1 << 16

    package var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The columns of the terminal behind it, or nil when there is none.
    package var terminalWidth: Int? {
        var size = winsize()
        guard isTerminal, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0
        else { return nil }
        return Int(size.ws_col)
    }

    package func write(_ text: String) throws(FileError) {
        buffer += text.utf8
        if buffer.count >= Self.pieceSize { try flush() }
    }

    package func write(_ bytes: [UInt8]) throws(FileError) {
        buffer += bytes
        if buffer.count >= Self.pieceSize { try flush() }
    }

    /// Hands everything to the system. Whoever ends the process must have asked for this.
    package func flush() throws(FileError) {
        var written = 0
        defer { buffer.removeAll(keepingCapacity: true) }
        while written < buffer.count && descriptor != Self.noDescriptor {
            let count = unsafe buffer.withUnsafeBytes {
                unsafe Glibc.write(
                    descriptor,
                    $0.baseAddress.map { unsafe $0 + written },
                    $0.count - written
                )
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw FileError("write", name)
            }
            written += count
        }
    }
}

/// How the process answers to signals that would end it in the middle of a word.
package enum ProcessSignals {
    /// A pipe that closes and a file that may not grow become errors of the write.
    package static func turnIntoErrors() {
        _ = signal(SIGPIPE, SIG_IGN)
        _ = signal(SIGXFSZ, SIG_IGN)
    }
}

extension ProcessSignals {
    /// Ends the process with a code.
    package static func end(with code: Int32) -> Never {
        exit(code)
    }

    /// Ends the process as the signal would have, had nobody caught it: whoever waits for the
    /// process learns what ended it.
    package static func end(bySignal number: Int32) -> Never {
        _ = signal(number, SIG_DFL)
        _ = raise(number)
        exit(128 + number)
    }
}
