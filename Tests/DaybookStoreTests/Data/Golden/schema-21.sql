CREATE TRIGGER meters_go AFTER DELETE ON meters BEGIN
    DELETE FROM rollups WHERE meter = OLD.row;
    DELETE FROM rollup_progress WHERE meter = OLD.row;
END;
CREATE TRIGGER meters_come AFTER INSERT ON meters
BEGIN DELETE FROM rollup_progress WHERE meter = 0; END;

DELETE FROM rollups WHERE meter NOT IN (SELECT row FROM meters);
DELETE FROM rollup_progress
WHERE meter NOT IN (SELECT row FROM meters UNION SELECT 0);
