funding-mid-digitale-sicherheit = MID-Digitale Sicherheit (digital security for small and medium-sized firms)
    .funder = Ministry of Economic Affairs of North Rhine-Westphalia; since 1 January 2026 NRW.BANK has been in charge of administration.
    .subject = Projects from three areas are paid for. A: finding out where you stand and closing gaps, for example neutral advice, testing systems for weaknesses, an emergency plan and exercises. B: people, that is training, clear responsibilities and qualifying a person for IT security. C: software and devices for basic protection, for example a firewall (a barrier between your network and the internet), antivirus, update management and backup programs; backup devices are not included.
    .terms = For businesses based in NRW with fewer than 250 staff and at most 50 million euros turnover or 43 million euros balance sheet total, very small ones included. The Land pays 50 per cent, at most 15,000 euros; a project takes 3, 6, 9 or 12 months. Who receives funding is decided by lot. It is de minimis aid: together with other small aid of this kind it may come to at most 300,000 euros in three years. The programme runs from 1 January 2026 to 31 December 2029.
    .how = Ask NRW.BANK when the next draw is and how you take part. Older pages still name higher rates (80 or 70 per cent), which no longer apply.

funding-digital-sicher-nrw = DIGITAL.SICHER.NRW
    .funder = Competence centre for cyber security in the economy, commissioned by the Ministry of Economic Affairs of North Rhine-Westphalia.
    .subject = Free information on cyber security and exchange with other businesses. After an attack the centre names the right authority or a suitable provider; it also advises on funding.
    .terms = For businesses in North Rhine-Westphalia. Free of charge; no money is paid to you.
    .how = Contact the competence centre directly through the website digital-sicher.nrw.

funding-kwid = Municipal warning and information service (KWID)
    .funder = Land of North Rhine-Westphalia; the service is run by CERT NRW, the IT emergency team of the Land administration at IT.NRW.
    .subject = Warnings on IT security, as the Land administration itself receives them.
    .terms = For towns and municipalities in North Rhine-Westphalia, free of charge since February 2022. No money is paid to you.
    .how = Ask CERT NRW how your town hall gets the service. Decide beforehand who reads the warnings, during holidays too.
