topic-printers = Drucker und Multifunktionsgeräte
    .intro = Ein moderner Kopierer ist ein Computer mit Festplatte, der druckt, scannt und E-Mails schickt. Durch ihn läuft fast jedes vertrauliche Blatt im Haus.

kom-printers-1 = Ausdrucke schützen
    .measure = Ausdrucke vor fremden Blicken schützen
    .what = Drucker stehen in Räumen ohne Besuchsverkehr. Wo das nicht geht, druckt das Gerät erst, wenn die Person davorsteht und sich mit Karte oder PIN ausweist.
    .why = Ein liegen gebliebener Bescheid ist schnell mitgenommen. Danach muss die Verwaltung Betroffene benachrichtigen und sich erklären, statt zu arbeiten.
    .how-1 = Gehen Sie am Nachmittag an allen Druckern vorbei und sammeln Sie ein, was liegen geblieben ist.
    .how-2 = Stellen Sie Geräte aus Fluren in Büros um oder lassen Sie das Drucken mit Karte oder PIN einschalten; viele Geräte können es schon.
    .how-3 = Sehen Sie nach vier Wochen noch einmal in die Ausgabefächer.
    .who = Die Firma, die Ihre Drucker wartet, oder Ihr IT-Dienstleister.
kom-printers-1-1 = Sind Ausdrucke vor den Blicken von Besucherinnen und Besuchern geschützt?
    .help = Geschützt sind sie, wenn das Gerät in einem nicht öffentlichen Raum steht oder erst nach Eingabe einer PIN druckt. Auch ankommende Faxe und Scans auf dem Vorlagenglas zählen.
    .example = Der Kopierer stand im Flur vor dem Sozialamt. Jetzt drucken dort alle mit der Karte der Zeiterfassung, und nichts bleibt mehr liegen.

kom-printers-2 = Drucker absichern
    .measure = Drucker absichern und aktuell halten
    .what = Bei jedem Drucker ist das voreingestellte Passwort geändert, unnötige Funktionen sind abgeschaltet, und es ist klar, wer Updates einspielt. Wer die Einstellungen öffnen will, braucht das neue Passwort.
    .why = Voreingestellte Passwörter stehen im Internet. Wer sie kennt, liest mit, leitet Scans um oder arbeitet sich vom Drucker aus weiter ins Netz.
    .how-1 = Schreiben Sie alle Drucker mit Standort und Wartungsfirma auf.
    .how-2 = Bitten Sie die Wartungsfirma, bei jedem Gerät das Passwort zu ändern, Unnötiges abzuschalten und die Software zu aktualisieren.
    .how-3 = Rufen Sie die Einstellungsseite eines Druckers mit dem Passwort aus der Anleitung auf: Es darf nicht mehr passen.
    .who = Die Firma, die Ihre Drucker wartet, gemeinsam mit Ihrem IT-Dienstleister.
kom-printers-2-1 = Ist bei jedem Drucker und Kopierer das voreingestellte Passwort geändert?
    .help = Gemeint ist das Passwort für die Einstellungen des Geräts, das beim Kauf für alle gleich ist. Die Wartungsfirma weiß, ob es geändert wurde.
    .example = Der Kopierer im Bauamt ließ sich mit „admin“ öffnen und hatte ein Adressbuch mit dreihundert Einträgen. Die Wartungsfirma ändert das beim nächsten Besuch an allen Geräten.

kom-printers-3 = Speicher löschen
    .measure = Speicher vor Rückgabe des Kopierers löschen
    .what = Bevor ein Gerät zurückgegeben, repariert oder entsorgt wird, wird sein Speicher gelöscht oder ausgebaut. Darüber gibt es eine Bescheinigung.
    .why = In einem Kopierer können Tausende Seiten gespeichert sein: Geburtsurkunden, Bescheide, Personalsachen. Ein verkauftes Leasinggerät nimmt sie mit.
    .how-1 = Sehen Sie im Leasingvertrag nach, was bei der Rückgabe mit der Festplatte geschieht.
    .how-2 = Verlangen Sie von der Leasingfirma eine Löschbescheinigung und schreiben Sie das in den nächsten Vertrag.
    .how-3 = Heften Sie zu jedem zurückgegebenen Gerät die Bescheinigung mit Gerätenummer ab.
    .who = Die Leasing- oder Wartungsfirma; die oder der Datenschutzbeauftragte prüft den Vertrag.
kom-printers-3-1 = Wird der Speicher eines Kopierers gelöscht, bevor er das Haus verlässt?
    .help = Viele Kopierer haben eine Festplatte, auf der alte Aufträge liegen können. Gemeint sind Rückgabe, Reparatur außer Haus und Entsorgung.
    .example = Der Leasingvertrag läuft im März aus. Die Gemeinde lässt sich die Löschung vorab bestätigen, bevor der Spediteur das Gerät abholt.
