/// Credits that recur, and credits by which credit notes give money back.
///
/// What periods make of a credit is not written but follows from its terms and its entries; that no
/// more is taken than there is, the store asks of the same walk over the periods, in SQL.
extension Schema {
    static let creditPeriods = """
        ALTER TABLE credits ADD COLUMN renews_months INTEGER CHECK (renews_months >= 0);
        ALTER TABLE credits ADD COLUMN renews_days INTEGER
            CHECK (renews_days >= 0 AND renews_months + renews_days > 0);
        ALTER TABLE credits ADD COLUMN renews_until TEXT CHECK (renews_until > effective_on);
        ALTER TABLE credits ADD COLUMN rollover_min INTEGER CHECK (rollover_min >= 0);
        ALTER TABLE credits ADD COLUMN rollover_max INTEGER CHECK (rollover_max >= rollover_min);
        ALTER TABLE credits ADD COLUMN stopped_on TEXT
            CHECK (stopped_on IS NULL
                OR (stopped_on >= effective_on AND renews_days IS NOT NULL));
        ALTER TABLE credits ADD COLUMN stopped_after INTEGER
            CHECK ((stopped_after IS NULL) = (stopped_on IS NULL));
        CREATE INDEX credit_entries_by_day ON credit_entries (credit, made_on);

        DROP TRIGGER credits_version;
        \(versionTrigger(of: "credits", creditPeriodColumns))

        CREATE TABLE credit_note_credits (
            note INTEGER NOT NULL REFERENCES credit_notes (row),
            credit INTEGER NOT NULL REFERENCES credits (row),
            amount INTEGER NOT NULL CHECK (amount > 0),
            paid INTEGER CHECK (paid > 0),
            PRIMARY KEY (note, credit)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX credits_are_given_back_once ON credit_note_credits (credit)
            WHERE paid IS NOT NULL;
        CREATE INDEX credit_note_credits_by_credit ON credit_note_credits (credit, note);

        \(creditPeriodGuards)

        \(creditNoteCreditGuards)
        """

    private static let creditPeriodGuards = """
        CREATE TRIGGER credit_terms_stay BEFORE UPDATE OF
            renews_months, renews_days, renews_until, rollover_min, rollover_max ON credits
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.staysGranted)'); END;

        CREATE TRIGGER credit_terms_are_whole BEFORE INSERT ON credits
        WHEN (NEW.renews_months IS NULL) <> (NEW.renews_days IS NULL)
            OR (NEW.renews_days IS NULL) <> (NEW.rollover_min IS NULL)
            OR (NEW.rollover_min IS NULL) <> (NEW.rollover_max IS NULL)
            OR (NEW.renews_days IS NULL AND NEW.renews_until IS NOT NULL)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.termsAreWhole)'); END;

        CREATE TRIGGER stopped_credits_stay BEFORE UPDATE OF stopped_on, stopped_after ON credits
        WHEN OLD.stopped_on IS NOT NULL AND (NEW.stopped_on IS NOT NULL OR EXISTS (
            SELECT 1 FROM credit_entries WHERE credit = OLD.row AND row > OLD.stopped_after))
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.takingIsFollowed)'); END;

        CREATE TRIGGER stopped_credits_keep_what_was_taken BEFORE UPDATE OF stopped_on ON credits
        WHEN NEW.stopped_on < (SELECT max(made_on) FROM credit_entries WHERE credit = OLD.row)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.isUsedUp)'); END;

        CREATE TRIGGER closed_credits_stay_at_stop BEFORE UPDATE OF stopped_on ON credits
        WHEN substr(ifnull(NEW.stopped_on, OLD.stopped_on), 1, 7)
            <= (SELECT substr(max(month), 1, 7) FROM closed_months)
        BEGIN SELECT RAISE(ABORT, '\(Rule.monthIsClosed)'); END;

        DROP TRIGGER credits_are_not_overdrawn;
        CREATE TRIGGER credits_are_not_overdrawn BEFORE INSERT ON credit_entries
        WHEN NEW.kind IN ('used', 'deducted', 'voided') AND NEW.amount > iif(
            (SELECT renews_days FROM credits WHERE row = NEW.credit) IS NULL,
            (SELECT ifnull(sum(\(signed)), 0) FROM credit_entries WHERE credit = NEW.credit),
            \(creditRest(of: "NEW.credit", on: "NEW.made_on")))
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.isUsedUp)'); END;
        """

