take-out-title = Alles mitnehmen
take-out-text = Sie bekommen ein Archiv (ZIP) mit allem, was in dieser Mappe liegt:
take-out-answers = Angaben, Checks, Antworten und Notizen
take-out-plan = Plan, Kommentare, Verlauf und Entscheidungen über Risiken
take-out-files = alle Dateien, die Sie als Beleg hinterlegt haben
take-out-talks = Anfragen, Termine und Beratungsgespräche samt den Notizen der Beratung
take-out-consents = Einwilligungen und das Protokoll, wer Ihre Daten gesehen hat
take-out-people = die Namen der Menschen, die mitgearbeitet haben
take-out-not = Nicht dabei sind Passwörter, Ihr persönlicher Link und Zugänge zu dieser Anlage.
take-out-secret = Das Archiv enthält Ihre Schwachstellen im Klartext. Bewahren Sie es so sicher auf wie Ihre Buchhaltung.
take-out-submit = Archiv herunterladen
take-out-again = Das Archiv lässt sich hier oder in einer anderen Anlage wieder einlesen.
take-out-link = Alles als Archiv mitnehmen
download-file-take-out = Ringwall-Mitnahme
take-out-readme = Dieses Archiv enthält alles, was in einer Mappe von Ringwall lag.

    dossier.json  Angaben, Checks, Antworten, Plan und alles Weitere als Text (JSON)
    log.json      was in der Mappe geschah und wer von außen hineingesehen hat
    files/        die hinterlegten Dateien, benannt nach ihrer Kennung in dossier.json
    manifest.json Liste aller Dateien mit Größe und Prüfsumme (SHA-256)

    Einlesen: auf der Seite „Mappe einlesen“ jeder Ringwall-Anlage, oder mit dem Befehl „ringwall import DATEI“.
    Beschreibung des Formats: docs/dossier.md im Quelltext von Ringwall.

    This archive holds everything that was in one Ringwall folder; the format is described in docs/dossier.md.

delete-number = Nummer des Belegs: { $number }
delete-keep = Beleg als Text speichern
delete-file = Ringwall-Loeschbeleg.txt
delete-confirm = Mit der Nummer kann der Betreiber die Löschung bestätigen: ringwall receipt NUMMER
delete-number-text = Mit dieser Nummer kann der Betreiber die Löschung bestätigen, ohne zu wissen, wessen Daten es waren. Die Nummer steht nur hier.
delete-files-soon = Hinterlegte Dateien werden innerhalb eines Tages aus dem Dateispeicher entfernt.
delete-count-comments = Kommentare
delete-count-changes = Einträge im Verlauf der Maßnahmen
delete-count-documents = Hinterlegte Dateien
delete-count-follow_ups = Nachfragen
delete-count-requests = Anfragen
delete-count-appointments = Termine
delete-count-consents = Einwilligungen
delete-count-interviews = Beratungsgespräche
delete-count-looks = Einträge, wer hineingesehen hat
delete-count-log_lines = Zeilen im Protokoll
delete-count-brought_in = Einträge aus einer eingelesenen Mappe

log-event-taken-out = Alles mitgenommen

refusal-archive-unreadable = Diese Datei ist kein lesbares Archiv. Wählen Sie das Archiv (ZIP) oder die Datei dossier.json, die Sie mitgenommen haben.
refusal-archive-too-many = In diesem Archiv sind mehr als { $most } Dateien. So viele werden nicht eingelesen. Es wurde nichts gespeichert.
refusal-archive-entry-unknown = In diesem Archiv liegt etwas, das nicht hineingehört: „{ $name }“. Es wurde nichts gespeichert. Nehmen Sie das Archiv so, wie Sie es bekommen haben.
refusal-archive-entry-missing = In diesem Archiv fehlt „{ $name }“. Es wurde nichts gespeichert. Nehmen Sie das Archiv so, wie Sie es bekommen haben.
refusal-archive-entry-broken = „{ $name }“ in diesem Archiv lässt sich nicht entpacken. Laden Sie das Archiv noch einmal herunter.
refusal-archive-too-large = „{ $name }“ in diesem Archiv ist größer als { $most } MB. Es wurde nichts gespeichert.
refusal-archive-digest = „{ $name }“ passt nicht zur Prüfsumme im Archiv. Die Datei wurde verändert oder beschädigt. Es wurde nichts gespeichert.
refusal-archive-manifest = Die Liste der Dateien (manifest.json) passt nicht zu diesem Archiv. Es wurde nichts gespeichert.
refusal-archive-record = Ein Eintrag im Archiv passt nicht: „{ $field }“. Es wurde nichts gespeichert.
refusal-archive-incoherent = Die Angaben im Archiv widersprechen sich. Es wurde nichts gespeichert.

privacy-kept-organisations = Mappen, die jemand mit einem Konto behalten hat: { $days } Tage nach dem letzten Besuch.
privacy-kept-audit = Protokoll und wer hineingesehen hat: { $days } Tage. Danach bleibt von einer Zeile nur ihre Prüfsumme.
privacy-kept-requests = Anfragen mit Terminen: { $days } Tage nach ihrem Ende.
privacy-kept-receipts = Belege von Löschungen, ohne Namen: { $days } Tage.
privacy-kept-sessions = Anmeldungen auf einem Gerät: höchstens { $days } Tage.
