internal import DaybookCore

/// What accounts are called in one format, each in its own way: two customers whose names become
/// the same where a format takes few characters still are two accounts.
///
/// Who came first keeps the bare name, so that nobody's account is called otherwise because another
/// customer came later.
struct AccountNames {
    private let names: PostingNames
    private let spelling: Spelling
    private var parties: [String] = []
    private var products: [String] = []
    private var takenProducts: Set<String> = []
    /// Those of parties, products and nobody, by their place in the chart and their owner's.
    private var known: [PlacedTexts] = []
    private var rates: [LedgerAccount: [UInt8]] = [:]

    /// How a format writes a part of an account's name.
    struct Spelling: Sendable {
        /// A text made safe: never empty.
        let segment: @Sendable (String) -> String
        /// A rate in percent.
        let rate: @Sendable (PreciseAmount) -> String
    }

    struct Name {
        /// In full.
        let bytes: [UInt8]
        /// Whether it is asked for the first time.
        let isNew: Bool
    }

    init(_ names: PostingNames, _ spelling: Spelling) {
        self.names = names
        self.spelling = spelling
        nameParties()
    }

    /// The name of an account, and whether nobody has asked for it before.
    mutating func name(of account: LedgerAccount) -> Name {
        let owner: Int
        switch account.owner {
        case .nobody, .other: owner = 0
        case .party(let place): owner = place.index + 1
        case .product(let place): owner = place.index + 1
        case .rate:
            if let name = rates[account] { return Name(bytes: name, isNew: false) }
            let name = Array(text(of: account).utf8)
            rates[account] = name
            return Name(bytes: name, isNew: true)
        }
        while known.count <= account.rank { known.append(PlacedTexts()) }
        if let name = known[account.rank][owner] { return Name(bytes: name, isNew: false) }
        let name = Array(text(of: account).utf8)
        known[account.rank][owner] = name
        return Name(bytes: name, isNew: true)
    }

    private mutating func text(of account: LedgerAccount) -> String {
        switch account.owner {
        case .nobody: account.path
        case .other: account.path + ":Other"
        case .party(let place): account.path + ":" + parties[place.index]
        case .rate(let percent): account.path + ":" + spelling.rate(percent)
        case .product(let place): account.path + ":" + product(place)
        }
    }

    // MARK: - Who

    private mutating func nameParties() {
        parties.reserveCapacity(names.parties.count)
        var customers: Set<String> = []
        var accounts: Set<String> = []
        var customer = ""
        for party in names.parties {
            if party.isFirst {
                let owner = party.customer
                customer = free(Self.texts(owner.name, owner.key), in: &customers)
                accounts = []
                parties.append(customer)
            } else {
                let own = free(Self.texts(party.name, party.key), in: &accounts)
                parties.append("\(customer):\(own)")
            }
        }
    }

    /// A name, and what it is called where somebody else is called so: with its key, for which a
    /// long name leaves room.
    private static func texts(_ name: String, _ key: String) -> [String] {
        [name, String(name.unicodeScalars.prefix(40)) + " " + key]
    }

    /// The first of some texts that nobody has yet, or the last with a number.
    private func free(_ texts: [String], in taken: inout Set<String>) -> String {
        for text in texts {
            let segment = spelling.segment(text)
            if taken.insert(segment).inserted { return segment }
        }
        let last = texts.last ?? ""
        var number = 2
        while true {
            let segment = spelling.segment("\(number) \(last)")
            if taken.insert(segment).inserted { return segment }
            number += 1
        }
    }

    // MARK: - What

    /// Products of the catalogue have their names in its order. Others come as lines name them, in
    /// whatever order: such a key that is no safe name brings its own mark.
    private mutating func product(_ place: ProductPlace) -> String {
        while products.count <= place.index {
            let product = names[ProductPlace(products.count)]
            products.append(free(texts(for: product), in: &takenProducts))
        }
        return products[place.index]
    }

    private func texts(for product: PostingNames.Product) -> [String] {
        if product.isKnown { return Self.texts(product.name, product.key) }
        if product.key.isEmpty { return ["No product"] }
        let marked = Self.texts(product.key, Self.mark(of: product.key))
        return spelling.segment(product.key) == product.key ? marked : Array(marked.dropFirst())
    }

    /// Eight digits that follow from a text (FNV-1a).
    private static func mark(of text: String) -> String {
        let hash = text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
