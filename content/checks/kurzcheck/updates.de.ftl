topic-updates = Updates
    .intro = Angreifer suchen nach Lücken, für die es längst ein Update gibt. Wer rasch einspielt, ist für sie uninteressant.

kurz-06 = Updates binnen einer Woche
    .measure = Sicherheitsupdates binnen einer Woche einspielen
    .what = Rechner, Server, Handys und das Gerät am Internetanschluss bekommen Sicherheitsupdates von selbst oder spätestens nach einer Woche.
    .why = Eine bekannte Lücke ist wie ein Schlüssel unter der Fußmatte. Ein Update kostet Minuten, ein Einbruch oft Wochen ohne Aufträge oder ohne Bürgerdienste.
    .how-1 = Sehen Sie an Ihrem Rechner und Handy nach, ob automatische Updates eingeschaltet sind.
    .how-2 = Vereinbaren Sie mit dem IT-Dienstleister eine Woche als Frist, auch für Router und Firewall, die das Netz nach außen absichern.
    .how-3 = Lassen Sie sich einmal im Vierteljahr zeigen, welche Geräte hinterherhinken.
    .who = Ihr IT-Dienstleister; auf dringende Lücken weisen die Warnungen des BSI hin, Rathäuser informiert zusätzlich der kostenlose Warndienst des CERT NRW, des IT-Notfallteams des Landes.
kurz-06-1 = Sind neue Updates binnen einer Woche eingespielt?
    .help = Gemeint sind Sicherheitsupdates für Rechner, Handys, Server und das Gerät am Internetanschluss.
    .example = Im Friseursalon laufen sie nachts von selbst. Im Rathaus spielt sie der Dienstleister jeden Donnerstag ein und schickt eine kurze Liste.
