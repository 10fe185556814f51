/// The program's entry; the commands are wired here once the modules below them exist.
@main
enum Daybook {
    static func main() {}
}
