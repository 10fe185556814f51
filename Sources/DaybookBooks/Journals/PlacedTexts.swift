/// Texts of what stands at places, each kept from when it is first asked for. There are many
/// postings and few texts: they are found without a look at what stands there.
struct PlacedTexts {
    private var texts: [[UInt8]?] = []

    subscript(place: Int) -> [UInt8]? {
        get { place < texts.count ? texts[place] : nil }
        set {
            while texts.count <= place { texts.append(nil) }
            texts[place] = newValue
        }
    }
}
