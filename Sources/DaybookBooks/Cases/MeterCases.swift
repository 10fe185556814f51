internal import DaybookCore
internal import DaybookWire

/// Kinds of cases about meters: what they find in an event, what they make of many.
enum MeterCases {
    static let all: [CaseKind] = [
        CaseKind("meter_query") { input, setting, json in
            let meter = try CaseMeter(input.object("meter"))
            let query = try MeterQuery(input.object("query"), setting)
            var tally = try MeterTally(meter.meter, query)
            var events = FirstEvents()
            for event in try input.objects("events") {
                let source = try event.optionalText("source") ?? ""
                guard events.isFirst(source: source, id: try event.text("id")) else { continue }
                try tally.add(meter.event(event))
            }
            try write(tally.rows(), query, &json)
        },
        CaseKind("event_parse") { input, _, json in
            let meter = try CaseMeter(ofOneEvent: input.object("meter"))
            let data = meter.data(try input.optionalText("data"))
            write(meter.meter, data, &json)
        },
        CaseKind("ingest_status") { input, _, json in
            let meter = try CaseMeter(ofOneEvent: input.object("meter"))
            let data = meter.data(try input.optionalText("data"))
            let intake = EventIntake(
                data.form,
                contentType: try contentType(input),
                data.data,
                for: meter.meter
            )
            write(intake, &json)
        },
    ]

    /// CloudEvents writes the name in small letters, most who write of it do not.
    private static func contentType(_ input: CaseInput) throws(JSONShapeError) -> String? {
        for name in ["datacontenttype", "dataContentType", "contentType"] where input.has(name) {
            return try input.text(name)
        }
        return nil
    }

    // MARK: - Answers

    private static func write(
        _ rows: [MeterRow],
        _ query: MeterQuery,
        _ json: inout JSONStream,
    ) {
        json.array("rows") { json in
            for row in rows {
                json.object { json in
                    json.time("windowStart", row.from)
                    json.time("windowEnd", row.to)
                    json.decimal("value", row.value)
                    if let subject = row.subject { json.text("subject", subject) }
                    if let customer = row.customer { json.text("customerId", customer) }
                    write(row.groups.map { ($0.name, $0.value) }, &json)
                }
            }
        }
    }

    private static func write(_ meter: Meter, _ data: CaseData, _ json: inout JSONStream) {
        var (number, text): (PreciseAmount?, String?)
        var fault = data.fault
        if fault == nil {
            do throws(EventFault) {
                switch try meter.value(in: data.data) {
                case .number(let value): number = value
                case .text(let value): text = value.text
                }
            } catch {
                fault = error
            }
        }
        if let fault {
            json.text("error", "invalid_event")
            json.text("detail", "\(fault)")
            json.text("errorText", "\(fault)")
        }
        json.decimal("value", number)
        json.text("stringValue", text)
        // Of data that is not JSON not even the groups are known.
        let texts = data.fault == nil ? meter.groupTexts(in: data.data) : []
        write(zip(meter.groups.map(\.name), texts).map { ($0, $1) }, &json)
    }

    private static func write(_ intake: EventIntake, _ json: inout JSONStream) {
        json.integer("httpStatus", intake.httpStatus)
        switch intake {
        case .refused(let refusal):
            json.text("detail", "\(refusal)")
        case .accepted(let fault):
            json.text("listedValidationError", fault.map { "\($0)" })
        }
        json.text("listedValidationErrorContains", intake.listedFault.map { "\($0)" })
    }

    private static func write(
        _ groups: [(name: String, value: String)],
        _ json: inout JSONStream,
    ) {
        json.object("groupBy") { json in
            for group in groups { json.text(JSONStream.foreign(group.name), group.value) }
        }
    }
}

extension MeterFault: CaseRefusal {
    var caseName: String { "invalid_meter" }
}

extension MeterQueryError: CaseRefusal {
    var caseName: String {
        switch self {
        case .emptyPeriod: "empty_period"
        case .reversedPeriod: "reversed_period"
        case .unknownWindow: "unknown_window"
        case .unknownGroup: "unknown_group"
        case .unknownFilterGroup: "unknown_filter_group"
        case .groupedByUnknownCustomers: "customers_missing"
        case .customerWithoutSubjects: "customer_without_subjects"
        case .partAcrossBounds: "part_across_bounds"
        case .number: "number_out_of_range"
        case .time: "time_out_of_range"
        }
    }
}
