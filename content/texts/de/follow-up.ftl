follow-up-title = Was ist aus Ihrem Plan geworden?
follow-up-lead = { $months ->
        [12] Vor einem Jahr haben Sie den Sicherheits-Check „{$check}“ abgeschlossen.
       *[other] Vor {$months} Monaten haben Sie den Sicherheits-Check „{$check}“ abgeschlossen.
    }
follow-up-about = Ein Klick je Maßnahme genügt. „Weiß ich nicht“ ist eine gute Antwort. Ihr Plan wird danach gleich angepasst; an Ihrem Ergebnis ändert sich dadurch nichts.
follow-up-answer-unknown = Weiß ich nicht
follow-up-answer-yes = Ja
follow-up-answer-partly = Zum Teil
follow-up-answer-no = Nein
follow-up-question = Ist das umgesetzt?
follow-up-send = Antworten speichern
follow-up-or-repeat = Lieber gleich den Check wiederholen? Ihre alten Antworten stehen schon darin, und Sie sehen, was sich verändert hat. Dafür melden Sie sich an.
follow-up-repeat = Check wiederholen
follow-up-nothing = In Ihrem Plan ist nichts mehr offen. Nach einem Jahr lohnt es sich, den Check zu wiederholen: Vieles ändert sich, ohne dass man es merkt.
follow-up-thanks = Danke, das war es schon
follow-up-thanks-text = Ihre Antworten sind gespeichert, der Plan ist angepasst.
follow-up-answered = Diese Fragen sind schon beantwortet. Was sich seither getan hat, tragen Sie im Plan ein.
follow-up-to-plan = Zum Plan
follow-up-gone = Dieser Link gilt nicht mehr
follow-up-gone-text = Ein solcher Link gilt 60 Tage. Melden Sie sich an, dann können Sie den Plan jederzeit ändern oder den Check wiederholen.
follow-up-sign-in = Anmelden

mail-follow-up-subject = { $months ->
        [12] Ein Jahr nach Ihrem Sicherheits-Check: kurze Nachfrage
       *[other] {$months} Monate nach Ihrem Sicherheits-Check: kurze Nachfrage
    }
mail-follow-up-text =
    { $months ->
        [12] Vor einem Jahr haben Sie den Check „{$check}“ abgeschlossen.
       *[other] Vor {$months} Monaten haben Sie den Check „{$check}“ abgeschlossen.
    } Was ist seither aus dem Plan geworden?

    { $questions ->
        [one] Es ist eine Frage
       *[other] Es sind {$questions} Fragen
    } zum Anklicken, ohne Anmeldung. Das dauert etwa zwei Minuten, und Ihr Plan stimmt danach wieder.
mail-follow-up-action = Fragen beantworten
mail-follow-up-why = Sie erhalten diese E-Mail 3, 6 und 12 Monate nach einem Check, weil Sie für die Organisation verantwortlich sind.

mail-repeat-subject = Ein Jahr nach Ihrem Sicherheits-Check: Zeit für eine Wiederholung
mail-repeat-text =
    Vor einem Jahr haben Sie den Check „{$check}“ abgeschlossen, und in Ihrem Plan ist nichts mehr offen.

    Ein Jahr später lohnt sich ein zweiter Blick: Leute kommen und gehen, Geräte auch. Ihre alten Antworten stehen schon darin, Sie ändern nur, was anders geworden ist.
mail-repeat-action = Wiederholung ansehen
mail-repeat-why = Sie erhalten diese E-Mail ein Jahr nach einem Check, weil Sie für die Organisation verantwortlich sind.

refusal-follow-up-question-unknown = Diese Frage gehört nicht zu dieser Nachfrage. Laden Sie die Seite neu.
refusal-follow-up-nothing-answered = Beantworten Sie mindestens eine Frage. „Weiß ich nicht“ genügt.
