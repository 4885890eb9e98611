command-check-points = { $points } von { $maximum } Punkten
command-check-incomplete = Noch nicht vollständig: { $missing ->
    [one] eine Antwort fehlt
   *[other] { $missing } Antworten fehlen
}. Deshalb gibt es noch keine Punkte.
command-check-missing = Es fehlen Antworten auf:
command-check-measures = Die nächsten Schritte („=“: gleichauf mit dem Schritt davor):
command-check-risks = Risiken:
