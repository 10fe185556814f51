internal import DaybookCore

/// Where customers of made-up books come from, and what follows from that.
struct SampleCountry: Sendable {
    let code: String
    let currency: Currency
    let timeZone: String
    let cities: [String]
    /// Of each name two words, joined as the language wants it, and what stands around them.
    let words: [String]
    let joint: String
    let prefix: String
    let suffix: String
    /// What we charge there: 0.19 for 19 %.
    let taxRate: PreciseAmount
    /// What a hundred euros cost there.
    let priceOfHundred: Int
    /// How many customers of a hundred come from there.
    let share: Int

    private init(
        _ code: String,
        _ currency: String,
        _ timeZone: String,
        taxPercent: Int,
        priceOfHundred: Int,
        share: Int,
        name: (prefix: String, joint: String, suffix: String),
        cities: [String],
        words: [String],
    ) {
        guard let known = Currency(iso: currency) else {
            preconditionFailure("ISO 4217 has the currency \(currency)")
        }
        (self.code, self.currency, self.timeZone) = (code, known, timeZone)
        (self.cities, self.words) = (cities, words)
        (prefix, joint, suffix) = name
        taxRate = (try? PreciseAmount(coefficient: Int128(taxPercent), scale: 2)) ?? .zero
        (self.priceOfHundred, self.share) = (priceOfHundred, share)
    }

    static func at(_ place: Int) -> SampleCountry {
        var rest = place
        for country in all {
            if rest < country.share { return country }
            rest -= country.share
        }
        return all[0]
    }

    /// Currencies without digits, with two and with three.
    static let all = [
        SampleCountry(
            "DE",
            "EUR",
            "Europe/Berlin",
            taxPercent: 19,
            priceOfHundred: 100,
            share: 45,
            name: ("", " ", " GmbH"),
            cities: ["Hamburg", "Berlin", "München", "Köln", "Leipzig", "Görlitz"],
            words: [
                "Nord", "Süd", "West", "Hafen", "Wind", "Blau", "Acme", "Grün", "Stahl", "Licht",
                "Daten", "Wolke", "Fluss", "Berg", "Tal", "Groß", "Klein", "Werk", "Straße", "Öl",
            ]
        ),
        SampleCountry(
            "FR",
            "EUR",
            "Europe/Paris",
            taxPercent: 0,
            priceOfHundred: 100,
            share: 12,
            name: ("Société ", " ", " SAS"),
            cities: ["Paris", "Lyon", "Orléans", "Béziers"],
            words: ["Lumière", "Rivière", "Forêt", "Étoile", "Cœur", "Façade", "Nuage", "Acme"]
        ),
        SampleCountry(
            "US",
            "USD",
            "America/New_York",
            taxPercent: 0,
            priceOfHundred: 110,
            share: 20,
            name: ("", " ", ", Inc."),
            cities: ["Boston", "Columbus", "Portland", "Tulsa"],
            words: ["Cedar", "Summit", "Harbor", "Copper", "Prairie", "Lake", "Acme", "Delta"]
        ),
        SampleCountry(
            "GB",
            "GBP",
            "Europe/London",
            taxPercent: 20,
            priceOfHundred: 85,
            share: 8,
            name: ("", " & ", " Ltd"),
            cities: ["Leeds", "Bath", "Aberdeen"],
            words: ["Thistle", "Marlow", "Heron", "Ashby", "Quill", "Barrow", "Wren"]
        ),
        SampleCountry(
            "JP",
            "JPY",
            "Asia/Tokyo",
            taxPercent: 10,
            priceOfHundred: 16_000,
            share: 9,
            name: ("株式会社", "", ""),
            cities: ["東京", "大阪", "札幌"],
            words: ["みどり", "青空", "朝日", "波", "山", "桜", "雲", "星"]
        ),
        SampleCountry(
            "BH",
            "BHD",
            "Asia/Bahrain",
            taxPercent: 10,
            priceOfHundred: 40,
            share: 6,
            name: ("شركة ", " ", ""),
            cities: ["المنامة", "المحرق"],
            words: ["اللؤلؤة", "البحر", "النخيل", "الخليج", "الشمس", "النور"]
        ),
    ]
}
