package import DaybookCore

/// What is set for the ledger as a whole. What the organisation's record has stays there.
package struct SettingRepository {
    private let connection: Connection

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// A setting that holds.
    package struct Value: Hashable, Sendable {
        package let setting: LedgerSetting
        package let text: String
        /// Whether somebody has set it.
        package let isSet: Bool
    }

    package func value(of setting: LedgerSetting) throws -> Value {
        guard let standard = setting.standard else {
            let organisation = try OrganisationRepository(connection).get()
            return Value(setting: setting, text: organisation.text(of: setting), isSet: true)
        }
        let stored = try connection.first(
            "SELECT value FROM settings WHERE key = ?",
            [.text(setting.rawValue)]
        ) { $0.text(0) }
        return Value(setting: setting, text: stored ?? standard, isSet: stored != nil)
    }

    package func all() throws -> [Value] {
        try LedgerSetting.allCases.map { try value(of: $0) }
    }

    /// Writes a value, which was checked.
    package func set(_ value: SettingValue) throws {
        let setting = value.setting
        if setting.isOfOrganisation {
            var organisation = try OrganisationRepository(connection).get()
            organisation.set(value)
            return try OrganisationRepository(connection).update(organisation)
        }
        try connection.run(
            """
            INSERT INTO settings VALUES (?, ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value
            """,
            [.text(setting.rawValue), .text(value.text)]
        )
    }

    /// Goes back to what holds where nobody has set it.
    package func reset(_ setting: LedgerSetting) throws {
        precondition(!setting.isOfOrganisation, "what an organisation is has no default")
        try connection.run(
            "DELETE FROM settings WHERE key = ?",
            [.text(setting.rawValue)]
        )
    }

    // MARK: - Typed

    package func limits(_ setting: LedgerSetting) throws -> Limits {
        let text = try value(of: setting).text
        let currencies = CurrencyRepository(connection)
        guard let limits = try? Limits(reading: text, known: { try currencies.find($0) }) else {
            throw UnreadableValue(expected: "limits", found: text)
        }
        return limits
    }

    /// From when on an act waits for a second person, whoever does it.
    package func demand(_ act: ApprovableAct) throws -> ApprovalDemand {
        switch act.demand.kind {
        case .yesOrNo: .all(try value(of: act.demand).text == "yes")
        case .limits: .from(try limits(act.demand))
        case .text, .texts, .email, .country, .currency, .timeZone, .prefix, .days:
            preconditionFailure("what waits is asked of limits or of yes or no")
        }
    }

    package func days(_ setting: LedgerSetting) throws -> Int {
        let text = try value(of: setting).text
        guard let days = Int(text) else {
            throw UnreadableValue(expected: "a number of days", found: text)
        }
        return days
    }
}

extension Organisation {
    fileprivate func text(of setting: LedgerSetting) -> String {
        switch setting {
        case .organisationName: legalName
        case .organisationTradingName: tradingName
        case .organisationEmail: email ?? ""
        case .organisationAddress: SettingValue.joined(address.lines)
        case .organisationPostalCode: address.postalCode
        case .organisationCity: address.city
        case .organisationRegion: address.region ?? ""
        case .organisationCountry: address.country
        case .organisationTaxIDs: SettingValue.joined(taxIDs)
        case .organisationCurrency: currency.code
        case .organisationTimeZone: timeZone
        case .invoicesPrefix: invoicePrefix
        case .invoicesPaymentTerms, .invoicesBank, .supportCreditLimit, .supportWriteOffLimit,
            .approveCreditsFrom, .approveWriteOffsFrom, .approveVoidsFrom, .approveRefundsFrom,
            .approveCreditNotesFrom, .approvePlans, .approveContractPrices, .jobsKeptFor:
            ""
        }
    }

    fileprivate mutating func set(_ value: SettingValue) {
        switch value.setting {
        case .organisationName: legalName = value.text
        case .organisationTradingName: tradingName = value.text
        case .organisationEmail: email = value.text.isEmpty ? nil : value.text
        case .organisationAddress: address.lines = SettingValue.texts(value.text)
        case .organisationPostalCode: address.postalCode = value.text
        case .organisationCity: address.city = value.text
        case .organisationRegion: address.region = value.text.isEmpty ? nil : value.text
        case .organisationCountry: address.country = value.text
        case .organisationTaxIDs: taxIDs = SettingValue.texts(value.text)
        case .organisationCurrency: currency = value.currency ?? currency
        case .organisationTimeZone: timeZone = value.text
        case .invoicesPrefix: invoicePrefix = value.text
        case .invoicesPaymentTerms, .invoicesBank, .supportCreditLimit, .supportWriteOffLimit,
            .approveCreditsFrom, .approveWriteOffsFrom, .approveVoidsFrom, .approveRefundsFrom,
            .approveCreditNotesFrom, .approvePlans, .approveContractPrices, .jobsKeptFor:
            preconditionFailure("only what an organisation is lies in its record")
        }
    }
}
