/// A postal address as documents print it.
package struct Address: Hashable, Sendable {
    package var lines: [String]
    package var postalCode: String
    package var city: String
    package var region: String?
    /// Two letters of ISO 3166-1.
    package var country: String

    package init(
        lines: [String],
        postalCode: String,
        city: String,
        region: String?,
        country: String,
    ) {
        self.lines = lines
        self.postalCode = postalCode
        self.city = city
        self.region = region
        self.country = country
    }
}
