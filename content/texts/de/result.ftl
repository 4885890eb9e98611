result-title = Ihr Ergebnis
result-navigation = Seiten dieses Checks
result-tab-interview = Fragen
result-tab-result = Ergebnis
result-tab-plan = Plan
result-tab-risks = Risiken
result-top = TOP

result-finish-title = Alle Fragen sind beantwortet
result-finish-lead = Schließen Sie den Check ab, dann sehen Sie Ihr Ergebnis.
result-finish-text = Danach lassen sich die Antworten nicht mehr ändern. So bleibt nachvollziehbar, was heute galt. Wenn sich später etwas ändert, beginnen Sie eine Wiederholung; Ihre Antworten sind dann schon eingetragen.
result-finish = Abschließen und Ergebnis ansehen
result-finish-look = Antworten noch einmal ansehen
result-incomplete-title = Es fehlen noch Antworten
result-incomplete-lead = { $missing ->
        [one] Noch eine Frage, dann können Sie Ihr Ergebnis sehen.
       *[other] Noch {$missing} Fragen, dann können Sie Ihr Ergebnis sehen.
    }
result-incomplete-text = Punkte gibt es erst, wenn alles beantwortet ist. „Weiß ich nicht“ ist eine gültige Antwort; oft ist sie der Anstoß, einmal nachzufragen.
result-incomplete-go-on = Weiter beantworten
result-incomplete-more = und {$more} weitere

result-status-nothing-relevant = Nichts davon trifft auf Sie zu
    .text = Alle Anforderungen dieses Checks sind als nicht zutreffend beantwortet. Ein anderer Check passt vielleicht besser zu Ihnen.
result-status-all = Alles erfüllt
    .text = Sie erfüllen jede Anforderung, die auf Sie zutrifft. Sehen Sie in sechs Monaten nach, ob das so geblieben ist.
result-status-top-open = Das Wichtigste zuerst
    .text = { $top ->
        [one] Eine der besonders wichtigen Anforderungen (TOP) ist noch offen. Damit fangen Sie am besten an.
       *[other] {$top} der besonders wichtigen Anforderungen (TOP) sind noch offen. Damit fangen Sie am besten an.
    }
result-status-top-done = Das Wichtigste steht
    .text = { $open ->
        [one] Alle besonders wichtigen Anforderungen (TOP) sind erfüllt. Eine andere ist noch offen.
       *[other] Alle besonders wichtigen Anforderungen (TOP) sind erfüllt. {$open} andere sind noch offen.
    }
result-status-most = Das meiste steht
    .text = { $open ->
        [one] Eine Anforderung ist noch offen.
       *[other] {$open} Anforderungen sind noch offen.
    }
result-status-some = Ein guter Teil steht
    .text = { $open ->
        [one] Eine Anforderung ist noch offen.
       *[other] {$open} Anforderungen sind noch offen. Gehen Sie eine nach der anderen an.
    }
result-status-few = Sie stehen am Anfang
    .text = { $open ->
        [one] Eine Anforderung ist noch offen.
       *[other] {$open} Anforderungen sind noch offen. Gehen Sie eine nach der anderen an.
    }

result-points = {$points} von {$maximum} Punkten
result-points-of = von {$maximum}
result-points-negative = Zusammengezählt ergeben sich {$raw} Punkte, weil offene TOP-Anforderungen Punkte kosten. Das Ergebnis fällt aber nicht unter null.
result-points-meaning = Was die Punkte bedeuten
result-points-imported = Der Herausgeber dieses Katalogs vergibt keine Punkte. Ringwall zählt für jede erfüllte Anforderung einen Punkt und für jede teilweise erfüllte einen halben.
result-points-honest = Die Punkte beruhen nur auf Ihren eigenen Angaben. Sie sind kein Zertifikat, und mit den Punkten anderer Checks lassen sie sich nicht vergleichen.
result-pending = Die Inhalte dieses Checks werden noch von Fachleuten geprüft.
result-count-fulfilled = {$count} erfüllt
result-count-partly = {$count} teilweise erfüllt
result-count-open = {$count} offen
result-count-unknown = { $count ->
        [one] davon eine, bei der Sie es noch nicht wissen
       *[other] davon {$count}, bei denen Sie es noch nicht wissen
    }
result-count-not-applicable = { $count ->
        [one] {$count} trifft nicht zu
       *[other] {$count} treffen nicht zu
    }

result-measures = Das sind Ihre nächsten Schritte
result-measures-none = Es ist nichts offen. Schauen Sie regelmäßig nach, ob alles so bleibt.
result-measures-all = { $open ->
        [one] Eine Anforderung ist offen. Das ist zu tun:
       *[other] {$open} Anforderungen sind offen. Das ist zu tun:
    }
