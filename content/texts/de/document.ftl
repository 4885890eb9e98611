document-title = Belege
document-about = Eine Rechnung, ein Foto, ein Protokoll: Dateien, die zeigen, dass die Maßnahme umgesetzt ist. Lesen können sie alle, die diese Mappe öffnen dürfen.
document-label = Datei auswählen
document-room = PDF, PNG, JPEG, WebP, ODT, ODS, DOCX, XLSX oder Text, höchstens {$largest}. Platz ist noch für {$files ->
        [one] eine Datei
       *[other] {$files} Dateien
    }, zusammen {$left}.
document-send = Datei speichern
document-facts = {$kind}, {$size} · {$who}, {$day}
document-kilobytes = {$size} KB
document-megabytes = {$size} MB
document-full = Es ist kein Platz mehr. Löschen Sie eine Datei, die niemand mehr braucht, dann passt die nächste hinein.
document-saved = Die Datei ist gespeichert.
document-deleted = Die Datei ist gelöscht.
document-delete = Löschen
document-delete-sure = Die Datei ist danach endgültig weg. Im Verlauf bleibt stehen, dass es sie gab.
document-delete-now = Datei endgültig löschen
document-kind-pdf = PDF
document-kind-png = Bild (PNG)
document-kind-jpeg = Bild (JPEG)
document-kind-webp = Bild (WebP)
document-kind-odt = Text (ODT)
document-kind-ods = Tabelle (ODS)
document-kind-docx = Text (DOCX)
document-kind-xlsx = Tabelle (XLSX)
document-kind-txt = Text

refusal-document-none = Wählen Sie zuerst eine Datei aus.
refusal-document-empty = Diese Datei ist leer. Wählen Sie eine andere aus.
refusal-document-kind = Solche Dateien nehmen wir nicht an, auch wenn der Name anders lautet: Wir sehen auf den Inhalt. Möglich sind PDF, PNG, JPEG, WebP, ODT, ODS, DOCX, XLSX und Text (UTF-8). Speichern Sie sie zum Beispiel als PDF.
refusal-document-macros = In dieser Datei steckt ein kleines Programm (Makro). Speichern Sie sie ohne Makros oder als PDF.
refusal-document-too-large = Diese Datei ist zu groß, möglich sind { $most } MB. Verkleinern Sie sie oder speichern Sie nur die Seiten, die nötig sind.
refusal-documents-too-many = Mehr als { $most } Dateien kann eine Organisation nicht aufheben. Löschen Sie eine, die niemand mehr braucht.
refusal-documents-too-much = Zusammen passen { $most } MB hinein, mit dieser Datei wäre es mehr. Löschen Sie eine, die niemand mehr braucht, oder verkleinern Sie diese.
