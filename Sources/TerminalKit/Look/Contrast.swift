/// How well a text stands out from its ground.
package enum Contrast {
    /// WCAG 2: from 1 for equal colours to 21 for black and white, whichever of them is the text.
    package static func ratio(_ one: RGB, _ other: RGB) -> Double {
        let (first, second) = (one.luminance, other.luminance)
        return (max(first, second) + 0.05) / (min(first, second) + 0.05)
    }
}
