topic-emergency-plan = Notfallplan
    .intro = Wenn der Bildschirm schwarz bleibt, hat niemand Zeit, Telefonnummern zu suchen. Ein Blatt Papier genügt für den Anfang.

kurz-02 = Notfallplan auf Papier
    .measure = Notfallplan auf ein Blatt schreiben
    .what = Auf einem Blatt steht, wen man anruft, was man nicht anfasst und wie die Arbeit in den ersten Tagen ohne Computer weitergeht. Es hängt dort, wo alle es sehen.
    .why = Wer vorbereitet ist, handelt in Minuten statt in Stunden. Das spart Stillstand und verhindert gut gemeinte Fehler, die Spuren oder Daten zerstören.
    .how-1 = Schreiben Sie die wichtigsten Rufnummern auf: Leitung, IT-Dienstleister, Versicherung, Polizei, Bank.
    .how-2 = Ergänzen Sie drei Sätze: Netzwerkkabel ziehen, Gerät nicht ausschalten, zuständige Person anrufen.
    .how-3 = Spielen Sie es eine halbe Stunde lang durch und rufen Sie jede Nummer einmal an.
    .who = Ihr IT-Dienstleister, die Kammer; für Rathäuser die für den Katastrophenschutz zuständige Stelle und eine Nachbargemeinde.
kurz-02-1 = Haben Sie einen Notfallplan auf Papier?
    .help = Es genügt ein Blatt, auf dem steht, wen man anruft und wie es ohne Computer weitergeht.
    .example = In der Werkstatt hängt das Blatt neben dem Verbandkasten, im Bürgerbüro innen an der Schranktür.
