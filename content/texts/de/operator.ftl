operator-title = Betrieb
operator-lead = Was in dieser Anlage gerade Ihre Aufmerksamkeit braucht. Antworten und Ergebnisse von Organisationen sehen Sie hier nicht.
operator-attention = Zu tun
operator-fine = Alles läuft. Es gibt nichts zu tun.
operator-no-mail = Es ist kein Mailserver eingetragen.
operator-no-mail-help = E-Mails warten, bis mail.smtp, mail.from und server.public_url in der Konfiguration stehen. Keine geht verloren.
operator-dead-letters =
    { $count ->
        [one] Eine E-Mail konnte nicht zugestellt werden.
       *[other] { $count } E-Mails konnten nicht zugestellt werden.
    }
operator-dead-letters-help = Sie bleiben 7 Tage liegen, damit Sie entscheiden können.
operator-to-dead = Nicht zugestellte ansehen
operator-overdue =
    { $minutes ->
        [one] Seit einer Minute wartet eine Aufgabe, die längst fällig ist.
       *[other] Seit { $minutes } Minuten wartet eine Aufgabe, die längst fällig ist.
    }
operator-overdue-help = Vermutlich läuft kein Prozess, der Aufgaben erledigt: „ringwall serve“ mit worker.in_process = true oder „ringwall worker“.
operator-failed = Gescheiterte Aufgaben
operator-failed-help = Diese Aufgaben wurden mehrmals versucht und dann aufgegeben. Was regelmäßig wiederkehrt, wird beim nächsten Mal von selbst wieder versucht.
operator-more = Weitere Seiten
operator-more-health = Datenbank, Platz, Uhr, Sicherung
operator-more-accounts = abmelden, sperren, wieder öffnen
operator-more-regions = eröffnen und zur Leitung einladen
operator-mail = E-Mails
operator-to-mail = Zu den E-Mails
operator-mail-lead = Welche E-Mails noch warten und welche festhängen. Inhalt und Links bleiben verborgen, Adressen sind gekürzt.
operator-queue = Warteschlange
operator-queue-states = Stand der E-Mails
operator-state-waiting = Warten
operator-state-retried = Werden wiederholt
operator-state-dead = Nicht zugestellt
operator-state-help-waiting = Noch nicht versucht. Normalerweise gehen E-Mails in wenigen Sekunden hinaus.
operator-state-help-retried = Der Mailserver hat sie noch nicht angenommen. Sie werden mit wachsenden Pausen etwa anderthalb Tage lang weiter versucht.
operator-state-help-dead = Aufgegeben. Beheben Sie die Ursache und versuchen Sie es noch einmal, oder verwerfen Sie die E-Mail. Nach 7 Tagen wird sie gelöscht: Sie kann einen Link enthalten, der noch gilt.
operator-none-waiting = Keine E-Mail wartet.
operator-none-retried = Keine E-Mail wird wiederholt.
operator-none-dead = Alle E-Mails wurden zugestellt.
operator-written = geschrieben { $when }
operator-tries = { $attempts } von { $maximum } Versuchen
operator-tried =
    { $attempts ->
        [one] ein Versuch
       *[other] { $attempts } Versuche
    }
operator-given-up = aufgegeben { $when }
operator-in-hand = wird gerade übergeben
operator-next = nächster Versuch { $when }
operator-maybe-twice = Kann doppelt ankommen: Die letzte Übergabe brach ab
operator-said = Grund:
operator-retry = Jetzt noch einmal versuchen
operator-discard = Verwerfen
operator-retried = Wird jetzt noch einmal versucht.
operator-discarded = Verworfen.
operator-pages = Seiten
operator-page-back = Vorherige
operator-page-next = Nächste
operator-test = Versand prüfen
operator-test-text = Schickt eine E-Mail an { $address }. Kommt sie an, klappt der Versand.
operator-test-button = Probe-E-Mail an mich
operator-tested = Die Probe-E-Mail an { $address } ist unterwegs.
operator-sent = In den letzten 14 Tagen hinausgegangen
operator-sent-none = Noch keine.
operator-day = Tag
operator-letters = E-Mails

# Aufgaben, die von selbst laufen
job-recover = Link für ein neues Passwort senden
job-purge-sign-ins = Abgelaufene Links und Anmeldeversuche löschen
job-post-reminders = An Fälliges erinnern
job-ask-follow-ups = Nach dem Plan fragen
job-sweep-files = Verwaiste Dateien löschen
job-keep-retention = Aufbewahrungsfristen einhalten
job-look-at-tables = Tabellen der Datenbank neu einschätzen
job-help-deadline = Nächste Partner fragen
job-end-help-request = Hilfe-Anfrage beenden
job-remind-appointment = An einen Termin erinnern
job-send-letter = E-Mail senden
job-purge-cases = Abgelaufene Fälle löschen
job-purge-sessions = Abgelaufene Anmeldungen löschen
job-forget = Alte Vermerke löschen

# Wie eine E-Mail in der Liste heißt: letter-<Vorlage>. Fehlt der Text, steht dort die Vorlage.
letter-test = Probe-E-Mail
