consent-advice-2026-11 = Beratung durch einen Partner
    .allows = Die Beraterinnen und Berater dieses Partners dürfen Ihre Mappe lesen: Angaben, Antworten, Notizen, Ergebnis, Risiken und Plan. Im Beratungsgespräch dürfen sie mit Ihnen Antworten eintragen und an Maßnahmen mitarbeiten.
    .limits = Andere Partner, die Koordination und das Regionalmanagement sehen nichts. Der Partner darf nichts davon weitergeben, keine Personen verwalten und nichts löschen.
    .ends = Die Einwilligung gilt, bis Sie sie widerrufen. Ab dem Widerruf kommt niemand von diesem Partner mehr in Ihre Mappe. Jeder Blick in die Mappe steht für Sie im Protokoll.
    .sentence = Wir willigen ein, dass der gewählte Partner unsere Mappe zur Beratung liest und mit uns daran arbeitet.

consent-hand-over-2026-11 = Weitergabe an einen Partner für eine Anfrage
    .allows = Der Partner erfährt, wie er Sie erreicht, und darf Ihr Ergebnis lesen, damit er Ihre Anfrage beantworten kann.
    .limits = Er darf nichts ändern und nichts weitergeben. Andere Partner sehen nichts.
    .ends = Die Einwilligung gilt, bis Sie sie widerrufen. Was der Partner bis dahin gelesen hat, lässt sich nicht zurückholen; ab dem Widerruf kommt er nicht mehr in Ihre Mappe.
    .sentence = Wir willigen ein, dass der gewählte Partner unsere Kontaktdaten und unser Ergebnis erhält, um unsere Anfrage zu beantworten.

consent-programme-evaluation-2026-11 = Auswertung des Programms
    .allows = Das Programm darf Ihre Antworten und den Stand Ihrer Maßnahmen mitzählen, wenn es auswertet, ob es etwas bewirkt.
    .limits = Veröffentlicht werden nur Zahlen über viele Betriebe zusammen. Ihr Name, Ihre Notizen und Ihre Dateien gehören nicht dazu, und niemand im Programm liest einzelne Antworten.
    .ends = Die Einwilligung gilt, bis Sie sie widerrufen. Danach zählen Sie in neuen Auswertungen nicht mehr mit; schon veröffentlichte Zahlen ändern sich nicht.
    .sentence = Wir willigen ein, dass unsere Angaben ohne Namen in die Auswertung des Programms eingehen.

consent-press-2026-11 = Öffentlich genannt werden
    .allows = Das Programm darf Ihren Namen nennen, zum Beispiel in einem Bericht der Zeitung oder auf der Internetseite der Region.
    .limits = Ergebnisse, Punkte und offene Lücken werden nie genannt. Bevor ein Text oder ein Bild erscheint, fragt das Programm noch einmal nach.
    .ends = Die Einwilligung gilt, bis Sie sie widerrufen. Was schon gedruckt ist, lässt sich nicht zurückholen.
    .sentence = Wir willigen ein, dass das Programm uns öffentlich als teilnehmenden Betrieb oder als teilnehmende Gemeinde nennt.
