reminder-soon = {$organisation}: {$soon ->
        [one] eine Maßnahme ist in den nächsten 14 Tagen fällig
       *[other] {$soon} Maßnahmen sind in den nächsten 14 Tagen fällig
    }
reminder-late = {$organisation}: {$late ->
        [one] eine Maßnahme ist überfällig
       *[other] {$late} Maßnahmen sind überfällig
    }
reminder-both = {$organisation}: {$soon ->
        [one] eine Maßnahme ist in den nächsten 14 Tagen fällig
       *[other] {$soon} Maßnahmen sind in den nächsten 14 Tagen fällig
    }, {$late ->
        [one] eine ist überfällig
       *[other] {$late} sind überfällig
    }

mail-digest-subject = { $all ->
        [one] Diese Woche: eine Maßnahme steht an
       *[other] Diese Woche: {$all} Maßnahmen stehen an
    }
mail-digest-text =
    Das steht in Ihren Plänen an. {$list}.

    Welche Maßnahmen es sind, steht aus gutem Grund nicht in dieser E-Mail. Sie sehen sie nach der Anmeldung unter „Mein Tag“. Passt ein Termin nicht, verschieben Sie ihn dort.
mail-digest-action = Mein Tag öffnen
mail-digest-why = Sie erhalten diese E-Mail höchstens einmal in der Woche, weil Sie für Maßnahmen zuständig sind oder für eine Organisation verantwortlich.

mail-overdue-subject = { $late ->
        [one] Eine Maßnahme ist überfällig
       *[other] {$late} Maßnahmen sind überfällig
    }
mail-overdue-text =
    Seit dem Wochenanfang ist ein Termin verstrichen. {$list}.

    Ist die Maßnahme schon erledigt, tragen Sie das unter „Mein Tag“ ein. Wenn nicht, wählen Sie dort einen neuen Termin, der zu schaffen ist.
mail-overdue-action = Mein Tag öffnen
mail-overdue-why = Sie erhalten diese E-Mail höchstens einmal in der Woche und nur, wenn etwas überfällig ist.
