# The report: PDF, DOCX and CSV. Sign # stands where the template puts a number of its own.

report-kind = Bericht
report-document-title = {$check}: Bericht für {$organisation}
report-unnamed = Name nicht angegeben
report-created = Erstellt am
report-created-on = Erstellt am {$date}
report-answers-of = Stand der Antworten
report-edition = Ausgabe
report-contents = Inhalt
report-page = Seite # von #
report-annex = Anhang #
report-draft = Noch nicht vollständig
report-pending = Dieser Fragebogen ist {$review}.
report-yes = Ja

report-fact-name = Name
report-fact-kind = Art
report-fact-sector = Branche
report-fact-town = Sitz
report-fact-employees = Beschäftigte
report-fact-contact = Ansprechperson
report-fact-register = Registernummer
report-fact-adviser = Beratung durch
report-fact-check = Fragebogen

report-glance = Auf einen Blick
report-points = {$points} von {$maximum} Punkten
report-points-none = Keine Punkte
report-status-all = Alles erfüllt, was dieser Check verlangt.
report-status-open =
    { $open ->
        [one] Eine Anforderung ist noch offen.
       *[other] {$open} Anforderungen sind noch offen.
    }
report-status-top-fulfilled =
    { $open ->
        [one] Alles besonders Wichtige (TOP) ist erfüllt, eine weitere Anforderung ist noch offen.
       *[other] Alles besonders Wichtige (TOP) ist erfüllt, {$open} weitere Anforderungen sind noch offen.
    }
report-status-top-open =
    { $top ->
        [one] Eine besonders wichtige Anforderung (TOP) ist noch offen. Beginnen Sie damit.
       *[other] {$top} besonders wichtige Anforderungen (TOP) sind noch offen. Beginnen Sie damit.
    }
report-status-incomplete =
    { $missing ->
        [one] Eine Frage ist noch nicht beantwortet. Punkte gibt es erst, wenn alle Fragen beantwortet sind.
       *[other] {$missing} Fragen sind noch nicht beantwortet. Punkte gibt es erst, wenn alle Fragen beantwortet sind.
    }
report-status-nothing = Nach Ihren Antworten trifft keine Anforderung auf Sie zu.
report-counts = Anforderungen
report-next = Ihre nächsten Schritte
report-next-none = Nach Ihren Antworten ist keine Maßnahme offen.
report-next-rest =
    { $count ->
        [one] Eine weitere offene Maßnahme steht im Plan.
       *[other] {$count} weitere offene Maßnahmen stehen im Plan.
    }
report-next-rest-crc =
    { $count ->
        [one] Eine weitere offene Maßnahme steht unter den Empfehlungen.
       *[other] {$count} weitere offene Maßnahmen stehen unter den Empfehlungen.
    }
report-next-rule = Die Reihenfolge: zuerst besonders Wichtiges (TOP), dann was nachweislich am meisten bewirkt, dann was die größeren Risiken betrifft, zuletzt was weniger Mühe macht.
report-equal-two = {$first} und {$last} sind gleichauf
report-equal-range = {$first} bis {$last} sind gleichauf
report-equal-note = „Gleichauf“ heißt: Die Studien lassen keinen Vorrang erkennen. Die Reihenfolge ist dann ein Vorschlag.
report-top = TOP

report-missing-title = Was noch fehlt
report-missing-note = Der Bericht zeigt den Zwischenstand. Diese Anforderungen sind noch nicht vollständig beantwortet:
report-missing-more =
    { $count ->
        [one] Eine weitere Anforderung ist im Anhang mit den Antworten gekennzeichnet.
       *[other] {$count} weitere Anforderungen sind im Anhang mit den Antworten gekennzeichnet.
    }

report-chart = Themen im Vergleich
report-chart-caption = Anteil der erfüllten Anforderungen je Thema in Prozent. Außen bedeutet: alles erfüllt.
report-chart-caption-bars = Anteil der erfüllten Anforderungen je Thema. Ein voller Balken bedeutet: alles erfüllt.
report-chart-alt = Netzdiagramm über {$count} Themen. {$values}. Dieselben Werte stehen in einer Tabelle.
report-chart-value = {$topic}: {$now}
report-chart-value-then = {$topic}: {$now}, beim letzten Mal {$then}
report-chart-now = heute
report-chart-then = beim letzten Mal
report-chart-topic = Thema
report-chart-fulfilled = Erfüllt
report-chart-share = Anteil
report-chart-share-then = Letztes Mal
report-chart-of = {$fulfilled} von {$relevant}
report-chart-irrelevant = nicht relevant
report-chart-bar = Balken

