/// Files of plans and add-ons to begin with. They are as `create` takes them, comments and all.
enum CatalogueExample {
    static let plan = """
        // A plan as `daybook plans create` takes it; comments may stay. What is counted is a
        // product with a meter: see `daybook help products create`.
        {
          "key": "growth",             // small letters, digits, - and _
          "name": "Growth",
          "currencies": ["EUR"],       // each price below names these
          "billingCadence": "P1M",     // a month; P1Y is a year, P1W a week
          "proration": {"enabled": true},
          "phases": [
            {
              "key": "trial",
              "name": "First two weeks",
              "duration": "P14D",      // only the last phase goes without
              "rateCards": [
                {"key": "platform", "name": "Platform fee", "cadence": "P1M"}
              ]                        // without prices: for nothing
            },
            {
              "key": "standard",
              "rateCards": [
                {
                  "key": "setup",      // without a cadence: charged once
                  "name": "Setup",
                  "prices": {"EUR": {"type": "flat", "amount": "250"}}
                },
                {
                  "key": "platform",
                  "name": "Platform fee",
                  "cadence": "P1M",
                  "prices": {
                    "EUR": {
                      "type": "flat",
                      "amount": "49.00",
                      "paymentTerm": "in_advance"     // or in_arrears
                    }
                  }
                },
                {
                  "key": "calls",
                  "name": "API calls",
                  "product": "api-calls",
                  "cadence": "P1M",
                  "prices": {
                    "EUR": {
                      "type": "tiered",
                      "mode": "graduated",            // or volume
                      "tiers": [
                        {"upToAmount": "1000", "unitPrice": {"amount": "0.05"}},
                        {
                          "upToAmount": "10000",
                          "unitPrice": {"amount": "0.04"},
                          "flatPrice": {"amount": "10"}
                        },
                        {"unitPrice": {"amount": "0.03"}}
                      ],
                      "minimumAmount": "5",
                      "maximumAmount": "900"
                    }
                  }
                },
                {
                  "key": "storage",
                  "name": "Storage",
                  "product": "storage",
                  "cadence": "P1M",
                  "prices": {
                    "EUR": {
                      "type": "package",
                      "amount": "1.99",
                      "quantityPerPackage": "10"
                    }
                  }
                },
                {
                  "key": "mails",
                  "name": "Mails",
                  "product": "mails",
                  "cadence": "P1M",
                  "prices": {
                    "EUR": {
                      "type": "unit",
                      "amount": "0.002",
                      "discounts": {
                        "usage": "5000",              // units that are included
                        "percentage": "10"
                      }
                    }
                  }
                }
              ]
            }
          ]
        }

        """

    static let addOn = """
        // An add-on as `daybook addons create` takes it; comments may stay. Its rate cards are
        // those of plans: see `daybook plans create --example`.
        {
          "key": "seats",              // small letters, digits, - and _
          "name": "Further seats",
          "multiple": true,            // taken as often as wanted: flat prices only
          "rateCards": [
            {
              "key": "seat",
              "name": "Seat",
              "cadence": "P1M",
              "prices": {
                "EUR": {
                  "type": "flat",
                  "amount": "9.50",
                  "paymentTerm": "in_advance"         // or in_arrears
                }
              }
            }
          ]
        }

        """
}
