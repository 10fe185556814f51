import DaybookBooks
import DaybookCore
import TestRigs
import Testing

@Suite struct LedgerFolderTests {
    /// The smallest folder that has everything: two customers, two accounts, one invoice.
    private static let files = [
        "organisation.json": """
        {"id":"01JA5Y0DK0Q024PBA53HHFEHNM","key":"o","legalName":"O","tradingName":"O",\
        "address":\(address),"taxIds":["1"],"currency":"EUR","timeZone":"UTC","email":null,\
        "invoicePrefix":"INV-"}
        """,
        "customers.jsonl": customer("01JA5Y0DK0Q024PBA53HHFEHNA", "a", "A")
            + customer("01JA5Y0DK0Q024PBA53HHFEHNB", "b", "B"),
        "accounts.csv": """
        id,key,customer,name,currency,timeZone,createdAt,state
        01JA5Y0DK0Q024PBA53HHFEHNC,a1,a,A,EUR,,2024-10-14T16:33:00Z,active
        01JA5Y0DK0Q024PBA53HHFEHND,b1,b,"B, the second",JPY,Asia/Tokyo,2024-10-14T16:33:00Z,active

        """,
        "aliases.csv": """
        account,alias,validFrom,validTo
        a1,tenant-a,2024-11-01,
        b1,tenant-b,2024-11-01,2025-11-01

        """,
        "invoices.jsonl": """
        {"id":"01JA5Y0DK0Q024PBA53HHFEHNE","number":"INV-1","account":"a1","state":"paid",\
        "currency":"EUR","periodFrom":"2024-11-01","periodTo":"2024-12-01",\
        "issuedOn":"2024-12-02","dueOn":"2025-01-01","createdAt":"2024-12-01T00:00:00Z",\
        "approvedAt":null,"issuedAt":"2024-12-02T00:00:00Z","paidAt":null,"voidedAt":null,\
        "net":"100.00","tax":"19.00","total":"119.00","paid":"119.00","credited":"0.00",\
        "note":null}

        """,
        "invoice-lines.csv": """
        invoice,position,kind,product,description,quantity,unit,unitPrice,amount,taxRate,\
        periodFrom,periodTo
        01JA5Y0DK0Q024PBA53HHFEHNE,1,flat,platform,Platform fee,1,month,100.00,100.00,0.19,\
        2024-11-01,2024-12-01

        """,
    ]

    private static let address =
        #"{"lines":["Kai 1"],"postalCode":"1","city":"C","region":null,"country":"DE"}"#

    private static func customer(_ id: String, _ key: String, _ name: String) -> String {
        """
        {"id":"\(id)","key":"\(key)","name":"\(name)","legalName":"\(name)","currency":"EUR",\
        "timeZone":"UTC","email":null,"taxId":null,"address":\(address),\
        "createdAt":"2024-10-14T16:33:00Z","note":null,"state":"active"}

        """
    }

    private func folder(
        _ files: [String: String],
    ) throws -> (ledger: LedgerFolder, invoices: [Invoice], lines: [RecordID: [InvoiceLine]]) {
        let read = { (name: String) in Array(try #require(files[name]).utf8) }
        let ledger = try LedgerFolder(reading: read)
        var reader = try ledger.invoices(reading: read)
        let invoices = try reader.next(upTo: 100)
        return (ledger, invoices, try ledger.lines(of: invoices, reading: read))
    }

    @Test func readsWhatBelongsTogether() throws {
        let (ledger, invoices, lines) = try folder(Self.files)
        #expect(ledger.customers.map(\.key) == ["a", "b"])
        #expect(ledger.accounts.map(\.customer) == ledger.customers.map(\.id))
        #expect(ledger.accounts[1].name == "B, the second")
        #expect(ledger.aliases.map(\.account) == ledger.accounts.map(\.id))
        #expect(ledger.aliases[1].validTo == CivilDate(year: 2025, month: 11, day: 1))
        let invoice = try #require(invoices.first)
        #expect(lines.mapValues(\.count) == [invoice.id: 1])
        #expect(lines[invoice.id]?.first?.amount == invoice.totals.net)
    }

    @Test func oneDocumentTwiceIsRefused() throws {
        var files = Self.files
        files["invoices.jsonl", default: ""] += try #require(Self.files["invoices.jsonl"])
        let error = #expect(throws: RecordFileError.self) { try folder(files) }
        #expect(
            error?.description
                == "invoices.jsonl, line 2: the id 01JA5Y0DK0Q024PBA53HHFEHNE again"
        )
    }

    @Test func whatIsWrongIsNamedWithFileAndLine() throws {
        for row in try TestFolder().rows("ledger-folder-errors.tsv") {
            var files = Self.files
            let text = try #require(files[row[0]])
            // Only the first place, so that line numbers tell something.
            try #require(text.contains(row[1]), "\(row)")
            files[row[0]] = text.replacing(row[1], with: row[2], maxReplacements: 1)
            let error = #expect(throws: RecordFileError.self, "\(row)") { try folder(files) }
            #expect(error?.description == row[3], "\(row)")
        }
    }
}
