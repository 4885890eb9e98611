# Was um jede E-Mail herum steht. Die Texte der einzelnen E-Mails stehen bei ihrer Sache.
mail-greeting = Guten Tag { $name },
mail-greeting-plain = Guten Tag,
mail-closing = Freundliche Grüße
mail-closing-from = Ihr Team von { $sender }
mail-link-below = Falls sich der Knopf nicht öffnen lässt, kopieren Sie diese Adresse in Ihren Browser:
mail-why = Sie erhalten diese E-Mail, weil Ihre Adresse bei Ringwall angegeben wurde. War das nicht von Ihnen gewollt, brauchen Sie nichts zu tun.
mail-sent-by = Diese E-Mail hat das Programm Ringwall auf { $host } von selbst geschrieben.
mail-sent-by-whom = Diese E-Mail hat das Programm Ringwall auf { $host } für { $sender } von selbst geschrieben.
mail-stop = E-Mails dieser Art nicht mehr erhalten:

mail-test-subject = Probe: Der Versand von E-Mails klappt
mail-test-text =
    Diese E-Mail haben Sie selbst angefordert, um den Versand zu prüfen. Sie ist angekommen, also klappt er.

    Prüfen Sie bitte noch, ob sie im Posteingang lag und nicht bei den unerwünschten Nachrichten.
mail-test-action = Zur Übersicht der E-Mails
mail-test-why = Sie erhalten diese E-Mail, weil Sie in Ringwall auf „Probe-E-Mail an mich“ getippt haben.

unsubscribe-title = E-Mails abbestellen
unsubscribe-ask-digest = Möchten Sie die wöchentliche Zusammenfassung nicht mehr per E-Mail erhalten?
unsubscribe-ask-reminder = Möchten Sie keine Erinnerungen an fällige Maßnahmen mehr per E-Mail erhalten?
unsubscribe-ask-follow-up = Möchten Sie keine Nachfragen einige Monate nach einem Check mehr per E-Mail erhalten?
unsubscribe-stopped-digest = Sie erhalten die wöchentliche Zusammenfassung nicht mehr.
unsubscribe-stopped-reminder = Sie erhalten keine Erinnerungen an fällige Maßnahmen mehr.
unsubscribe-stopped-follow-up = Sie erhalten keine Nachfragen nach einem Check mehr.
unsubscribe-resumed-digest = Sie erhalten die wöchentliche Zusammenfassung wieder.
unsubscribe-resumed-reminder = Sie erhalten wieder Erinnerungen an fällige Maßnahmen.
unsubscribe-resumed-follow-up = Sie erhalten wieder Nachfragen nach einem Check.
unsubscribe-stop = Nicht mehr erhalten
unsubscribe-resume = Doch wieder erhalten
unsubscribe-others = E-Mails, die Sie selbst auslösen, etwa eine Einladung, ein Termin oder ein neues Passwort, kommen weiterhin.
