topic-payments = Zahlungen
    .intro = Eine gefälschte Rechnung mit neuer Bankverbindung sieht aus wie jede andere. Ein Anruf unter der alten, bekannten Nummer deckt sie auf.

kurz-08 = Rückruf vor Zahlung
    .measure = Neue Bankverbindungen durch Rückruf bestätigen
    .what = Bei jeder neuen oder geänderten Bankverbindung ruft jemand unter einer schon bekannten Nummer an. Größere Beträge geben zwei Personen frei.
    .why = Von 1.000 versicherten Firmen melden im Jahr rund neun ein übernommenes Postfach oder einen Zahlungsbetrug (Coalition 2026). Überwiesenes Geld kommt oft nicht zurück, der Rückruf dauert zwei Minuten.
    .how-1 = Sagen Sie es heute allen, die überweisen: neue Kontonummer, erst anrufen.
    .how-2 = Legen Sie einen Betrag fest, ab dem zwei Personen freigeben, und stellen Sie das im Onlinebanking ein.
    .how-3 = Notieren Sie auf jeder geänderten Bankverbindung, wer wann mit wem gesprochen hat, und sehen Sie die Notizen im Quartal durch.
    .who = Ihre Bank oder Sparkasse, die Steuerberatung; in Rathäusern Kasse und Rechnungsprüfung.
kurz-08-1 = Prüfen Sie geänderte Kontonummern per Rückruf?
    .help = Angerufen wird unter der Nummer, die Sie schon kennen, nicht unter der aus der Nachricht.
    .example = Die Baufirma schickt angeblich eine neue Bankverbindung für die Schlussrechnung. Ein Anruf der Gemeindekasse ergibt: Dort hat sich nichts geändert.
