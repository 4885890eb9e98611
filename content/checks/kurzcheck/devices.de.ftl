topic-devices = Verlorene Geräte
    .intro = Ein Handy bleibt im Zug liegen, ein Notebook im Auto. Ob das ein Ärgernis ist oder ein Datenleck, entscheidet sich vorher.

kurz-10 = Geräte gesperrt
    .measure = Handys und Notebooks sperren und verschlüsseln
    .what = Jedes Handy und jedes Notebook sperrt sich von selbst, die Daten darauf sind verschlüsselt, und es lässt sich aus der Ferne löschen.
    .why = Ein verlorenes gesperrtes Gerät ist am nächsten Tag ersetzt. Ein offenes bedeutet Tage an Nacharbeit und Nachrichten an alle, deren Daten darauf waren.
    .how-1 = Stellen Sie auf Ihrem Handy die PIN und die kurze Sperrzeit ein, am besten jetzt gleich.
    .how-2 = Schalten Sie auf den Notebooks die Verschlüsselung ein und bewahren Sie den Wiederherstellungsschlüssel getrennt auf.
    .how-3 = Proben Sie einmal, wie Sie ein Gerät aus der Ferne sperren, und schreiben Sie auf, wen man dafür anruft.
    .who = Ihr IT-Dienstleister; für einzelne Geräte genügt eine geübte Person im Haus.
kurz-10-1 = Sind Handys und Notebooks bei Verlust geschützt?
    .help = Geschützt heißt: Das Gerät sperrt sich selbst, und ohne PIN oder Passwort kommt niemand an die Daten.
    .example = Die Pflegerin lässt das Tablet bei einem Hausbesuch liegen. Das Büro sperrt es vom Rechner aus, am nächsten Morgen liegt ein Ersatzgerät bereit.