result-measures-some = {$open} Anforderungen sind offen. Hier stehen die sechs, mit denen Sie am besten anfangen; alle finden Sie im Plan.
result-rule = Wie diese Reihenfolge entsteht
result-rule-lead = Die Reihenfolge folgt einer festen Regel. Erst wenn ein Punkt nicht entscheidet, zählt der nächste:
result-rule-1 = Besonders wichtige Anforderungen (TOP) stehen vorn.
result-rule-2 = Dann kommt, was nach Studien und Schadenzahlen von Versicherern am besten wirkt. Was nachweislich kaum wirkt, steht hinten.
result-rule-3 = Dann kommt, was an Ihren größeren Risiken am meisten ändert.
result-rule-4 = Zuletzt zählt der kleinere Aufwand.
result-rule-equal = „Gleichauf“ heißt: Wichtigkeit und Studienlage unterscheiden diese Maßnahmen nicht. Ihre Reihenfolge ist dann ein Vorschlag, und Sie können mit der anfangen, die Ihnen besser passt.
result-rule-cost = Tage und Kosten sind grobe Spannen für kleine Organisationen. Wo „noch zu prüfen“ steht, sind es eigene Schätzungen.
result-to-plan = Zum Plan
result-equal = gleichauf mit Nummer {$ranks}
result-equal-more = gleichauf mit Nummer {$ranks} und {$more} weiteren im Plan
result-equal-more-only = gleichauf mit {$more} weiteren im Plan
result-and = {$first} und {$last}
result-measure-unknown = Zuerst herausfinden
result-measure-why = Warum:
result-measure-effort = Aufwand
result-measure-days = etwa {$days} eigene Arbeit
result-measure-cost = Kosten
result-measure-evidence = Wie sicher wir sind
result-measure-bears-on = Wirkt auf, senkt allein aber noch keine Stufe: {$risks}.
result-measure-also = Wirkt auch auf: {$risks}.
result-measure-how = So gehen Sie vor
result-measure-sure = Woher wir das wissen
result-measure-who = Wer helfen kann:
result-measure-funding = Förderung und kostenlose Hilfe:
result-cost-none = keine Ausgaben
result-cost-up-to = bis {$high}
result-cost-range = {$low} bis {$high}
result-cost-once = {$amount}, einmalig
result-cost-year = {$amount} im Jahr
result-cost-pending = eigene Schätzung, noch zu prüfen
result-source = Quelle: {$source}.
result-to-be-checked = noch zu prüfen
result-last-verified = zuletzt nachgesehen am {$date}
result-last-verified-on = Zuletzt nachgesehen am {$date}.
result-funding-from = Gilt ab {$date}
result-funding-until = Gilt bis {$date}
result-funding-past = War gültig bis {$date}
result-funding-open = Ohne festes Ende

result-topics = So stehen die Themen
result-topics-caption = Erfüllte Anforderungen je Thema
result-topic = Thema
result-topic-fulfilled = Erfüllt
result-topic-count = {$fulfilled} von {$relevant}
result-topic-share = Anteil
result-topic-share-then = Voriges Mal
result-topic-irrelevant = trifft nicht zu
result-topic-no-value = kein Wert
result-topic-summary = {$fulfilled} von {$relevant} erfüllt
result-radar-title = Anteil erfüllter Anforderungen je Thema
result-radar-description = Je weiter außen ein Punkt liegt, desto mehr ist erfüllt. Die Werte stehen in der Tabelle daneben.
result-radar-description-repeat = Je weiter außen ein Punkt liegt, desto mehr ist erfüllt. Durchgezogene Linie mit Kreisen: diesmal. Gestrichelte Linie mit Quadraten: voriges Mal. Die Werte stehen in der Tabelle daneben.
result-legend-now = diesmal ({$day})
result-legend-then = voriges Mal ({$day})

result-since = Seit dem {$day}
result-points-then = Damals {$then} von {$then-maximum} Punkten, heute {$now} von {$maximum}.
result-points-more = { $points ->
        [one] Das ist ein Punkt mehr.
       *[other] Das sind {$points} Punkte mehr.
    }
result-points-less = { $points ->
        [one] Das ist ein Punkt weniger.
       *[other] Das sind {$points} Punkte weniger.
    }
result-points-same = Die Punktzahl ist gleich geblieben.
result-changes-link = Was sich im Einzelnen geändert hat
result-changes = Was sich geändert hat
result-changes-lead = Verglichen werden Ihre Antworten von damals und heute. Warum sich etwas geändert hat, lässt sich daraus nicht ablesen.
result-change = vorher „{$then}“, jetzt „{$now}“
result-better = Besser geworden
result-better-none = Keine Anforderung steht besser da als damals.
result-worse = Schlechter geworden
result-worse-none = Keine Anforderung steht schlechter da als damals.
result-relevance = Trifft jetzt zu oder nicht mehr zu
result-new = Neu im Check
result-done = Dazwischen erledigt
result-done-none = Im Plan wurde in dieser Zeit nichts als erledigt eingetragen.
result-done-still-open = nach Ihren Antworten noch offen
result-lost = Nicht übernommen

result-risks = Was das für Ihre Risiken heißt
result-to-risks = Zu den Risiken im Einzelnen
result-answers = Alle Antworten
result-downloads = Zum Mitnehmen
result-download-report-pdf = Bericht (PDF)
    .text = zum Lesen, Ausdrucken und Weitergeben
result-download-report-docx = Bericht zum Bearbeiten (Word)
    .text = lässt sich auch mit LibreOffice öffnen
result-download-answers-csv = Antworten (CSV)
    .text = Tabelle mit allen Fragen, Antworten und Notizen
result-download-measures-csv = Maßnahmen (CSV)
    .text = Tabelle mit allen Maßnahmen und Ihrem Plan
result-download-dossier-json = Alle Daten (JSON)
    .text = vollständig; lässt sich hier oder anderswo wieder einlesen
result-repeat = In sechs Monaten wiederholen
result-repeat-text = Eine Wiederholung beginnt mit Ihren heutigen Antworten. Am Ende sehen Sie, was sich geändert hat.
result-repeat-from = Ein guter Zeitpunkt ist ab dem {$day}.
result-repeat-start = Wiederholung beginnen
