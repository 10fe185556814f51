internal import DaybookCore
internal import DaybookWire

/// The settings of one configuration file: JSON with comments.
package struct SettingsFile: Sendable {
    package let path: String
    package let values: [SettingKey: Setting]
    /// The keys that commands of the console are given, in the order of the file.
    package let keys: [KeySetting]

    /// What is wrong in the file, with its place; the program does not guess around it.
    package struct Problem: Error, Hashable, Sendable {
        package let path: String
        package let line: Int
        package let column: Int
        package let detail: String
        /// A name that is unknown; whoever shows the problem may suggest a known one.
        package let unknownName: String?
    }

    /// All that is wrong, so that it is mended in one go.
    package struct Problems: Error, Sendable {
        package let all: [Problem]
    }

    /// Reads a file; a missing one is an empty one, unless the user has named it.
    package static func read(_ path: String, isNamed: Bool) throws -> SettingsFile {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try FileSource.content(of: path, limit: 1 << 20)
        } catch {
            if error.isMissing && !isNamed { return SettingsFile(path: path) }
            throw error
        }
        return try SettingsFile(path: path, bytes: bytes)
    }

    /// No file at all.
    package static let none = SettingsFile(path: "")

    private init(path: String) {
        self.path = path
        values = [:]
        keys = []
    }

    package init(path: String, bytes: [UInt8]) throws(Problems) {
        self.path = path
        let reader = Reader(path: path, bytes: bytes)
        let document: JSONDocument
        do throws(JSONSyntaxError) {
            document = try JSONDocument(JSONComments.blanked(bytes))
        } catch {
            throw Problems(all: [reader.problem(at: error.offset, error.description)])
        }
        var values: [SettingKey: Setting] = [:]
        var keys: [KeySetting] = []
        var problems: [Problem] = []
        do throws(JSONShapeError) {
            for (key, node) in try document.root.members() {
                do throws(Problem) {
                    if key == KeySetting.name {
                        keys += try reader.keys(node)
                        continue
                    }
                    let (setting, value) = try reader.setting(key, node)
                    values[setting] = value
                } catch {
                    problems.append(error)
                }
            }
        } catch {
            problems.append(reader.problem(at: error.offset, error.description))
        }
        if !problems.isEmpty { throw Problems(all: problems) }
        self.values = values
        self.keys = keys
    }
}

/// Turns members into settings, and offsets into places.
private struct Reader {
    let path: String
    let bytes: [UInt8]

    func setting(
        _ name: String,
        _ node: JSONNode,
    ) throws(SettingsFile.Problem) -> (SettingKey, Setting) {
        guard let key = SettingKey(rawValue: name) else {
            throw problem(
                at: node.offset,
                "there is no setting \(JSONText.quoted(name))",
                unknownName: name
            )
        }
        let line = TextPosition(offset: node.offset, in: bytes).line
        return (key, Setting(value: try value(of: key, node), origin: .file(line: line)))
    }

    /// Commands with a key each, or several.
    func keys(_ node: JSONNode) throws(SettingsFile.Problem) -> [KeySetting] {
        do throws(JSONShapeError) {
            var settings: [KeySetting] = []
            for (command, value) in try node.members() {
                var keys: [String] = []
                if value.kind == .array {
                    for element in try value.elements() { keys.append(try element.string()) }
                } else {
                    keys.append(try value.string())
                }
                let line = TextPosition(offset: value.offset, in: bytes).line
                settings.append(KeySetting(command: command, keys: keys, line: line))
            }
            return settings
        } catch {
            throw problem(
                at: error.offset,
                "\(KeySetting.name): expected \(error.expected), found \(error.found)"
            )
        }
    }

    private func value(
        of key: SettingKey,
        _ node: JSONNode,
    ) throws(SettingsFile.Problem) -> String {
        do throws(JSONShapeError) {
            switch key.kind {
            case .text:
                return try node.string()
            case .flag:
                return try node.bool() ? "true" : "false"
            case .choice(let choices):
                let text = try node.string()
                guard choices.contains(text) else {
                    throw node.mismatch(
                        choices.map { JSONText.quoted($0) }.joined(separator: " or ")
                    )
                }
                return text
            }
        } catch {
            throw problem(
                at: error.offset,
                "\(key.rawValue): expected \(error.expected), found \(error.found)"
            )
        }
    }

    func problem(
        at offset: Int,
        _ detail: String,
        unknownName: String? = nil,
    ) -> SettingsFile.Problem {
        let place = TextPosition(offset: offset, in: bytes)
        return SettingsFile.Problem(
            path: path,
            line: place.line,
            column: place.column,
            detail: detail,
            unknownName: unknownName
        )
    }
}
