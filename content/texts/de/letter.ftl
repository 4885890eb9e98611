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
