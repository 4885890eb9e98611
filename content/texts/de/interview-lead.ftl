lead-title = Beratungsgespräch
lead-tab = Gespräch
lead-none = Zu diesem Check gibt es kein Beratungsgespräch.
lead-who = { $person } von { $partner }, begonnen am { $day }.
lead-begin = Gespräch beginnen
lead-to-overview = Zum Gespräch
lead-share = Bildschirm teilen: Ansicht ohne Notizen
lead-share-end = Zurück zur Ansicht mit Notizen
lead-notes-hint = Zum Zeigen gibt es die Ansicht ohne Notizen. Dort sieht niemand, was Sie notiert haben.
lead-exported = Ergebnis, Belege, offene Klärungen und Antworten darauf sehen beide Seiten. Ihre eigenen Notizen sieht die Organisation nicht auf ihren Seiten; nimmt sie ihre Daten mit, sind sie dabei. Schreiben Sie nur, was sie lesen darf.
lead-stage-underway = Im Gespräch
lead-stage-clarifying = In Klärung
lead-stage-reviewing = Durchsicht
lead-stage-signed = Von beiden unterschrieben
lead-stage-ended = Abgebrochen
lead-stage-text-underway = Die Fragen werden gemeinsam durchgegangen. Was offen bleibt, wird zum Klären vorgemerkt.
lead-stage-text-clarifying = Die Organisation beantwortet, was noch zu klären ist. Dafür gibt es eine Runde.
lead-stage-text-reviewing = Die Antworten sind zurück. Jetzt können beide Seiten unterschreiben.
lead-stage-text-signed = Der Check ist abgeschlossen und ändert sich nicht mehr. Eine Korrektur ist eine Wiederholung.
lead-stage-text-ended = Das Gespräch wurde beendet, ohne dass beide unterschrieben haben. Der Check geht ohne Beratung weiter.
lead-mark = Beleg, Klärung, eigene Notiz
lead-mark-save = Speichern
lead-mark-conflict = Jemand anderes hat zu dieser Frage inzwischen etwas notiert. Es wurde nichts überschrieben. Unten steht Ihr Text und was gespeichert ist.
lead-met = Ihr Text zu dieser Frage
lead-met-stored = Gespeichert ist inzwischen:
lead-met-save = Meinen Text speichern
lead-met-leave = Gespeichertes stehen lassen
lead-proof = Woher wissen Sie das?
lead-proof-shown = gezeigt
lead-proof-said = gesagt
lead-proof-not-checked = nicht geprüft
lead-shown = Was genau?
lead-clarify = Zu klären
lead-clarify-hint = Was die Organisation nach dem Gespräch noch beantworten soll. Leer heißt: nichts.
lead-to-clarify = zu klären
lead-reply = Antwort:
lead-no-reply = Noch keine Antwort
lead-private = Eigene Notiz
lead-private-hint = Nur für Ihr Haus. Nicht in der geteilten Ansicht, nicht auf den Seiten der Organisation, aber in deren Mitnahme ihrer Daten.
lead-clarifications = Noch zu klären
lead-clarifications-open = { $count ->
    [0] Alles ist beantwortet.
    [one] Ein Punkt ist noch ohne Antwort.
   *[other] { $count } Punkte sind noch ohne Antwort.
}
lead-your-reply = Ihre Antwort
lead-reply-save = Antwort speichern
lead-reply-conflict = Jemand anderes hat hier inzwischen geantwortet. Ihr Text steht noch im Feld; darüber steht, was gespeichert ist.
lead-ask = Klärungen an die Organisation geben
lead-ask-hint = Das geht einmal. Danach kann die Organisation antworten und gibt die Liste zurück.
lead-hand-back = Antworten zurückgeben
lead-hand-back-hint = Was ohne Antwort bleibt, bleibt offen. Auch das ist in Ordnung. Antworten im Check selbst können Sie vorher noch ändern.
lead-signatures = Unterschriften
lead-signatures-text = Unterschrieben wird, was jetzt in den Antworten steht. Ändert danach jemand etwas, gilt die Unterschrift nicht mehr. Mit der zweiten Unterschrift ist der Check abgeschlossen.
lead-side-adviser = Beratung
lead-side-owner = Organisation
lead-not-signed = Noch nicht unterschrieben
lead-void = Gilt nicht mehr, weil danach etwas geändert wurde
lead-missing = { $missing ->
    [one] Eine Frage hat noch keine Antwort. Danach können Sie unterschreiben.
   *[other] { $missing } Fragen haben noch keine Antwort. Danach können Sie unterschreiben.
}
lead-your-name = Ihr Name
lead-sign = Unterschreiben
lead-end-title = Ohne Beratung weitermachen
lead-end-hint = Das Gespräch endet, Unterschriften fallen weg. Alle Antworten bleiben, und die Organisation kann den Check allein abschließen.
lead-end = Gespräch beenden
lead-changed-since = Inzwischen wurde etwas geändert. Lesen Sie noch einmal, was Sie unterschreiben.
lead-said-begun = Das Gespräch hat begonnen.
lead-said-asked = Die Klärungen liegen bei der Organisation.
lead-said-replied = Ihre Antwort ist gespeichert.
lead-said-back = Ihre Antworten liegen bei der Beratung.
lead-said-signed = Sie haben unterschrieben.
lead-said-ended = Das Gespräch ist beendet.

