plan-title = Ihr Plan
plan-days-half = ein halber Tag
plan-days = { $days ->
        [one] 1 Tag
       *[other] {$days} Tage
    }
plan-days-in-half = In einem halben Tag
plan-days-in = { $days ->
        [one] In einem Tag
       *[other] In {$days} Tagen
    }
plan-progress = {$done} von {$total} Maßnahmen erledigt
plan-no-effect = Was Sie hier eintragen, ändert weder Ihre Antworten noch Ihre Punkte. Ob eine Maßnahme gewirkt hat, zeigt erst die Wiederholung.
plan-nothing-open = In diesem Check ist nichts offen, es gibt also nichts zu planen.
plan-gain-title = Was bringen ein paar Tage mehr?
plan-gain-days = Wie viel eigene Arbeitszeit haben Sie übrig?
plan-gain-show = Anzeigen
plan-gain = { $count ->
        [one] {$days} schaffen Sie diese Maßnahme.
       *[other] {$days} schaffen Sie diese {$count} Maßnahmen.
    }
plan-gain-points = Danach wären es {$to} statt {$from} von {$maximum} Punkten.
plan-gain-points-same = Die Punktzahl bliebe bei {$from} von {$maximum} Punkten.
plan-gain-points-below = Die Punktzahl bliebe vorerst bei {$from}, weil noch offene TOP-Anforderungen Punkte kosten. Die Maßnahmen zählen trotzdem: Jede schließt eine Lücke.
plan-gain-note = Gewählt ist die Auswahl mit den meisten Punkten in dieser Zeit. Mitgezählt ist, was im Plan schon als erledigt steht. Die Tage sind grobe Schätzungen.
plan-gain-none = In dieser Zeit lässt sich keine der offenen Maßnahmen abschließen.
plan-list = Maßnahmen
plan-filters = Nach Stand auswählen
plan-filter-all = Alle ({$count})
plan-filter = {$status} ({$count})
plan-filter-empty = Hier steht im Augenblick keine Maßnahme.
plan-page = Seite
plan-up = „{$title}“ nach oben
plan-down = „{$title}“ nach unten
plan-owner-is = Wer: {$owner}
plan-due-is = Bis: {$day}
plan-overdue = War fällig: {$day}
plan-reason-is = Grund: {$reason}
plan-edit = Stand, Person und Termin eintragen
plan-more = Worum es geht
plan-questions = Fragen dazu:
plan-status = Stand
plan-owner = Wer kümmert sich?
plan-due = Bis wann?
plan-note = Notiz
plan-reason = Grund (nötig bei „Nichts für uns“)
plan-save = Speichern
plan-conflict = Jemand anderes hat diese Maßnahme inzwischen geändert. Es wurde nichts überschrieben. Gespeichert ist:
plan-owner-other = niemand oder jemand ohne Konto
plan-owner-name = Name, wenn die Person kein Konto hat
plan-owner-adviser = {$name} (Beratung)
plan-comments = { $count ->
        [one] 1 Kommentar
       *[other] {$count} Kommentare
    }
plan-documents = { $count ->
        [one] 1 Datei
       *[other] {$count} Dateien
    }

plan-more-filters = Weitere Filter und Reihenfolge
plan-filter-owner = Wer
plan-filter-due = Termin und Belege
plan-owner-me = Ich
plan-owner-named = Jemand ohne Konto
plan-owner-nobody = Noch niemand
plan-until-overdue = Überfällig
plan-until-30 = In den nächsten 30 Tagen
plan-with-files = Mit Dateien
plan-sort = Reihenfolge
plan-sort-plan = Wie im Plan
plan-sort-due = Nach Termin
plan-sort-status = Nach Stand
plan-sort-owner = Nach Person
bulk-title = Mehrere Maßnahmen zusammen ändern
bulk-about = Wählen Sie oben bei den Maßnahmen „Auswählen“, und tragen Sie hier ein, was für alle gelten soll. Was Sie auf „unverändert“ lassen, bleibt wie es ist.
bulk-pick = Auswählen
bulk-keep = unverändert
bulk-nobody = niemand
bulk-named = jemand ohne Konto (Name daneben)
bulk-no-due = Termin streichen
bulk-send = Ausgewählte ändern
bulk-changed = { $count ->
        [0] Es war schon alles so, wie Sie es wollten.
        [one] Eine Maßnahme ist geändert.
       *[other] {$count} Maßnahmen sind geändert.
    }
bulk-unchanged = Diese Maßnahmen sind nicht geändert. Sie sind noch ausgewählt, und was Sie eingetragen haben, steht noch unten im Formular.
bulk-conflict = Jemand anderes hat sie inzwischen geändert. Gespeichert ist: {$stored}

refusal-date-unreadable = Dieses Datum lässt sich nicht lesen. Schreiben Sie es als Jahr-Monat-Tag, zum Beispiel 2026-11-30.
refusal-plan-status-missing = Wählen Sie aus, wie weit die Maßnahme ist.
refusal-plan-owner-unknown = Diese Person gehört nicht mehr dazu. Wählen Sie eine andere oder tragen Sie einen Namen ein.
refusal-bulk-nothing-picked = Wählen Sie zuerst mindestens eine Maßnahme aus.
refusal-bulk-nothing-to-do = Sagen Sie, was sich ändern soll: Stand, Person oder Termin.
refusal-bulk-too-many = Auf einmal lassen sich höchstens { $most } Maßnahmen ändern. Wählen Sie weniger aus.
refusal-bulk-name-missing = Tragen Sie den Namen der Person ein, die kein Konto hat.
