likelihood-1 = Selten
likelihood-2 = Möglich
likelihood-3 = Wahrscheinlich
likelihood-4 = Zu erwarten

impact-1 = Lästig
impact-2 = Spürbar
impact-3 = Schwer
impact-4 = Existenzbedrohend

level-low = Gering
level-moderate = Mittel
level-high = Hoch
level-very-high = Sehr hoch

effort-0 = Ohnehin nötig
    .explain = Das muss auf jeden Fall getan werden, deshalb wird der Aufwand nicht bewertet.
effort-1 = Noch heute
    .explain = An einem Tag erledigt, danach fällt keine Pflege an.
effort-2 = In einer Woche
    .explain = Innerhalb einer Woche mit eigenen Mitteln zu schaffen.
effort-3 = Wochen bis Monate
    .explain = Dauert einige Wochen bis Monate, vielleicht mit Hilfe von außen.
effort-4 = Mit Fachleuten
    .explain = Dauert länger und braucht Fachwissen, meist von einem Dienstleister.
effort-5 = Sehr aufwendig
    .explain = Aufwendig und vielschichtig; es geht um nachrangige Risiken und kann warten, bis das Wichtigere erledigt ist.

evidence-a = Sehr gut untersucht
    .explain = Es gibt eine kontrollierte Studie: Gruppen mit und ohne diese Maßnahme wurden verglichen.
evidence-b = Gut untersucht
    .explain = Versicherer haben echte Schadenfälle ausgewertet, oder mehrere Studien kommen zum gleichen Ergebnis.
evidence-c = Wenig untersucht
    .explain = Es gibt Zahlen, aber sie zeigen nur einen Zusammenhang. Wer die Maßnahme umgesetzt hat, kann auch aus anderen Gründen besser dastehen.
evidence-d = Einschätzung von Fachleuten
    .explain = Eine Studie haben wir nicht gefunden; Fachleute halten die Maßnahme für sinnvoll.

effect-strong = Wirkt stark
effect-moderate = Wirkt spürbar
effect-little = Wirkt kaum
effect-unmeasured = Wirkung nicht gemessen

answer-yes = Ja
answer-partly = Teilweise
answer-no = Nein
answer-unknown = Weiß ich nicht
answer-not-applicable = Trifft nicht zu

requirement-fulfilled = Erfüllt
requirement-partly = Teilweise erfüllt
requirement-open = Offen
requirement-not-applicable = Trifft nicht zu
requirement-unanswered = Noch nicht beantwortet

measure-status-todo = Zu tun
measure-status-in-progress = In Arbeit
measure-status-done = Erledigt
measure-status-not-for-us = Nichts für uns

treatment-reduce = Verringern
    .explain = Sie tun etwas, damit das Ereignis seltener eintritt oder weniger Schaden anrichtet.
treatment-avoid = Vermeiden
    .explain = Sie hören mit dem auf, was das Risiko mit sich bringt, und schalten zum Beispiel einen Zugang ab, den niemand mehr braucht.
treatment-transfer = Übertragen
    .explain = Sie geben das Risiko teilweise an andere weiter, etwa an eine Versicherung oder vertraglich an einen Dienstleister. Die Verantwortung bleibt bei Ihnen.
treatment-accept = Tragen
    .explain = Die Leitung kennt das Risiko und entscheidet bewusst, zunächst nichts weiter zu tun. Sie schaut zu einem festen Datum wieder darauf.

review-pending = von Fachleuten noch zu prüfen
review-checked = anhand der Quelle geprüft
