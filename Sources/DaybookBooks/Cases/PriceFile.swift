package import DaybookCore
internal import DaybookWire

/// A price with all that stands around it, as a JSON object: the form that cases use too.
package enum PriceFile {
    package static func terms(
        in bytes: [UInt8],
        _ profile: ArithmeticProfile,
    ) throws(PriceFileError) -> PriceTerms {
        do {
            let input = CaseInput(try JSONDocument(JSONComments.blanked(bytes)).root)
            // A price alone is enough; discounts and conversion stand beside it.
            return input.has("price")
                ? try input.terms(profile)
                : try PriceTerms(
                    input.price(),
                    maximum: input.optionalAmount("maximumAmount"),
                    minimum: input.optionalAmount("minimumAmount")
                )
        } catch CaseError.bad(let detail) {
            throw PriceFileError(description: detail)
        } catch {
            throw PriceFileError(description: "\(error)")
        }
    }
}

/// What is wrong in a price file, and where.
package struct PriceFileError: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
}