report-comparison = Damals und heute
report-comparison-since = Verglichen wird mit dem Stand vom {$date}.
report-comparison-points-more =
    { $difference ->
        [one] Damals {$then} von {$thenmaximum} Punkten, heute {$now} von {$nowmaximum}: ein Punkt mehr.
       *[other] Damals {$then} von {$thenmaximum} Punkten, heute {$now} von {$nowmaximum}: {$difference} Punkte mehr.
    }
report-comparison-points-fewer =
    { $difference ->
        [one] Damals {$then} von {$thenmaximum} Punkten, heute {$now} von {$nowmaximum}: ein Punkt weniger.
       *[other] Damals {$then} von {$thenmaximum} Punkten, heute {$now} von {$nowmaximum}: {$difference} Punkte weniger.
    }
report-comparison-points-same = Damals {$then} von {$thenmaximum} Punkten, heute {$now} von {$nowmaximum}: gleich viele.
report-comparison-points-none = Punkte lassen sich nicht vergleichen, weil einer der beiden Stände nicht vollständig ist.
report-comparison-better = Das ist besser geworden
report-comparison-worse = Das ist schlechter geworden
report-comparison-relevance = Das hat sich in der Zuordnung geändert
report-comparison-change = {$title}: damals {$then}, heute {$now}
report-comparison-unchanged = Im Vergleich zum letzten Mal hat sich an keiner Anforderung etwas geändert.
report-comparison-new =
    { $count ->
        [one] Eine Anforderung ist neu im Fragebogen und wird nicht verglichen.
       *[other] {$count} Anforderungen sind neu im Fragebogen und werden nicht verglichen.
    }
report-comparison-lost = Nicht übernommen wurden die früheren Antworten zu: {$titles}.
report-comparison-more = und {$count} weitere
report-comparison-done = Dazwischen erledigt
report-comparison-done-none = Im Plan wurde in dieser Zeit keine Maßnahme als erledigt eingetragen.
report-comparison-cause = Der Vergleich zeigt, was sich geändert hat. Warum es sich geändert hat, sagt er nicht.

report-measures = Maßnahmen im Einzelnen
report-measures-recommendations = Empfehlungen
report-measures-recommendations-top = Zuerst: besonders Wichtiges (TOP)
report-measures-recommendations-rest = Danach: alle übrigen
report-measures-recommendations-none = Nach Ihren Antworten ist keine Empfehlung offen.
report-measures-intro =
    { $count ->
        [one] Beschrieben ist die Maßnahme, die als Nächstes ansteht: was zu tun ist, warum, und wie Sie anfangen.
       *[other] Beschrieben sind die {$count} Maßnahmen, die als Nächstes anstehen: was zu tun ist, warum, und wie Sie anfangen.
    }
report-measure-fallback = {$requirement} umsetzen
report-measure-what = Was
report-measure-why = Warum
report-measure-how = Wie
report-measure-who = Wer hilft
report-measure-effort = Aufwand
report-measure-time = Eigene Zeit
report-measure-days =
    { $days ->
        [one] etwa ein Arbeitstag
       *[other] etwa {$days} Arbeitstage
    }
report-measure-cost = Kosten
report-measure-cost-none = keine
report-measure-cost-once = {$low} bis {$high} einmalig
report-measure-cost-year = {$low} bis {$high} im Jahr
report-measure-cost-once-most = bis zu {$high} einmalig
report-measure-cost-year-most = bis zu {$high} im Jahr
report-measure-cost-once-same = {$low} einmalig
report-measure-cost-year-same = {$low} im Jahr
report-measure-not-known = nicht bekannt
report-measure-evidence = Nachweis
report-measure-evidence-line = {$grade} – {$words}; {$effect}
report-measure-source = Quelle: {$source}
report-measure-risks = Betrifft
report-measure-funding = Förderung
report-measure-unknown = Sie haben hier „Weiß ich nicht“ geantwortet. Der erste Schritt ist, es herauszufinden.
report-measure-untold = Zu dieser Anforderung enthält der Fragebogen keine Beschreibung der Maßnahme.

