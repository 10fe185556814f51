/// What is rolled up of a meter goes with it, whoever takes it away, as its row may be another
/// meter's one day; and whichever meter comes, or comes back, has the events looked at again.
extension Schema {
    static let meters = """
        CREATE TRIGGER meters_go AFTER DELETE ON meters BEGIN
            DELETE FROM rollups WHERE meter = OLD.row;
            DELETE FROM rollup_progress WHERE meter = OLD.row;
        END;
        CREATE TRIGGER meters_come AFTER INSERT ON meters
        BEGIN DELETE FROM rollup_progress WHERE meter = \(UnreadableEvents.progressRow); END;

        DELETE FROM rollups WHERE meter NOT IN (SELECT row FROM meters);
        DELETE FROM rollup_progress
        WHERE meter NOT IN (SELECT row FROM meters UNION SELECT \(UnreadableEvents.progressRow));
        """
}
