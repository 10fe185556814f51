/// Where an account of a customer stands among all of them.
package struct PartyPlace: Hashable, Sendable {
    package let index: Int

    package init(_ index: Int) {
        self.index = index
    }
}

/// Where a product stands among all that are sold.
package struct ProductPlace: Hashable, Sendable {
    package let index: Int

    package init(_ index: Int) {
        self.index = index
    }
}

/// Who and what postings are about: postings themselves only say where these stand.
package final class PostingNames {
    /// Each customer's accounts stand together, the one that was made first in front.
    package let parties: [Party]
    /// Those of the catalogue, then those that only lines of invoices know.
    package private(set) var products: [Product]

    /// What the ledger knows before any act is read.
    package struct Known: Sendable {
        package let parties: [Party]
        package let products: [Product]

        package init(parties: [Party], products: [Product]) {
            self.parties = parties
            self.products = products
        }
    }

    /// An account of a customer.
    package struct Party: Hashable, Sendable {
        package let id: RecordID
        package let key: String
        package let name: String
        package let customer: Customer
        /// Whether it is the one that its customer got first.
        package let isFirst: Bool

        package init(
            id: RecordID,
            key: String,
            name: String,
            customer: Customer,
            isFirst: Bool,
        ) {
            self.id = id
            self.key = key
            self.name = name
            self.customer = customer
            self.isFirst = isFirst
        }
    }

    package struct Customer: Hashable, Sendable {
        package let key: String
        package let name: String

        package init(key: String, name: String) {
            self.key = key
            self.name = name
        }
    }

    package struct Product: Hashable, Sendable {
        package let key: String
        package let name: String
        /// Whether the catalogue has it.
        package let isKnown: Bool

        package init(key: String, name: String, isKnown: Bool) {
            self.key = key
            self.name = name
            self.isKnown = isKnown
        }
    }

    package init(_ known: Known) {
        parties = known.parties
        products = known.products
    }

    package subscript(place: PartyPlace) -> Party { parties[place.index] }
    package subscript(place: ProductPlace) -> Product { products[place.index] }

    /// Adds products that only lines of invoices know: their keys, in the order of their places.
    package func learn(_ keys: [String]) {
        for key in keys { products.append(Product(key: key, name: key, isKnown: false)) }
    }
}
