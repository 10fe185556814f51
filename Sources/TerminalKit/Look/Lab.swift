internal import Glibc

/// A colour as the eye orders them (CIELAB, white D65): distances between colours are distances
/// that people see.
struct Lab: Hashable, Sendable {
    let lightness: Double
    /// From green, which is negative, to red.
    let a: Double
    /// From blue, which is negative, to yellow.
    let b: Double
}

extension RGB {
    /// The amounts of light, from 0 to 1: what a screen makes of its numbers (IEC 61966-2-1).
    private var light: (red: Double, green: Double, blue: Double) {
        (Self.light(red), Self.light(green), Self.light(blue))
    }

    private static func light(_ part: UInt8) -> Double {
        let part = Double(part) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    /// How bright it is, from 0 to 1, as WCAG 2 reckons it.
    var luminance: Double {
        let light = light
        return 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
    }

    var lab: Lab {
        let light = light
        let x = 0.4124 * light.red + 0.3576 * light.green + 0.1805 * light.blue
        let y = 0.2126 * light.red + 0.7152 * light.green + 0.0722 * light.blue
        let z = 0.0193 * light.red + 0.1192 * light.green + 0.9505 * light.blue
        let (fx, fy, fz) = (Self.seen(x / 0.9505), Self.seen(y), Self.seen(z / 1.089))
        return Lab(lightness: 116 * fy - 16, a: 500 * (fx - fy), b: 200 * (fy - fz))
    }

    /// Eyes answer to the cube root of light, except in the dark.
    private static func seen(_ light: Double) -> Double {
        light > 216.0 / 24389 ? cbrt(light) : (24389.0 / 27 * light + 16) / 116
    }
}

// MARK: - Distances

extension Lab {
    /// The straight way (CIE76): 2.3 is just seen side by side, 20 is another colour.
    func straightDistance(to other: Lab) -> Double {
        let (dl, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
        return (dl * dl + da * da + db * db).squareRoot()
    }

    /// CIEDE2000, which mends the straight way where eyes differ from it: in greys and in blues.
    ///
    /// After Sharma, Wu and Dalal (2005), whose names it keeps: L, C and h are lightness, chroma
    /// and hue, a prime marks what is corrected for greys.
    func distance(to other: Lab) -> Double {
        let correction = 1.5 - 0.5 * Self.highChroma((chroma + other.chroma) / 2)
        let one = Polar(self, correction)
        let two = Polar(other, correction)
        let turn = Self.turn(from: one, to: two)
        let dL = two.lightness - one.lightness
        let dC = two.chroma - one.chroma
        let dH = 2 * (one.chroma * two.chroma).squareRoot() * sin(Self.radians(turn / 2))

        let meanC = (one.chroma + two.chroma) / 2
        let meanH = Self.meanHue(one, two)
        let offset = (one.lightness + two.lightness) / 2 - 50
        let sL = 1 + 0.015 * offset * offset / (20 + offset * offset).squareRoot()
        let sC = 1 + 0.045 * meanC
        let sH = 1 + 0.015 * meanC * Self.hueWeight(meanH)
        let (l, c, h) = (dL / sL, dC / sC, dH / sH)
        return (l * l + c * c + h * h + Self.rotation(meanC, meanH) * c * h).squareRoot()
    }

    private var chroma: Double { (a * a + b * b).squareRoot() }

    /// A colour by chroma and by hue in degrees.
    private struct Polar {
        let lightness: Double
        let chroma: Double
        let hue: Double

        init(_ lab: Lab, _ correction: Double) {
            let a = lab.a * correction
            lightness = lab.lightness
            chroma = (a * a + lab.b * lab.b).squareRoot()
            let angle = chroma == 0 ? 0 : atan2(lab.b, a) * 180 / .pi
            hue = angle < 0 ? angle + 360 : angle
        }
    }

    /// From 0 for greys to 1 for full colours.
    private static func highChroma(_ chroma: Double) -> Double {
        let seventh = power7(chroma)
        // 25 to the seventh.
        return (seventh / (seventh + 6_103_515_625)).squareRoot()
    }

    private static func power7(_ value: Double) -> Double {
        let third = value * value * value
        return third * third * value
    }

    /// The shorter way round from hue to hue; greys have none.
    private static func turn(from one: Polar, to two: Polar) -> Double {
        if one.chroma * two.chroma == 0 { return 0 }
        let turn = two.hue - one.hue
        return turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn
    }

    private static func meanHue(_ one: Polar, _ two: Polar) -> Double {
        let sum = one.hue + two.hue
        if one.chroma * two.chroma == 0 { return sum }
        if abs(one.hue - two.hue) <= 180 { return sum / 2 }
        return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2
    }

    private static func hueWeight(_ hue: Double) -> Double {
        let first = 1 - 0.17 * cos(radians(hue - 30)) + 0.24 * cos(radians(2 * hue))
        return first + 0.32 * cos(radians(3 * hue + 6)) - 0.20 * cos(radians(4 * hue - 63))
    }

    /// Blues bend: there a change of chroma looks like one of hue.
    private static func rotation(_ chroma: Double, _ hue: Double) -> Double {
        let fromBlue = (hue - 275) / 25
        let angle = 60 * exp(-fromBlue * fromBlue)
        return -2 * highChroma(chroma) * sin(radians(angle))
    }

    private static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
}