report-risks = Risiken
report-risks-intro = Die Risiken ergeben sich aus Ihren Antworten und den Angaben zur Organisation. Beide Klassen sind Einschätzungen, keine Messwerte; einen Schaden in Euro rechnen wir für einen einzelnen Betrieb nicht aus, weil es dafür keine verlässliche Grundlage gibt.
report-risks-none = Aus den Antworten zu diesem Fragebogen lassen sich keine Risiken ableiten.
report-risks-matrix = Alle Risiken im Überblick
report-risks-matrix-caption = Die Zahlen verweisen auf die Liste der Risiken.
report-risks-matrix-alt = Matrix mit vier Klassen für Wahrscheinlichkeit und vier für Auswirkung. {$values}. Dieselben Angaben stehen in der Tabelle darunter.
report-risks-matrix-value = {$number}: Wahrscheinlichkeit {$likelihood}, Auswirkung {$impact}
report-risks-number = Nr.
report-risks-risk = Risiko
report-risks-likelihood = Wahrscheinlichkeit
report-risks-impact = Auswirkung
report-risks-level = Stufe
report-risks-best = Wäre alles erfüllt, was dazu gehört: Wahrscheinlichkeit {$likelihood}, Auswirkung {$impact}.
report-risks-best-same = Auch wenn alles erfüllt ist, was dazu gehört, bleibt die Einstufung gleich.
report-risks-consequence = Was dann folgt
report-risks-drivers = Was es offen hält
report-risks-drivers-none = Keine offene Anforderung trägt dazu bei.
report-risks-drivers-more = und {$count} weitere
report-risks-facts = Besonderheit
report-risks-fact-kind-likelihood-more = Bei dieser Art von Organisation gilt es als wahrscheinlicher.
report-risks-fact-kind-likelihood-less = Bei dieser Art von Organisation gilt es als weniger wahrscheinlich.
report-risks-fact-kind-impact-more = Bei dieser Art von Organisation wiegen die Folgen schwerer.
report-risks-fact-kind-impact-less = Bei dieser Art von Organisation wiegen die Folgen leichter.
report-risks-fact-size-likelihood-more = Ab {$value} Beschäftigten gilt es als wahrscheinlicher.
report-risks-fact-size-likelihood-less = Ab {$value} Beschäftigten gilt es als weniger wahrscheinlich.
report-risks-fact-size-impact-more = Ab {$value} Beschäftigten wiegen die Folgen schwerer.
report-risks-fact-size-impact-less = Ab {$value} Beschäftigten wiegen die Folgen leichter.
report-risks-fact-sector-likelihood-more = In dieser Branche gilt es als wahrscheinlicher.
report-risks-fact-sector-likelihood-less = In dieser Branche gilt es als weniger wahrscheinlich.
report-risks-fact-sector-impact-more = In dieser Branche wiegen die Folgen schwerer.
report-risks-fact-sector-impact-less = In dieser Branche wiegen die Folgen leichter.
report-risks-transfer = Abgeben
report-risks-frequency = Wie oft
report-risks-frequency-range = Von {$per} Betrieben im Jahr etwa {$low} bis {$high}.
report-risks-frequency-one = Von {$per} Betrieben im Jahr etwa {$low}.
report-risks-treatment = Ihre Entscheidung
report-risks-treatment-none = noch nicht entschieden
report-risks-decided-by = entschieden von {$person}
report-risks-decided-on = am {$date}

report-plan = Plan
report-plan-intro = Alle offenen Maßnahmen in der Reihenfolge des Plans. Der Stand stammt aus Ihren Angaben; die Punkte ändern sich erst mit einer Wiederholung des Checks.
report-plan-none = Es ist keine Maßnahme offen.
report-plan-measure = Maßnahme
report-plan-status = Stand
report-plan-owner = Zuständig
report-plan-due = Bis wann
report-plan-reason = Grund
report-plan-note = Notiz
report-plan-more =
    { $count ->
        [one] Eine weitere offene Maßnahme, zu der noch nichts geplant ist, steht im Anhang mit den Antworten.
       *[other] {$count} weitere offene Maßnahmen, zu denen noch nichts geplant ist, stehen im Anhang mit den Antworten.
    }

report-answers = Alle Antworten
report-answers-crc = Alle Anforderungen
report-answers-intro = Nach Themen geordnet, mit Ihren Antworten und Notizen.
report-answers-intro-crc = Nach Bereichen geordnet, mit Stand und Empfehlung.
report-answers-number = Nr.
report-answers-requirement = Anforderung
report-answers-standing = Stand
report-answers-recommendation = Empfehlung
report-answers-unanswered = nicht beantwortet
report-answers-not-asked = nicht gefragt
report-notes-left-out = Alle Notizen zusammen sind zu lang für dieses Dokument; abgedruckt ist nur der Anfang. Vollständig stehen sie im JSON-Export.
report-notes-shortened = Lange Notizen sind gekürzt und mit „[gekürzt]“ gekennzeichnet; vollständig stehen sie im JSON-Export.
report-shortened = […] [gekürzt]
report-glyphs = Einzelne Schriftzeichen kann dieses PDF nicht darstellen; an ihrer Stelle steht „�“. Vollständig stehen die Texte im JSON-Export.

