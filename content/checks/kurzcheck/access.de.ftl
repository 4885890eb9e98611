topic-access = Zugriff
    .intro = Mit jeder Aushilfe und jedem Wechsel sammeln sich Zugänge an. Wer geht, soll den Schlüssel abgeben, auch den digitalen.

kurz-09 = Zugänge beim Weggang
    .measure = Zugänge beim Weggang am selben Tag sperren
    .what = Eine Liste zeigt, wer worauf zugreifen darf. Verlässt jemand das Haus oder wechselt die Aufgabe, werden nicht mehr nötige Zugänge am selben Tag gesperrt.
    .why = Vergessene Zugänge benutzt irgendwann jemand, nicht immer die Person, der sie gehörten. Das fällt oft erst nach Monaten auf, und dann ist kaum noch zu klären, was fehlt.
    .how-1 = Schreiben Sie auf, wer in den letzten zwei Jahren gegangen ist, und lassen Sie die Zugänge dieser Personen prüfen.
    .how-2 = Machen Sie aus der Liste einen Laufzettel für den letzten Arbeitstag: Konten, Schlüssel, Geräte, gemeinsame Passwörter.
    .how-3 = Gehen Sie die Liste aller Konten zweimal im Jahr durch, auch die von Dienstleistern.
    .who = Ihr IT-Dienstleister, die Personalstelle; in Rathäusern zusätzlich die Betreuung der Fachverfahren.
kurz-09-1 = Sperren Sie Zugänge, sobald jemand geht?
    .help = Gemeint sind Konten, Fernzugänge und Schlüssel aller, die gehen, auch von Aushilfen und Dienstleistern.
    .example = Der frühere Geselle kam noch ein Jahr lang in den Online-Kalender der Werkstatt. Heute hakt die Meisterin am letzten Tag sechs Punkte ab.
