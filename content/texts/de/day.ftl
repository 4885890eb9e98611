day-title = Mein Tag
day-hello = Guten Tag, {$name}
day-today = Heute ist der {$day}.
day-group-overdue = Überfällig
day-group-waiting = Jemand wartet auf Sie
day-group-week = In den nächsten sieben Tagen
day-group-later = Später
day-group-sometime = Ohne Termin
day-group-invitations = Einladungen
day-more = Dazu kommen {$count} weitere. Sie stehen in den Plänen.
day-by = bis {$day}
day-no-name = Organisation ohne Namen
day-places = Hier arbeiten Sie mit
day-places-none = Noch gehören Sie nirgends dazu.
day-invitation = Sie sind zur Mitarbeit eingeladen: {$place}, als {$role}.
day-invitation-accept = Annehmen
day-joined = Sie gehören jetzt dazu.
day-empty-title = Im Augenblick wartet nichts auf Sie.
day-empty-places = Maßnahmen, Anfragen und Termine, die Sie angehen, stehen dann hier.
day-empty-alone = Machen Sie zuerst einen Sicherheits-Check. Aus den Antworten entsteht ein Plan, und was darin fällig wird, steht dann hier.
day-to-checks = Zu den Sicherheits-Checks
day-place-organisation = Organisation
day-place-partner = Partner
day-place-area = Gebiet
day-place-region = Region
day-place-installation = Betrieb der Anlage

day-measure = {$title}
day-measure-action = Maßnahme öffnen
day-measure-unowned = {$title} (noch niemand zuständig)
day-measure-unowned-action = Jemanden eintragen
calendar-measure = Maßnahme fällig: {$organisation}
calendar-measure-unowned = Maßnahme fällig, noch niemand zuständig: {$organisation}

day-proposal = {$wish} in {$area}: Ihre Antwort bis {$until}
day-proposal-action = Anfrage ansehen
day-request-stuck = {$wish} in {$area}: Für diese Anfrage hat sich kein Partner gefunden
day-request-stuck-action = Anfrage ansehen
day-appointment = {$named ->
    [no] Termin
   *[other] Termin: {$with}
}
day-appointment-action = Termin ansehen
day-appointment-named = {$named ->
    [no] Ein Termin ist vorgeschlagen. Passt er Ihnen?
   *[other] {$with} schlägt einen Termin vor. Passt er Ihnen?
}
day-appointment-named-action = Antworten
day-interview-clarify = Im Beratungsgespräch blieb etwas offen. Bitte klären Sie es.
day-interview-clarify-action = Offenes klären
day-interview-review = Was offen war, ist beantwortet. Sehen Sie es durch und unterschreiben Sie.
day-interview-review-action = Antworten ansehen
day-interview-sign = Die andere Seite hat unterschrieben. Jetzt fehlt Ihre Unterschrift.
day-interview-sign-action = Ansehen und unterschreiben
calendar-appointment = Termin: {$organisation}
