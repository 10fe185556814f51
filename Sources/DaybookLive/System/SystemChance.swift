/// Random bits for new ids, from the system's generator.
package enum SystemChance {
    package static func bits() -> UInt128 {
        var generator = SystemRandomNumberGenerator()
        return UInt128.random(in: .min ... .max, using: &generator)
    }
}