    private static let creditNoteCreditGuards = """
        CREATE TRIGGER credit_note_credits_stay_when_changed BEFORE UPDATE ON credit_note_credits
        BEGIN SELECT RAISE(ABORT, '\(Rule.creditNoteStays)'); END;

        CREATE TRIGGER credit_note_credits_stay BEFORE DELETE ON credit_note_credits
        BEGIN SELECT RAISE(ABORT, '\(Rule.creditNoteStays)'); END;

        CREATE TRIGGER credit_notes_give_back_to_their_account
        BEFORE INSERT ON credit_note_credits
        WHEN NOT EXISTS (SELECT 1 FROM credit_notes JOIN invoices ON invoices.row = invoice
                JOIN credits ON credits.account = invoices.account
                    AND credits.currency = invoices.currency
            WHERE credit_notes.row = NEW.note AND credits.row = NEW.credit
                AND (NEW.paid IS NULL OR (NEW.paid <= credit_notes.total
                    AND NEW.amount = credits.amount)))
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.isGivenBack)'); END;

        CREATE TRIGGER credited_invoices_are_not_voided BEFORE UPDATE OF state ON invoices
        WHEN NEW.state = 'void' AND OLD.state <> 'void'
            AND EXISTS (SELECT 1 FROM credit_notes WHERE invoice = OLD.row)
        BEGIN SELECT RAISE(ABORT, '\(CreditRule.creditedStays)'); END;
        """

    // MARK: - The walk over the periods

    private static var signed: String { "iif(kind IN ('granted', 'returned'), amount, -amount)" }

    /// What is left of a credit by the end of a day, whether it has expired or not: the formula of
    /// `CreditWalk`. A test holds the two to one another.
    ///
    /// - Parameters:
    ///   - credit: its row, and `day` the day, in SQL that knows nothing of the walk
    static func creditRest(of credit: String, on day: String) -> String {
        let rest = "(opening + \(taken(credit, "made_on < next")))"
        return """
            (WITH RECURSIVE turn (n, starts, next, opening) AS (
                SELECT 0, effective_on, \(end(ofPeriod: "1", "effective_on")), 0
                FROM credits AS own WHERE own.row = \(credit)
                UNION ALL
                SELECT n + 1, next, \(end(ofPeriod: "(n + 2)", "next")),
                    iif(next >= ifnull(renews_until, '~'), min(rollover_max, \(rest)),
                        min(rollover_max, max(rollover_min, \(rest))) + own.amount)
                FROM turn JOIN credits AS own ON own.row = \(credit)
                WHERE next <= \(day) AND next <= ifnull(stopped_on, next)
                    AND next < ifnull(expires_on, '~') AND n < 36525
            )
            SELECT opening + \(taken(credit, "made_on <= \(day)")) FROM turn
            ORDER BY n DESC LIMIT 1)
            """
    }

    /// What the entries of a period, up to somewhere, come to.
    private static func taken(_ credit: String, _ bound: String) -> String {
        """
        (SELECT ifnull(sum(\(signed)), 0) FROM credit_entries
            WHERE credit = \(credit) AND made_on >= starts AND \(bound))
        """
    }

    /// The day on which a period ends that starts on a day: n intervals after the first, on the
    /// last of a month that is too short, or when renewals end. SQLite 3.40 cannot stop at the end
    /// of a month itself.
    private static func end(ofPeriod n: String, _ starts: String) -> String {
        let day = "(strftime('%d', effective_on) - 1)"
        let turn = """
            date(min(date(effective_on, 'start of month', (\(n) * renews_months) || ' months',
                    \(day) || ' days'),
                date(effective_on, 'start of month', (\(n) * renews_months + 1) || ' months',
                    '-1 days')), (\(n) * renews_days) || ' days')
            """
        return "iif(\(starts) >= ifnull(renews_until, '~'), NULL, "
            + "min(\(turn), ifnull(renews_until, '~')))"
    }

    private static let creditPeriodColumns = [
        "id", "account", "currency", "amount", "priority", "effective_on", "expires_on", "purpose",
        "created_at", "renews_months", "renews_days", "renews_until", "rollover_min",
        "rollover_max", "stopped_on", "stopped_after",
    ]
}
