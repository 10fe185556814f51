internal import Synchronization

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

/// Who and what postings are about: postings themselves only say where these stand. Whoever reads
/// the ledger meets products that whoever writes postings asks for.
package final class PostingNames: Sendable {
    /// Each customer's accounts stand together, the one that was made first in front.
    package let parties: [Party]
    private let products: Mutex<Products>

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

    /// Those of the catalogue, then those that only lines of invoices know.
    private struct Products {
        private(set) var all: [Product] = []
        private var places: [Key: ProductPlace] = [:]

        mutating func place(of key: String) -> ProductPlace {
            places[Key(text: key)] ?? add(Product(key: key, name: key, isKnown: false))
        }

        @discardableResult
        mutating func add(_ product: Product) -> ProductPlace {
            let place = ProductPlace(all.count)
            all.append(product)
            places[Key(text: product.key)] = place
            return place
        }
    }

    package init(parties: [Party], products: [Product]) {
        self.parties = parties
        var known = Products()
        for product in products { known.add(product) }
        self.products = Mutex(known)
    }

    package subscript(place: PartyPlace) -> Party { parties[place.index] }
    package subscript(place: ProductPlace) -> Product {
        products.withLock { $0.all[place.index] }
    }

    /// The place of the product that a line names.
    package func product(_ key: String) -> ProductPlace {
        products.withLock { $0.place(of: key) }
    }
}
