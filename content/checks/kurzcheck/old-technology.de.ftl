topic-old-technology = Alte Technik
    .intro = Für jedes Gerät und jedes Programm kommt der Tag, an dem der Hersteller keine Updates mehr liefert. Danach bleibt jede neue Lücke offen.

kurz-07 = Nichts ohne Updates
    .measure = Alte Technik ersetzen oder vom Netz nehmen
    .what = Eine Liste zeigt, wie lange es für jedes Gerät und jedes Programm noch Updates gibt. Was keine mehr bekommt, wird ersetzt oder vom Netz getrennt.
    .why = Ein einziger alter Rechner kann die Tür zu allem anderen sein. Ein geplanter Tausch kostet Stunden, ein erzwungener Tage zur falschen Zeit.
    .how-1 = Gehen Sie einmal durchs Haus und schreiben Sie auf, was am Netz hängt, auch Kassen, Maschinen und Router.
    .how-2 = Fragen Sie den IT-Dienstleister, wofür es keine Updates mehr gibt, und trennen Sie diese Geräte vom Netz.
    .how-3 = Planen Sie den Ersatz mit Datum und Betrag ein und sehen Sie die Liste jedes Jahr durch.
    .who = Ihr IT-Dienstleister, die Hersteller von Maschinen und Fachprogrammen.
kurz-07-1 = Bekommen alle Geräte und Programme noch Updates?
    .help = Gemeint ist alles, was am Netz hängt: Rechner, Router und Kassen ebenso wie Windows und Fachprogramme.
    .example = Die Druckerei steuert ihre Schneidemaschine mit einem alten Rechner. Er läuft weiter, aber ohne Netz; Aufträge kommen per geprüftem USB-Stick.
