topic-awareness = Aufmerksamkeit
    .intro = Viele Angriffe beginnen mit einer Nachricht an einen Menschen. Wer nachfragen darf, ohne sich zu blamieren, hält viele davon auf.

kurz-03 = Verdacht melden
    .measure = Verdächtige Nachrichten gemeinsam besprechen und melden
    .what = Mehrmals im Jahr sprechen Sie zehn Minuten über echte Beispiele. Alle wissen, wem sie eine verdächtige Nachricht zeigen, auch wenn sie schon geklickt haben.
    .why = Schulungen allein senken die Zahl der Klicks kaum, das zeigt eine große Studie. Wichtiger ist die schnelle Meldung: Sie kann aus einem verlorenen Monat eine verlorene Stunde machen.
    .how-1 = Bringen Sie zur nächsten Besprechung eine echte Betrugsmail mit und fragen Sie: Woran sieht man es?
    .how-2 = Nennen Sie eine Person, der man alles zeigen darf, und bedanken Sie sich bei jeder Meldung.
    .how-3 = Zählen Sie ein halbes Jahr lang die Meldungen; mehr Meldungen sind ein gutes Zeichen.
    .who = Polizei und Verbraucherzentrale mit aktuellen Beispielen, Ihre Kammer, für Rathäuser der kostenlose Warndienst des CERT NRW, des IT-Notfallteams des Landes.
kurz-03-1 = Wissen alle, wem sie verdächtige E-Mails melden?
    .help = Antworten Sie mit „Ja“, wenn auch die Aushilfe oder die Auszubildende es wüsste.
    .example = Eine Verkäuferin zeigt der Chefin eine angebliche Paketnachricht, bevor sie klickt. Die Nachricht hängt am nächsten Tag als Beispiel im Pausenraum.
