funding-mid-digitale-sicherheit = MID-Digitale Sicherheit (Mittelstand Innovativ & Digital)
    .funder = Wirtschaftsministerium des Landes Nordrhein-Westfalen; zuständig für die Abwicklung ist seit dem 1. Januar 2026 die NRW.BANK.
    .subject = Bezahlt werden Vorhaben aus drei Schwerpunkten. A: den Stand feststellen und Lücken schließen, zum Beispiel neutrale Beratung, Prüfung der Systeme auf Schwachstellen, Notfallplan und Übungen. B: Menschen, also Schulungen, klare Zuständigkeiten und die Ausbildung einer Person für IT-Sicherheit. C: Software und Geräte für den Basisschutz, zum Beispiel Firewall (Schutzwall zwischen Ihrem Netz und dem Internet), Virenschutz, Verwaltung von Updates und Sicherungsprogramme; Geräte für die Datensicherung gehören nicht dazu.
    .terms = Für Unternehmen mit Sitz in NRW, die weniger als 250 Mitarbeitende und höchstens 50 Millionen Euro Umsatz oder 43 Millionen Euro Bilanzsumme haben, auch für sehr kleine. Das Land zahlt 50 Prozent, höchstens 15.000 Euro; ein Vorhaben dauert 3, 6, 9 oder 12 Monate. Wer gefördert wird, entscheidet das Los. Es ist eine De-minimis-Beihilfe: Zusammen mit anderen kleinen Beihilfen dieser Art dürfen es in drei Jahren höchstens 300.000 Euro sein. Das Programm läuft vom 1. Januar 2026 bis zum 31. Dezember 2029.
    .how = Erkundigen Sie sich bei der NRW.BANK, wann die nächste Verlosung ist und wie Sie daran teilnehmen. Ältere Seiten nennen noch höhere Sätze (80 oder 70 Prozent), die nicht mehr gelten.

funding-digital-sicher-nrw = DIGITAL.SICHER.NRW
    .funder = Kompetenzzentrum für Cybersicherheit in der Wirtschaft, beauftragt vom Wirtschaftsministerium des Landes Nordrhein-Westfalen.
    .subject = Kostenlose Informationen zur Cybersicherheit und Austausch mit anderen Unternehmen. Nach einem Angriff nennt das Zentrum die richtige Behörde oder einen passenden Dienstleister; außerdem berät es zu Fördermitteln.
    .terms = Für Unternehmen in Nordrhein-Westfalen. Kostenlos; es fließt kein Geld an Sie.
    .how = Wenden Sie sich über die Website digital-sicher.nrw direkt an das Kompetenzzentrum.

funding-kwid = Kommunaler Warn- und Informationsdienst (KWID)
    .funder = Land Nordrhein-Westfalen; betrieben wird der Dienst von CERT NRW, dem IT-Notfallteam der Landesverwaltung bei IT.NRW.
    .subject = Warnungen zur IT-Sicherheit, so wie die Landesverwaltung sie auch selbst bekommt.
    .terms = Für Städte und Gemeinden in Nordrhein-Westfalen, kostenlos seit Februar 2022. Es fließt kein Geld an Sie.
    .how = Fragen Sie bei CERT NRW, wie Ihr Rathaus den Dienst bekommt. Legen Sie vorher fest, wer die Warnungen auch in Urlaubszeiten liest.
