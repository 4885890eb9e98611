topic-awareness = Aufmerksamkeit
    .intro = Die meisten Angriffe beginnen mit einer Nachricht an einen Menschen. Wer nachfragen darf, ohne sich zu blamieren, hält viele davon auf.

kurz-03 = Verdacht melden
    .measure = Verdächtige Nachrichten gemeinsam besprechen und melden
    .what = Mehrmals im Jahr sprechen Sie zehn Minuten über echte Beispiele. Alle wissen, wem sie eine verdächtige Nachricht zeigen, auch wenn sie schon geklickt haben.
    .why = Schulungen allein senken die Zahl der Klicks kaum, das zeigt eine große Studie. Was hilft, ist die schnelle Meldung: Sie macht aus einem verlorenen Monat eine verlorene Stunde.
    .how-1 = Bringen Sie zur nächsten Besprechung eine echte Betrugsmail mit und fragen Sie: Woran sieht man es?
    .how-2 = Nennen Sie eine Person, der man alles zeigen darf, und bedanken Sie sich bei jeder Meldung.
    .how-3 = Zählen Sie ein halbes Jahr lang die Meldungen; mehr Meldungen sind ein gutes Zeichen.
    .who = Polizei und Verbraucherzentrale mit aktuellen Beispielen, Ihre Kammer, für Rathäuser der Warndienst des CERT NRW.
kurz-03-1 = Wissen alle, wem sie verdächtige Mails melden?
    .help = Mit Ja antworten Sie, wenn auch die Aushilfe oder der Auszubildende es wüsste.
    .example = Eine Verkäuferin zeigt der Chefin eine angebliche Paketnachricht, bevor sie klickt. Die Nachricht hängt am nächsten Tag als Beispiel im Pausenraum.
