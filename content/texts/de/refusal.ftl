refusal-answer-not-allowed = Die Antwort „{ $value }“ gibt es bei dieser Frage nicht. Wählen Sie eine der angezeigten Antworten.
refusal-assessment-finished = Dieser Check ist abgeschlossen und ändert sich nicht mehr. Wenn sich etwas geändert hat, machen Sie ihn noch einmal.
refusal-assessment-incomplete = { $missing ->
    [one] Eine Frage ist noch nicht beantwortet. Danach können Sie abschließen.
   *[other] { $missing } Fragen sind noch nicht beantwortet. Danach können Sie abschließen.
}
refusal-assessment-not-finished = Schließen Sie diesen Check zuerst ab, dann können Sie ihn noch einmal machen.
refusal-check-missing = Wählen Sie einen Check aus.
refusal-kind-missing = Wählen Sie aus, was Sie sind.
refusal-question-unknown = Diese Frage gibt es in diesem Check nicht. Laden Sie die Seite neu.
refusal-risk-unknown = Dieses Risiko kennen wir nicht. Laden Sie die Seite neu.
refusal-sector-unknown = Diese Branche steht nicht in der Liste. Wählen Sie eine aus oder lassen Sie die Angabe weg.
refusal-employees-range = Die Zahl der Menschen, die bei Ihnen arbeiten, ist höher als { $most }. Prüfen Sie die Zahl.
refusal-employees-number = Schreiben Sie die Zahl der Menschen in Ziffern, zum Beispiel 12, oder lassen Sie das Feld leer.
refusal-field-too-long = Im Feld „{ $field }“ stehen mehr als { $most } Zeichen. Kürzen Sie den Text.
refusal-field-control-characters = Im Feld „{ $field }“ stecken unsichtbare Steuerzeichen. Tippen Sie den Text von Hand ein.
refusal-note-too-long = Ihr Text hat { $length } Zeichen, Platz ist für { $most }. Kürzen Sie ihn.
refusal-note-control-characters = In Ihrem Text stecken unsichtbare Steuerzeichen. Tippen Sie die Stelle von Hand ein.
refusal-plan-reason-missing = Schreiben Sie kurz dazu, warum diese Maßnahme nichts für Sie ist.
refusal-treatment-accept-incomplete = Ein Risiko zu tragen ist eine Entscheidung. Nennen Sie den Grund, wer entschieden hat und wann.
refusal-dossier-format = Diese Datei hat das Format „{ $format }“. Wir lesen nur „ringwall-dossier/1“.
refusal-dossier-too-large = In dieser Datei stehen mehr als { $most } Checks. So viele nehmen wir nicht auf einmal.
refusal-dossier-check-missing = In dieser Datei fehlt ein Check, auf den sich die Antworten beziehen. Nehmen Sie die Mappe dort noch einmal mit.
refusal-dossier-check-faulty = Ein Check in dieser Datei ist fehlerhaft: { $fault }.
refusal-form-field-missing = Im Formular fehlt die Angabe „{ $field }“. Laden Sie die Seite neu und senden Sie das Formular noch einmal.
refusal-form-field-unknown = Das Formular enthält die Angabe „{ $field }“, die hier niemand erwartet. Laden Sie die Seite neu.
refusal-form-field-twice = Das Formular enthält die Angabe „{ $field }“ zweimal. Laden Sie die Seite neu.
refusal-form-unreadable = Das Formular kam unvollständig oder fehlerhaft an. Laden Sie die Seite neu und senden Sie es noch einmal.
refusal-import-no-file = Wählen Sie zuerst eine Datei aus.
refusal-import-not-json = In Zeile { $line }, Spalte { $column } ist die Datei nicht lesbar. Wählen Sie die Datei, die Sie mit „Alles als Datei (JSON)“ gespeichert haben, und ändern Sie sie nicht von Hand.
refusal-import-cut-off = Die Datei bricht in Zeile { $line }, Spalte { $column } ab. Vermutlich wurde sie nicht vollständig heruntergeladen.
refusal-import-not-a-dossier = Die Datei ist lesbar, aber keine Mappe von Ringwall; die erste Abweichung steht in Zeile { $line }, Spalte { $column }.
