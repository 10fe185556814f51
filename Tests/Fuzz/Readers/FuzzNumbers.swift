import DaybookCore

/// Exact decimals and money: what is read is printed in a form that reads back equal.
func fuzzNumbers(_ bytes: [UInt8]) {
    for currency in currencies { requireMoneyRoundTrip(bytes, currency) }
    let number: PreciseAmount
    do throws(NumberSyntaxError) {
        number = try PreciseAmount(bytes.span)
    } catch {
        require(0...bytes.count ~= error.offset, "\(error.reason) lies at \(error.offset)")
        return
    }
    require(0...PreciseAmount.largestScale ~= number.scale, "the scale is kept: \(number.scale)")
    for form in [number, number.normalized] {
        guard let again = try? PreciseAmount(form.description) else {
            fatalError("\(form) was printed and is refused")
        }
        require(again == number, "\(form) reads back as \(again)")
        require(again.hashValue == number.hashValue, "equal numbers have one hash: \(form)")
        requireEqual(
            again.normalized.description,
            number.normalized.description,
            "equal numbers have one normal form",
        )
    }
    require(number.negated.negated == number, "twice negated it is \(number.negated.negated)")
    if let whole = number.wholeNumber {
        require(PreciseAmount(whole) == number, "\(number) is no whole \(whole)")
    }
}

private let currencies = ["JPY", "EUR", "BHD", "CLF"].compactMap { Currency(iso: $0) }

private func requireMoneyRoundTrip(_ bytes: [UInt8], _ currency: Currency) {
    guard let money = try? Money(bytes.span, currency) else { return }
    let text = money.amount.description
    do throws(MoneySyntaxError) {
        let again = try Money(text, currency)
        require(again == money, "\(money) reads back as \(again)")
    } catch {
        fatalError("\(money) was printed and is refused: \(error)")
    }
    require((try? PreciseAmount(bytes.span)) == money.amount, "\(money) is not what was read")
}
