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

/// Who and what postings are about: postings themselves only say where these stand. It learns the
/// products that only lines of invoices know.
package final class PostingNames {
    /// Each customer's accounts stand together, the one that was made first in front.
    package let parties: [Party]
    /// Those of the catalogue, then those that only lines of invoices know.
    package private(set) var products: [Product]
    private var places: [Key: ProductPlace] = [:]

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

    /// A key by its bytes: texts that look the same are not the same product.
    private struct Key: Hashable {
        let text: String

        static func == (one: Key, other: Key) -> Bool {
            one.text.utf8.elementsEqual(other.text.utf8)
        }

        func hash(into hasher: inout Hasher) { hasher.combine(text) }
    }

    package init(_ known: Known) {
        parties = known.parties
        products = known.products
        for (index, product) in products.enumerated() {
            places[Key(text: product.key)] = ProductPlace(index)
        }
    }

    package subscript(place: PartyPlace) -> Party { parties[place.index] }
    package subscript(place: ProductPlace) -> Product { products[place.index] }

    /// The place of the product that a line names.
    package func product(_ key: String) -> ProductPlace {
        if let place = places[Key(text: key)] { return place }
        let place = ProductPlace(products.count)
        products.append(Product(key: key, name: key, isKnown: false))
        places[Key(text: key)] = place
        return place
    }
}
