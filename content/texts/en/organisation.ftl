organisation-kind-company = Company (such as a limited company or partnership)
organisation-kind-sole-trader = Sole trader
organisation-kind-freelancer = Freelance profession (such as a practice, law office or studio)
organisation-kind-association = Association
organisation-kind-municipality = Town or municipal administration
organisation-kind-municipal-undertaking-dependent = Municipal undertaking without legal personality of its own (a department run as a business)
organisation-kind-municipal-undertaking-own = Municipal undertaking with legal personality of its own (such as a municipal utility company)
organisation-kind-other-public-body = Other public body
