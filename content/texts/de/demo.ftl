demo-title = Eine erfundene Region
demo-lead = Sehen Sie sich um: Diese Betriebe, Rathäuser und Menschen gibt es nicht, ihre Antworten sind erfunden. Sie können nichts kaputt machen.
demo-people = Menschen
demo-people-text = Melden Sie sich als eine dieser Personen an und sehen Sie, was auf sie wartet. Das Passwort ist für alle dasselbe:
demo-sign-in = Als diese Person anmelden
demo-letters-of = { $count ->
    [one] Eine E-Mail
   *[other] { $count } E-Mails
}
demo-folders = Mappen ohne Konto
demo-folders-text = Diese Mappen öffnet, wer ihren Link hat.
demo-open = Mappe öffnen
demo-own = Sie können hier auch selbst einen Check ausprobieren:
demo-letters = E-Mails
demo-letters-text = Aus der Vorführung geht keine E-Mail hinaus. Was sonst verschickt würde, steht hier, bis das Programm endet. Die Links darin funktionieren.
demo-letters-to = Nur E-Mails an { $address }.
demo-letters-all = Alle zeigen
demo-letters-none = Noch keine.
demo-letters-more = { $count ->
    [one] Eine ältere wird nicht gezeigt.
   *[other] { $count } ältere werden nicht gezeigt.
}
