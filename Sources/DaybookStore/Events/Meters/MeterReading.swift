internal import DaybookCore

/// What a meter finds in an event that it takes.
enum MeterReading: UInt8 {
    case readable
    /// There is nothing where it looks: another meter may look elsewhere.
    case missing
    /// There is something that is no quantity.
    case wrong

    /// Whether an event that these were read of counts as a quantity somewhere, and as none that is
    /// wrong; also where no meter takes it, as filters let pass by what is not meant.
    static func isReadable(_ readings: some Sequence<MeterReading>) -> Bool {
        var (isTaken, isRead) = (false, false)
        for reading in readings {
            isTaken = true
            switch reading {
            case .readable: isRead = true
            case .missing: break
            case .wrong: return false
            }
        }
        return isRead || !isTaken
    }
}

extension MeterReader {
    func reading(_ data: EventData) -> MeterReading {
        do throws(EventFault) {
            _ = try meter.value(in: data)
            return .readable
        } catch {
            return error.isMissing ? .missing : .wrong
        }
    }
}
