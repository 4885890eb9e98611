error-eyebrow = Meldung { $status }
error-reference = Nummer dieser Meldung: { $reference }.
error-to-folder = Zurück zu Ihrer Mappe
error-to-home = Zur Startseite

error-not-found = Diese Seite gibt es nicht
    .text = Unter dieser Adresse liegt nichts. Vielleicht fehlt ein Stück der Adresse, oder der Inhalt wurde gelöscht.
error-no-access = Diese Mappe ist hier nicht geöffnet
    .text = Eine Mappe öffnen Sie mit Ihrem Konto oder mit ihrem Link. Vielleicht ist der Link abgelaufen oder wurde erneuert, vielleicht gibt es die Mappe nicht mehr.
    .help = Haben Sie den Link? Dann fügen Sie ihn hier ein.
error-no-access-account = Mit Ihrem Konto
error-no-access-account-text = Gehört die Mappe zu Ihrem Konto, dann melden Sie sich an. Danach geht es genau hier weiter.
error-denied = Das ist hier nicht erlaubt
    .text = Für diesen Schritt fehlt die Berechtigung.
error-refused = So geht es nicht
    .help = Gehen Sie einen Schritt zurück und ändern Sie die Angabe. Was gespeichert war, ist noch da.
error-conflict = Jemand anders war schneller
    .text = Diese Angaben wurden inzwischen an anderer Stelle geändert. Ihre Änderung wurde nicht gespeichert, damit nichts verloren geht.
    .help = Laden Sie die Seite neu, sehen Sie sich den neuen Stand an und ändern Sie dann noch einmal.
error-unavailable = Das klappt gerade nicht
    .text = Etwas, das wir dafür brauchen, antwortet im Moment nicht. Was gespeichert war, ist noch da.
    .help = Versuchen Sie es in einer Minute noch einmal. Bleibt es dabei, nennen Sie dem Betreiber die Nummer unten.
error-timeout = Das hat zu lange gedauert
    .text = Die Anfrage wurde abgebrochen, bevor sie fertig war.
    .help = Versuchen Sie es in einer Minute noch einmal. Was gespeichert war, ist noch da.
error-csrf = Bitte noch einmal senden
    .text = Die Seite war zu lange offen, oder Ihr Browser nimmt keine Cookies an. Deshalb konnten wir nicht prüfen, ob das Formular wirklich von Ihnen kommt. Es wurde nichts geändert.
    .help = Gehen Sie zurück, laden Sie die Seite neu und senden Sie das Formular noch einmal.
error-csrf-kept = Das hatten Sie eingetragen
error-csrf-again = Noch einmal senden
error-too-large = Das ist zu groß
    .text = Auf einmal nehmen wir höchstens { $most } kB an. Es wurde nichts gespeichert.
    .help = Kürzen Sie den Text oder wählen Sie eine kleinere Datei. Was vorher gespeichert war, ist noch da.
error-too-many = Einen Augenblick bitte
    .text = Von Ihrem Anschluss kamen gerade sehr viele Anfragen. In { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    } geht es weiter.
    .help = Warten Sie kurz und laden Sie die Seite dann neu.
error-unsupported = Das verstehen wir nicht
    .text = Diese Adresse nimmt nur Formulare an, wie sie ein Browser sendet.
error-method = Hier geht es so nicht weiter
    .text = Diese Adresse gehört zu einem Formular und lässt sich nicht direkt aufrufen.
    .help = Gehen Sie zurück und benutzen Sie den Knopf auf der Seite.
error-internal = Bei uns ist ein Fehler passiert
    .text = Das liegt nicht an Ihnen. Was gespeichert war, ist noch da.
    .help = Versuchen Sie es noch einmal. Bleibt es dabei, nennen Sie dem Betreiber die Nummer unten.

error-sign-in = Bitte melden Sie sich an
    .text = Diese Seite ist nur für Angemeldete.
    .help = Melden Sie sich an; danach geht es hier weiter.
