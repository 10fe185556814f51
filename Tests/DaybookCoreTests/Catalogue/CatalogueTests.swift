import DaybookCore
import Testing

/// What is wrong with products, groups and units, and what keeps a version from its publication.
@Suite struct CatalogueTests {
    private let now = Instant.epoch

    private func group(_ key: String, in parent: String? = nil) -> ProductGroup {
        ProductGroup(key: key, name: key, parent: parent)
    }

    @Test func groupsThatLieWithinThemselvesAreFound() {
        let catalogue = Catalogue(groups: [
            group("all"), group("cloud", in: "all"), group("lost", in: "nowhere"),
            group("self", in: "self"), group("one", in: "two"), group("two", in: "three"),
            group("three", in: "one"), group("below", in: "one"),
        ])
        #expect(
            catalogue.faults.map(\.description) == [
                "groups.lost.parent: there is no nowhere",
                "groups.one.parent: lies within itself: one → two → three",
                "groups.self.parent: lies within itself: self",
                "groups.three.parent: lies within itself: three → one → two",
                "groups.two.parent: lies within itself: two → three → one",
            ]
        )
    }

    @Test func productsNameWhatThereIs() {
        let catalogue = Catalogue(
            units: [ProductUnit(key: "call", name: "Call")],
            products: [
                Product(key: "good", name: "Good", unit: "call"),
                Product(
                    key: "Bad key",
                    name: "Bad",
                    unit: "mile",
                    group: "none",
                    meter: "clicks",
                    taxCode: "free"
                ),
            ],
            meters: ["calls"]
        )
        #expect(
            catalogue.faults.map(\.description) == [
                "products.Bad key: a key is 1 to 64 small letters, digits, - or _",
                "products.Bad key.group: there is no none",
                "products.Bad key.meter: there is no clicks",
                "products.Bad key.taxCode: there is no free",
                "products.Bad key.unit: there is no mile",
            ]
        )
    }

    @Test func whatIsWrongIsNotPublished() throws {
        let euro = try #require(Currency(iso: "EUR"))
        let terms = try PriceTerms(.flat(PreciseAmount(10), .inAdvance))
        let month = try CalendarDuration(months: 1)
        let card = RateCard(key: "fee", prices: [euro: terms], cadence: month)
        let phase = PlanPhase(key: "only", rateCards: [card])
        func plan(named name: String) -> PlanDefinition {
            PlanDefinition(name: name, currencies: [euro], billingCadence: month, phases: [phase])
        }
        var catalogue = Catalogue(plans: [
            "good": VersionHistory(draft: plan(named: "Good")),
            "bad": VersionHistory(draft: plan(named: "")),
        ])
        try catalogue.publish(plan: "good", version: 1, from: now, now: now)
        #expect(catalogue.plans["good"]?.version(at: now)?.content.name == "Good")
        for (key, number, problem) in [
            ("bad", 1, PublicationError.faults([CatalogueFault("name", .empty)])),
            ("good", 1, .version(.wrongState(1, .active))),
            ("good", 2, .unknown("good", 2)),
            ("ugly", 1, .unknown("ugly", 1)),
        ] {
            #expect(throws: problem) {
                try catalogue.publish(plan: key, version: number, from: now, now: now)
            }
        }
        #expect(catalogue.plans["bad"]?.version(at: now) == nil)
    }
}
