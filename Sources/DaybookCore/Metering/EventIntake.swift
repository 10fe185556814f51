/// Whether an event is let in. What is let in is stored and listed, with the reason if it
/// contributes nothing.
package enum EventIntake: Hashable, Sendable {
    case refused(Refusal)
    case accepted(EventFault?)

    package enum Refusal: Hashable, Sendable {
        /// The data is not JSON at all, or says so of itself.
        case notJSON
        /// Data is an object, or there is none.
        case notAnObject
    }

    /// The data of an event before any meter looks at it.
    package enum Form: Hashable, Sendable {
        case malformed
        case absent
        case null
        case object
        /// A text, number, array, true or false.
        case other
    }

    /// Judges an event: by the form of its data, then by what the meter finds in it.
    package init(_ form: Form, contentType: String?, _ data: EventData, for meter: Meter) {
        if let contentType, contentType != "application/json" {
            self = .refused(.notJSON)
            return
        }
        switch form {
        case .malformed: self = .refused(.notJSON)
        case .other: self = .refused(.notAnObject)
        case .absent, .null, .object:
            do throws(EventFault) {
                _ = try meter.value(in: data)
                self = .accepted(nil)
            } catch {
                self = .accepted(error)
            }
        }
    }

    /// The status with which a server answers: accepted events have no body.
    package var httpStatus: Int {
        switch self {
        case .refused: 400
        case .accepted: 204
        }
    }

    /// What the list of events shows beside the event.
    package var listedFault: EventFault? {
        switch self {
        case .refused: nil
        case .accepted(let fault): fault
        }
    }
}

extension EventIntake.Refusal: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notJSON: "the data is not JSON"
        case .notAnObject: "the data must be a JSON object"
        }
    }
}
