/// What a terminal can do beyond moving the cursor and writing.
package struct TerminalAbilities: Hashable, Sendable {
    /// Erased cells take the colour of the ground that is set ("background colour erase").
    package var erasesWithGround: Bool
    /// Has "erase characters", which leaves the cursor where it is.
    package var erasesCharacters: Bool
    /// Can repeat the character written last.
    package var repeatsCharacters: Bool
    /// Scrolls some rows and leaves the others where they are, by several at a time.
    package var scrollsRegions: Bool
    /// Reads letters outside ASCII. Elsewhere their bytes might even be commands.
    package var isUTF8: Bool
    /// Shows what is between two marks at once (mode 2026), so that nobody sees half a picture.
    package var isSynchronised: Bool

    package init(
        erasesWithGround: Bool,
        erasesCharacters: Bool,
        repeatsCharacters: Bool,
        scrollsRegions: Bool = false,
        isUTF8: Bool = true,
        isSynchronised: Bool = false,
    ) {
        self.erasesWithGround = erasesWithGround
        self.erasesCharacters = erasesCharacters
        self.repeatsCharacters = repeatsCharacters
        self.scrollsRegions = scrollsRegions
        self.isUTF8 = isUTF8
        self.isSynchronised = isSynchronised
    }

    /// A terminal that has only what every one has.
    package static var least: TerminalAbilities {
        TerminalAbilities(
            erasesWithGround: false,
            erasesCharacters: false,
            repeatsCharacters: false,
        )
    }
}
