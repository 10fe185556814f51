extension CommandTable {
    /// Every command of the program, by subject, in the order in which help shows them.
    static let daybook = CommandTable(groups: [
        CommandGroup(
            "Begin",
            nouns: [
                Noun("config", "The settings of the program and their file"),
                Noun("keys", "The keys of the console"),
            ],
            commands: [
                .console, .demo, .`init`, .sample, .info, .doctor, .themes, .configShow,
                .configValidate, .configSchema, .keysList, .keysCheck,
            ]
        ),
        CommandGroup(
            "Customers and invoices",
            nouns: [
                Noun("customers", "Companies we sell to, with their accounts"),
                Noun("accounts", "What has contracts, receives invoices and uses"),
                Noun("invoices", "Documents with lines: drafts, issued, paid"),
            ],
            commands: [
                .customersList, .customersShow, .customersCreate, .customersUpdate,
                .customersDelete, .accountsList, .accountsShow, .accountsCreate, .accountsUpdate,
                .accountsDelete, .accountsStatement, .accountsAgeing, .accountsAlias, .invoicesList,
                .invoicesShow,
                .invoicesRender,
                .invoicesCreate, .invoicesUpdate, .invoicesExplain, .invoicesCompare,
                .invoicesIssue, .invoicesVoid, .invoicesGiveUp, .invoicesWriteOff,
                .invoicesRecalculate, .invoicesUndo,
            ] + Command.invoiceActs
        ),
        CommandGroup(
            "Payments and corrections",
            nouns: [
                Noun("payments", "Money received, and the invoices that it pays"),
                Noun("credits", "What accounts may use before they pay"),
                Noun("credit-notes", "Documents that correct issued invoices"),
                Noun("revenue", "What is earned when"),
            ],
            commands: [
                .paymentsList, .paymentsShow, .paymentsCreate, .paymentsUpdate,
                .paymentsDelete, .paymentsAllocate, .paymentsRelease, .paymentsRefund,
                .creditsList, .creditsShow,
                .creditsBalance, .creditsGrant,
                .creditsDeduct, .creditsVoid, .creditsUpdate, .creditsDelete, .creditNotesList,
                .creditNotesShow,
                .creditNotesRender,
                .creditNotesCreate, .revenueList, .revenueShow,
            ]
        ),
        CommandGroup(
            "Usage",
            nouns: [
                Noun("events", "Facts of usage, as they were sent"),
                Noun("meters", "How events become quantities"),
                Noun("entitlements", "What accounts may use, and what is left of it"),
            ],
            commands: [
                .eventsIngest, .eventsRecord, .eventsList, .eventsUnbilled, .eventsDelete,
                .metersList, .metersShow, .metersCreate, .metersUpdate, .metersDelete,
                .metersQuery, .entitlementsList, .entitlementsShow,
                .entitlementsValue, .entitlementsCreate, .entitlementsUpdate, .entitlementsDelete,
                .entitlementsGrant, .entitlementsReset,
            ]
        ),
        CommandGroup(
            "What was changed",
            nouns: [
                Noun("journal", "Every change of the ledger: who, when, what, why"),
                Noun("audit", "Proof that nobody changed the journal"),
            ],
            commands: [.journalList, .journalShow, .undo, .redo, .auditVerify, .auditHead]
        ),
        CommandGroup(
            "What is sold and agreed",
            nouns: [
                Noun("products", "Things that are sold"),
                Noun("plans", "Price lists with versions"),
                Noun("addons", "What can be taken on top of a plan"),
                Noun("taxes", "Kinds of things by how they are taxed"),
                Noun("contracts", "What accounts have agreed to"),
            ],
            commands: [
                .productsList, .productsShow, .productsCreate, .productsUpdate, .productsDelete,
                .plansList, .plansShow, .plansCreate, .plansUpdate, .plansDelete, .plansPublish,
                .plansArchive, .plansNext,
                .plansDiff, .plansMigrate, .addOnsList, .addOnsShow, .addOnsCreate, .addOnsUpdate,
                .addOnsDelete,
                .addOnsPublish, .addOnsArchive, .addOnsNext, .taxesList, .taxesShow, .taxesCreate,
                .taxesUpdate, .taxesDelete, .contractsList,
                .contractsShow, .contractsCreate, .contractsUpdate, .contractsDelete,
                .contractsSign, .contractsChange,
                .contractsExtend, .contractsRenew, .contractsAttach, .contractsDetach,
                .contractsCancel, .contractsUncancel, .contractsReach,
            ]
        ),
        CommandGroup(
            "Billing",
            nouns: [
                Noun("bill", "Billing runs"),
                Noun("close", "The books at the end of a month"),
            ],
            commands: [
                .billPreview, .billRun, .billDiff, .closeStatus, .closeClose, .closeReopen,
                .simulate, .price, .evaluate, .profiles,
            ]
        ),
        CommandGroup(
            "People and settings",
            nouns: [
                Noun("users", "Who acts in the ledger, and who may do what"),
                Noun("approvals", "Changes that wait for a second person"),
                Noun("settings", "What holds for the ledger as a whole"),
                Noun("rates", "Exchange rates, and conversions by them"),
                Noun(
                    "filters",
                    "How filters of lists are written, and those saved under names",
                    discussion: FilterLanguage.discussion,
                    tables: FilterLanguage.tables
                ),
            ],
            commands: [
                .usersList, .usersShow, .usersCreate, .usersUpdate, .usersDelete,
                .usersPermissions, .usersAllow, .usersDeny, .usersRefusals,
                .approvalsList, .approvalsShow, .approvalsApprove, .approvalsReject,
                .approvalsWithdraw, .settingsList,
                .settingsShow, .settingsSet, .settingsReset, .ratesList, .ratesShow,
                .ratesCreate, .ratesUpdate, .ratesDelete, .ratesConvert, .filtersList,
                .filtersShow, .filtersCreate, .filtersUpdate, .filtersDelete, .filtersExport,
                .filtersImport,
            ]
        ),
        CommandGroup(
            "Work that goes by itself",
            nouns: [
                Noun("jobs", "Long and bulk work: how far it is, what failed"),
                Noun("schedules", "What is done again and again by the calendar"),
                Noun("workflows", "What follows from acts by itself, step by step"),
            ],
            commands: [
                .jobsList, .jobsShow, .jobsRetry, .jobsCancel, .schedulesList, .schedulesShow,
                .schedulesCreate, .schedulesUpdate, .schedulesDelete, .schedulesPause,
                .schedulesResume, .schedulesRun, .workflowsList, .workflowsShow,
                .workflowsCreate, .workflowsUpdate, .workflowsDelete, .workflowsActivate,
                .workflowsPause, .workflowsRun, .workflowsRetry, .workflowsExecutions,
            ]
        ),
        CommandGroup("Books in and out", commands: [.importBooks, .export, .pack, .verify]),
        CommandGroup("Keeping the ledger safe", commands: [.backup, .restore, .check, .salvage]),
        CommandGroup("The program itself", commands: [.bench, .help, .completion, .manual]),
    ])
}
