import Testing

@testable import daybook

@Suite("Invocations")
struct InvocationTests {
    private func invocation(_ words: [String]) throws -> Invocation {
        guard case .run(let invocation) = try CommandTable.sample.parse(words) else {
            throw NoInvocation()
        }
        return invocation
    }

    @Test("A default is filled in, but does not count as given")
    func defaults() throws {
        let list = try invocation(["invoices", "list"])
        #expect(list.certainInteger("limit") == 100)
        #expect(!list.isGiven("limit"))
        #expect(list.text("filter") == nil)
        #expect(list.list("columns") == [])
        #expect(!list.flag("json"))
        // A default that is only described is for the command to find.
        #expect(list.text("ledger") == nil)
        #expect(try invocation(["init", "--currency", "EUR"]).certainText("zone") == "UTC")
    }

    @Test("What is given comes in its type")
    func values() throws {
        let list = try invocation(["--json", "invoices", "list", "-n", "7", "--columns=due,number"])
        #expect(list.integer("limit") == 7)
        #expect(list.list("columns") == ["due", "number"])
        #expect(list.flag("json"))
        let bench = try invocation(["bench", "a", "b"])
        #expect(bench.argumentList("NAME") == ["a", "b"])
        #expect(try invocation(["events", "ingest"]).optionalArgument("FILE") == nil)
        #expect(list.command.path == ["invoices", "list"])
    }

    @Test("Asking for what the command does not declare traps, and says which rule was broken")
    func misuse() async throws {
        let undeclared = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent],
        ) {
            _ = try InvocationTests().invocation(["demo"]).text("filter")
        }
        #expect(errors(undeclared).contains("command `demo`: `--filter` is not declared"))
        let ofOtherKind = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent],
        ) {
            _ = try InvocationTests().invocation(["invoices", "list"]).integer("filter")
        }
        #expect(errors(ofOtherKind).contains("`--filter` is not an option for whole numbers"))
        let uncertain = await #expect(
            processExitsWith: .failure,
            observing: [\.standardErrorContent],
        ) {
            _ = try InvocationTests().invocation(["events", "ingest"]).argument("FILE")
        }
        #expect(errors(uncertain).contains("command `events ingest`: FILE is not exactly one word"))
    }

    private func errors(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }
}

private struct NoInvocation: Error {}
