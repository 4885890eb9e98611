home-title = Sicherheits-Check für kleine Betriebe und Rathäuser
home-heading = Sehen Sie, wo Sie stehen. Und was zuerst kommt.
home-lead = Beantworten Sie Fragen in einfachen Worten zur Sicherheit Ihrer Computer, Daten und Abläufe. Am Ende haben Sie höchstens sechs nächste Schritte und einen Bericht, den Sie auf den Tisch legen können.
home-choose = Check auswählen
home-resume = Schon begonnen? Hier weitermachen
home-no-account = Kostenlos und ohne Anmeldung. „Weiß ich nicht“ ist immer eine gute Antwort.
home-checks = Welcher Check passt zu Ihnen?
home-minutes = Minuten
home-questions = Fragen
home-start = Check beginnen
home-all-checks = Alle Checks mit Quellen und Lizenzen ansehen
home-how = So läuft es ab
home-step-1 = Antworten
    .text = Sie gehen die Fragen der Reihe nach durch, allein oder zu zweit. Jede Antwort wird sofort gespeichert.
home-step-2 = Ergebnis sehen
    .text = Sie sehen Ihren Stand in Worten und Punkten und was das an Risiken bedeutet.
home-step-3 = Anpacken
    .text = Höchstens sechs Maßnahmen stehen vorn. Im Plan legen Sie fest, wer sich bis wann kümmert.
home-step-4 = Wiederholen
    .text = Nach einem halben Jahr beantworten Sie die Fragen noch einmal und sehen, was sich verändert hat.
home-promise = Ihre Antworten gehören Ihnen
home-promise-account = Kein Konto, keine E-Mail-Adresse. Sie kommen mit Ihrem eigenen Link zurück.
home-promise-saved = Jede Antwort ist sofort gespeichert. Sie können jederzeit unterbrechen.
home-promise-private = Niemand außer Ihnen und den Menschen, denen Sie Ihren Link geben, öffnet Ihre Mappe.
home-promise-delete = Sie nehmen alles mit oder löschen alles, mit einem Klick und mit Beleg.
home-promise-more = Was mit Ihren Daten geschieht

checks-title = Alle Checks
checks-lead = Jeder Check zeigt, wo Sie stehen und was als Nächstes kommt. Sie können mit dem kurzen anfangen und später einen anderen machen.
checks-duration = { $minutes ->
    [one] etwa eine Minute
   *[other] etwa { $minutes } Minuten
}
checks-questions = { $questions ->
    [one] eine Frage
   *[other] { $questions } Fragen
}
checks-topics = { $topics ->
    [one] ein Thema
   *[other] { $topics } Themen
}
checks-imported = eingelesener Katalog
checks-more = Worum es geht, Quelle und Lizenz
checks-source = Quelle
checks-licence = Lizenz
checks-licence-none = in der Quelle nicht angegeben
checks-version = Ausgabe
