/// Whose events a query counts, and whose customer's they are.
struct MeterAudience: Sendable {
    /// Nil: everybody's.
    private let subjects: Set<ExactText>?
    private let customers: [ExactText: String]?

    init(_ query: MeterQuery) {
        subjects = query.subjects.isEmpty ? nil : Set(query.subjects.map { ExactText($0) })
        guard !query.customers.isEmpty else {
            customers = nil
            return
        }
        var owners: [ExactText: String] = [:]
        for customer in query.customers {
            // A subject belongs to one customer at most: the first that claims it.
            for subject in customer.subjects where owners[ExactText(subject)] == nil {
                owners[ExactText(subject)] = customer.id
            }
        }
        customers = owners
    }

    /// The customer of a subject, empty where the query names none; nil where it does not count.
    func customer(of subject: String) -> String? {
        if subjects == nil && customers == nil { return "" }
        let exact = ExactText(subject)
        if let subjects, !subjects.contains(exact) { return nil }
        guard let customers else { return "" }
        return customers[exact]
    }
}
