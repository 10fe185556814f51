/// The reader that this run feeds, chosen once.
private let chosen = FuzzReader.chosen

/// What libFuzzer calls with each input. A finding traps: libFuzzer keeps the input that did it.
@_cdecl("LLVMFuzzerTestOneInput")
func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    chosen.check(unsafe Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
