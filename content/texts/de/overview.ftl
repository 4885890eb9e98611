overview-title = Ihre Mappe
overview-title-outside = Mappe, in die Sie mit Einwilligung sehen
overview-assessments-outside = Checks
overview-organisation-outside = Angaben
overview-begun = Ihre Mappe ist angelegt. Heben Sie jetzt Ihren Link auf, dann kann es losgehen.
overview-imported = Ihre Mappe ist eingelesen. Heben Sie den neuen Link auf.
overview-renewed = Sie haben einen neuen Link. Alle früheren Links gelten nicht mehr.
overview-changed = Ihre Angaben sind gespeichert.
overview-assessments = Ihre Checks
overview-none = Hier ist noch kein Check.
overview-finished = Abgeschlossen
overview-draft = Begonnen
overview-repeat-of = Wiederholung
overview-finished-on = Abgeschlossen am { $day }
overview-started-on = Begonnen am { $day }
overview-points = { $points } von { $maximum } Punkten.
overview-top-open = { $count ->
    [one] Eine besonders wichtige Anforderung ist offen.
   *[other] { $count } besonders wichtige Anforderungen sind offen.
}
overview-open = { $count ->
    [one] Eine Anforderung ist offen.
   *[other] { $count } Anforderungen sind offen.
}
overview-answered = { $answered } von { $asked } Fragen beantwortet.
overview-ring-of = von { $maximum }
overview-ring-answered = beantwortet
overview-begin = Jetzt beginnen
overview-continue = Weiter beantworten
overview-to-result = Ergebnis ansehen
overview-to-interim = Zwischenstand
overview-to-interview = Zum Beratungsgespräch
overview-to-plan = Zum Plan
overview-downloads = Bericht und Tabellen herunterladen
overview-pdf = Bericht als PDF
overview-docx = Bericht zum Bearbeiten (Word, LibreOffice)
overview-answers-csv = Alle Antworten als Tabelle (CSV)
overview-measures-csv = Alle Maßnahmen als Tabelle (CSV)
overview-repeat = Noch einmal machen und vergleichen
overview-another = Einen weiteren Check machen
overview-key = Ihr Weg zurück
overview-key-text = Heben Sie diesen Link auf. Wer ihn hat, kann Ihre Mappe lesen und ändern. Geben Sie ihn nur Menschen, denen Sie vertrauen.
overview-link = Ihr persönlicher Link
overview-copy = Kopieren
overview-qr = QR-Code mit Ihrem persönlichen Link
overview-qr-hint = Mit der Kamera des Handys öffnen Sie die Mappe dort.
overview-expires = Der Link gilt bis { $day }. Danach wird alles gelöscht. Wenn Sie weiterarbeiten, verlängert sich die Frist.
overview-renew-title = Der Link ist in falsche Hände geraten?
overview-renew-text = Sie bekommen einen neuen Link. Alle früheren Links gelten dann sofort nicht mehr, auch auf anderen Geräten.
overview-renew = Link erneuern
overview-organisation = Ihre Angaben
overview-to-key = Zu Ihrem Link
overview-fact-kind = Art
overview-fact-employees = Menschen im Betrieb
overview-fact-sector = Branche
overview-fact-town = Ort
overview-organisation-text = Mit diesen Angaben passen Risiken und Förderhinweise besser zu Ihnen. Ihre Antworten bleiben, wie sie sind.
overview-edit = Angaben ändern
overview-save = Angaben speichern
overview-take = Mitnehmen oder löschen
overview-take-text = Die Datei enthält alles: Angaben, Antworten, Notizen, Plan. Sie können sie hier oder anderswo wieder einlesen.
overview-json = Alles als Datei (JSON)
overview-import = Eine mitgenommene Mappe einlesen
overview-delete = Alles jetzt löschen

delete-title = Alles löschen?
delete-what = { $assessments ->
    [0] Gelöscht wird alles in dieser Mappe:
    [one] Gelöscht wird alles in dieser Mappe, auch der eine Check darin:
   *[other] Gelöscht wird alles in dieser Mappe, auch die { $assessments } Checks darin:
}
delete-facts = Ihre Angaben über sich
delete-answers = alle Antworten und Notizen
delete-plan = der Plan und die Entscheidungen über Risiken
delete-work = Kommentare, hinterlegte Dateien, Anfragen, Termine und Notizen aus Gesprächen
delete-people = Einwilligungen, Rollen, Einladungen und Schlüssel für Programme
delete-link = der Link, mit dem Sie zurückkommen
delete-final = Das lässt sich nicht rückgängig machen.
delete-backups = In Sicherungskopien des Betreibers können Daten noch für kurze Zeit liegen; sie werden dort mit der Zeit überschrieben.
delete-take = Möchten Sie vorher alles mitnehmen?
delete-submit = Alles endgültig löschen
delete-done = Alles ist gelöscht
delete-done-text = Ihre Mappe wurde am { $at } gelöscht.
delete-receipt = Beleg: Das wurde gelöscht
delete-kind = Was
delete-count = Anzahl
delete-count-assessments = Checks
delete-count-answers = Antworten und Notizen
delete-count-plan = Einträge im Plan
delete-count-treatments = Entscheidungen über Risiken
delete-link-dead = Ihr Link führt nirgendwo mehr hin.
delete-print = Drucken Sie diese Seite aus, wenn Sie einen Beleg brauchen.

download-file-report = Ringwall-Bericht
download-file-dossier = Ringwall-Mappe
download-file-answers = Ringwall-Antworten
download-file-measures = Ringwall-Massnahmen

overview-kept = Die Mappe gehört jetzt zu Ihrem Konto. Die früheren Links gelten nicht mehr; ab jetzt kommen Sie mit der Anmeldung herein.
overview-keep = Behalten
overview-keep-text = Mit einem Konto geht der Weg zurück nicht verloren, alles bleibt länger, und Sie können andere einladen.
overview-keep-go = Mappe behalten
overview-people-text = Wer hier mitarbeitet, und wen Sie einladen möchten.
overview-people-go = Menschen und Rollen ansehen
