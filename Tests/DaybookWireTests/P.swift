import TestRigs
import Testing

@Test func works() throws { forEachSeed(3) { _ in } }
