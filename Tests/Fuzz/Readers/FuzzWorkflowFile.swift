internal import DaybookCore
internal import DaybookShapes

/// Files of workflows, whatever they hold: one that is read is written, and is then the same; its
/// filters can be read, as whoever runs it relies on that.
func fuzzWorkflowFile(_ bytes: [UInt8]) {
    guard let file = try? WorkflowFile(bytes) else { return fuzzRequest(bytes) }
    let text = file.text
    guard let again = try? WorkflowFile(Array(text.utf8)) else {
        fatalError("a file that is written is read again")
    }
    require(again == file, "a file that is read again is the same")
    let definition = file.definition
    require(!definition.steps.isEmpty, "a workflow does something")
    for step in definition.steps {
        require(step.fits(definition.subject), "a step fits what the workflow is about")
        guard case .stop(let filter) = step else { continue }
        let fields = definition.subject.fields
        require((try? ListFilter(reading: filter, fields)) != nil, "a filter can be read")
    }
}

/// Commands with their arguments.
private func fuzzRequest(_ bytes: [UInt8]) {
    guard let file = try? RequestFile(bytes) else { return }
    require(
        (try? RequestFile(Array(file.text.utf8))) == file,
        "a command that is read again is the same"
    )
}