mail-interview-asked-subject = Noch ein paar Fragen nach dem Beratungsgespräch
mail-interview-asked-text = Nach dem Beratungsgespräch ist noch etwas zu klären.

    Antworten Sie in Ihrer Mappe und geben Sie die Liste danach zurück. Dafür gibt es eine Runde. Was offen bleibt, darf offen bleiben.
mail-interview-asked-action = Fragen ansehen
mail-interview-handed-back-subject = Antworten zum Beratungsgespräch sind da
mail-interview-handed-back-text = { $organisation } hat beantwortet, was nach dem Gespräch zu klären war.

    Sehen Sie die Antworten durch. Danach können beide Seiten unterschreiben.
mail-interview-handed-back-action = Antworten ansehen
mail-interview-sign-subject = Eine Unterschrift fehlt noch
mail-interview-sign-text = Zum Beratungsgespräch mit { $organisation } hat die andere Seite unterschrieben. Jetzt sind Sie dran.

    Lesen Sie noch einmal, was eingetragen ist. Mit Ihrer Unterschrift ist der Check abgeschlossen.
mail-interview-sign-action = Ansehen und unterschreiben
mail-interview-signed-subject = Das Beratungsgespräch ist abgeschlossen
mail-interview-signed-text = Beide Seiten haben unterschrieben ({ $organisation }). Ergebnis, Plan und Bericht stehen bereit.
mail-interview-signed-action = Zum Gespräch
mail-interview-ended-subject = Das Beratungsgespräch wurde beendet
mail-interview-ended-text = Das Beratungsgespräch ({ $organisation }) wurde beendet, ohne dass beide Seiten unterschrieben haben. Alle Antworten sind noch da.
mail-interview-ended-action = Zum Gespräch

log-event-interview-begun = Beratungsgespräch begonnen
log-event-interview-asked = Um Klärung gebeten
log-event-interview-handed-back = Klärungen zurückgegeben
log-event-interview-signed = Beratungsgespräch unterschrieben
log-event-interview-ended = Beratungsgespräch beendet

refusal-interview-not-now = Das geht in diesem Stand des Gesprächs nicht. Laden Sie die Seite neu und sehen Sie nach, was gerade dran ist.
refusal-interview-exists = Zu diesem Check läuft schon ein Beratungsgespräch.
refusal-interview-open = Zu diesem Check läuft ein Beratungsgespräch. Abgeschlossen wird er mit den Unterschriften beider Seiten. Sie können das Gespräch auch beenden und allein weitermachen.
refusal-interview-nothing-to-clarify = Es ist nichts zum Klären vorgemerkt. Tragen Sie bei einer Frage ein, was zu klären ist.
refusal-interview-open-questions = { $missing ->
    [one] Eine Frage hat noch keine Antwort. Beantworten Sie sie, dann können Sie unterschreiben.
   *[other] { $missing } Fragen haben noch keine Antwort. Beantworten Sie sie, dann können Sie unterschreiben.
}
refusal-interview-clarify-first = Es ist noch etwas zum Klären vorgemerkt. Geben Sie es an die Organisation, oder nehmen Sie die Vormerkung heraus.
