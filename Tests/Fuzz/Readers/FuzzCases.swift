internal import DaybookBooks
internal import DaybookCore
internal import DaybookWire

/// Cases of billing, whatever they say: each line that is not blank has one answer, which is JSON
/// and the same when asked again. The bytes choose the profile.
func fuzzCases(_ bytes: [UInt8]) {
    let profiles = ProfileID.allCases
    let id = profiles[bytes.count % profiles.count]
    let first = answers(to: bytes, id)
    require(first == answers(to: bytes, id), "an answer depends on the time")
    for line in first.split(separator: UInt8(ascii: "\n")) {
        require((try? JSONDocument(Array(line))) != nil, "an answer is JSON")
    }
}

private func answers(to bytes: [UInt8], _ id: ProfileID) -> [UInt8] {
    let setting = CaseSetting(profile: .of(id), zone: { _ in .utc })
    var answerer = CaseAnswerer(MemorySource(bytes), setting)
    var output: [UInt8] = []
    try? answerer.answerAll { output += $0 }
    return output
}