report-funding = Förderung und kostenlose Hilfe
report-funding-intro = Angebote, die nach der Art Ihrer Organisation in Frage kommen. Ob Sie gefördert werden, entscheidet allein die fördernde Stelle.
report-funding-none = Zu dieser Art von Organisation ist kein Angebot hinterlegt.
report-funding-funder = Wer
report-funding-subject = Was
report-funding-terms = Bedingungen
report-funding-how = So geht es
report-funding-validity = Gültigkeit
report-funding-source = Nachlesen
report-funding-from-to = {$from} bis {$to}
report-funding-from = seit {$from}
report-funding-to = bis {$to}
report-funding-verified = zuletzt geprüft am {$date}
report-funding-valid = geprüft
report-funding-not-yet = beginnt erst noch
report-funding-to-be-checked = zu prüfen
report-funding-past = abgelaufen, zu prüfen

report-sources = Quellen und Regeln
report-sources-rules = So entsteht dieser Bericht
report-sources-points = Punkte
report-sources-rule-risk = Risiken
report-sources-rule-risk-text = Jedes Risiko hat eine Grundeinstufung. Angaben zur Organisation und offene Anforderungen verschieben sie um je eine Klasse: Ist weniger als ein Viertel dessen offen, was dazu gehört, sinkt sie; sind es drei Fünftel oder mehr, steigt sie. Eine umgesetzte Maßnahme erhöht nie ein Risiko.
report-sources-rule-order = Reihenfolge
report-sources-rule-unknown = „Weiß ich nicht“
report-sources-rule-unknown-text = „Weiß ich nicht“ zählt bei den Punkten wie „Nein“. Was nicht zutrifft, senkt die erreichbare Punktzahl.
report-sources-evidence = Stufen des Nachweises
report-sources-effort = Stufen des Aufwands
report-sources-check = Fragebogen
report-sources-check-about = Was er ist
report-sources-check-source = Quelle
report-sources-check-publisher = Herausgeber
report-sources-check-licence = Lizenz
report-sources-check-fingerprint = Fingerabdruck
report-sources-list = Quellen zu Wirkung, Häufigkeit und Kosten
report-sources-estimate = Kostenangaben ohne Quelle und die Zeitangaben sind eigene Schätzungen, {$review}.

report-crc-heading = Ergebnisbericht der IT-Sicherheitsberatung für kleine Betriebe nach dem Aufbau der DIN SPEC 27076
report-crc-all = Glückwunsch: Sie erfüllen alle Anforderungen dieses Checks. Setzen Sie sich das nächste Ziel und fragen Sie Ihre Beraterin oder Ihren Berater, welche weitergehende Prüfung oder Bescheinigung zu Ihrem Betrieb passt.
report-crc-top-fulfilled = Sie erfüllen alle besonders wichtigen Anforderungen (TOP). Setzen Sie nun zügig die übrigen Empfehlungen um; sie beginnen auf der nächsten Seite.
report-crc-top-open = Mindestens eine besonders wichtige Anforderung (TOP) ist noch offen. Setzen Sie zuerst die TOP-Empfehlungen um, danach alle übrigen; sie beginnen auf der nächsten Seite.
report-crc-chart = Erfüllte Anforderungen in den sechs Bereichen
report-crc-objectivity = Erklärung zur Objektivität
report-crc-objectivity-text = Die Beratung war unabhängig von einzelnen Produkten und Anbietern. Die Empfehlungen folgen allein aus den Antworten des Betriebs und wurden nach bestem Wissen gegeben.
report-crc-objectivity-alone = Wer den Check ohne Beratung ausgefüllt hat, lässt die Unterschriften frei.
report-crc-sign-adviser = Ort, Datum, Unterschrift der Beraterin oder des Beraters
report-crc-sign-firm = Ort, Datum, Unterschrift für den Betrieb

report-csv-rank = Rang
report-csv-topic = Thema
report-csv-requirement-id = Anforderung Nr.
report-csv-requirement = Anforderung
report-csv-top = TOP
report-csv-standing = Stand
report-csv-question-id = Frage Nr.
report-csv-question = Frage
report-csv-answer = Antwort
report-csv-note = Notiz
report-csv-measure = Maßnahme
report-csv-effort = Aufwand
report-csv-days = Eigene Arbeitstage
report-csv-cost-low = Kosten von (Euro)
report-csv-cost-high = Kosten bis (Euro)
report-csv-cost-per = Kosten je
report-csv-cost-once = einmalig
report-csv-cost-year = Jahr
report-csv-cost-review = Kostenangabe
report-csv-evidence = Nachweis
report-csv-effect = Wirkung
report-csv-risks = Risiken
report-csv-status = Stand im Plan
report-csv-owner = Zuständig
report-csv-due = Bis wann
report-csv-reason = Grund
