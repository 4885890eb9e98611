risk-ransomware = Erpressungssoftware legt die Arbeit lahm
    .story = Montag früh lassen sich in einer Bäckerei weder Bestellungen noch Lieferscheine öffnen, auf dem Bildschirm steht eine Lösegeldforderung. Kasse und Büro stehen still, und auch die Sicherung auf der angesteckten Festplatte ist unlesbar.
    .consequence = In der ersten Woche arbeiten Sie mit Papier und Telefon, während Fachleute den Einstiegsweg suchen und Geräte neu einrichten. Ihre Daten bekommen Sie in der Regel nur zurück, wenn eine Sicherung getrennt vom Netz aufbewahrt wurde.
    .transfer = Eine Cyberversicherung (Versicherung gegen Schäden durch Angriffe auf die IT) kann Fachleute, Wiederherstellung und Ausfall bezahlen; was sie dafür verlangt, steht in ihren Bedingungen. Mit dem IT-Dienstleister lässt sich vereinbaren, wie schnell er im Notfall hilft.
    .frequency = Gezählt sind Betriebe, die in einem Jahr mit Erpressungssoftware zu tun hatten. Der untere Wert stammt aus Schadenmeldungen an einen Versicherer, der obere aus einer Befragung britischer Unternehmen.

risk-payment-fraud = Geld geht an Betrüger
    .story = Eine Tischlerei bekommt per E-Mail eine Rechnung, scheinbar vom Holzlieferanten, nur die Kontonummer ist neu. Das Büro überweist, und erst die Mahnung des echten Lieferanten zeigt, dass das Geld bei Fremden gelandet ist.
    .consequence = In der ersten Stunde zählt der Anruf bei der eigenen Bank, denn manchmal lässt sich die Zahlung noch aufhalten. In den Tagen danach folgen die Anzeige, das Gespräch mit dem Lieferanten und die Frage, ob Fremde im Postfach mitlesen.
    .transfer = Je nach Vertrag ersetzt eine Cyber- oder eine Vertrauensschadenversicherung (sie ist für Verluste durch Betrug gedacht) einen Teil des Geldes. Mit Lieferanten lässt sich vereinbaren, dass eine neue Kontonummer erst nach einem Rückruf gilt.
    .frequency = Gezählt sind versicherte Betriebe, die ihrem Versicherer in einem Jahr einen solchen Schaden gemeldet haben: unten nur Zahlungsbetrug, oben zusammen mit übernommenen Postfächern. Befragungen nennen mehr Fälle.

risk-mailbox-takeover = Fremde übernehmen ein E-Mail-Postfach
    .story = In der Verwaltung eines Werkzeugherstellers gibt jemand sein Passwort auf einer nachgemachten Anmeldeseite ein. Wochenlang lesen Fremde mit und schreiben dann unter seinem Namen an Kundschaft und Lieferanten.
    .consequence = In der ersten Woche werden das Passwort und alle offenen Anmeldungen zurückgesetzt und versteckte Weiterleitungen gelöscht. Sie klären, was mitgelesen wurde, warnen alle Angeschriebenen auf anderem Weg und lassen prüfen, ob die Datenschutzaufsicht zu benachrichtigen ist.
    .transfer = Je nach Vertrag bezahlt eine Cyberversicherung die Untersuchung und die rechtliche Beratung. Wer das Postfach bei einem Anbieter mietet, kann dort oft Überwachung und Hilfe bei verdächtigen Anmeldungen mitbuchen; verantwortlich für die Daten bleiben Sie.
    .frequency = Gezählt sind versicherte Betriebe, die ihrem Versicherer in einem Jahr einen solchen Schaden gemeldet haben: unten nur übernommene Postfächer, oben zusammen mit Zahlungsbetrug. Befragungen nennen mehr Fälle.

risk-data-leak = Daten von Kundschaft oder Bürgern gelangen nach außen
    .story = In einem Rathaus liegt eine Liste mit Angaben aus Anträgen in einem Online-Ordner, den alle öffnen können, die den Link haben. Ein Einwohner stößt zufällig darauf und ruft die Zeitung an.
    .consequence = In der ersten Woche schließen Sie die Lücke, stellen fest, wessen Daten betroffen sind, und beantworten viele Anrufe. Für eine Meldung an die Datenschutzaufsicht gilt eine kurze Frist; ist das Risiko für die Betroffenen hoch, sind auch sie zu benachrichtigen.
    .transfer = Je nach Vertrag bezahlt eine Cyberversicherung die Untersuchung, die Beratung und die Briefe an Betroffene. Verarbeitet ein Dienstleister die Daten, regelt der Vertrag mit ihm die Pflichten; verantwortlich nach außen bleiben Sie.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-provider-outage = IT-Dienstleister oder Cloud-Anbieter fällt aus
    .story = Ein Pflegedienst plant seine Touren mit einem Programm, das bei einem Anbieter im Internet läuft. Der Anbieter wird angegriffen und schaltet ab, und niemand kann sagen, wann die Pläne wieder zu sehen sind.
    .consequence = In der ersten Woche helfen nur Ausdrucke, eigene Kopien und ein zweiter Weg, die Kundschaft zu erreichen. Sie sperren die Zugänge des Anbieters zu Ihrem Netz, bis klar ist, was passiert ist, und fragen schriftlich nach, ob Ihre Daten betroffen sind.
    .transfer = Im Vertrag lassen sich Ausfallzeiten, Benachrichtigung und die Herausgabe Ihrer Daten regeln. Manche Cyberversicherung zahlt auch, wenn der Ausfall beim Dienstleister liegt; fragen Sie ausdrücklich danach.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-data-loss = Wichtige Daten sind weg
    .story = In einer Tischlerei gibt die Festplatte mit Angeboten, Zeichnungen und Buchhaltung auf. Die letzte Sicherung ist ein halbes Jahr alt, und ob sie sich zurückspielen lässt, hat nie jemand ausprobiert.
    .consequence = In der ersten Woche suchen Sie zusammen, was noch in E-Mails, auf Papier und bei Geschäftspartnern liegt, und geben vieles neu ein. Ob sich die Daten vom defekten Gerät retten lassen, ist unsicher.
    .transfer = Je nach Vertrag bezahlt eine Elektronik- oder Cyberversicherung die Wiederherstellung, aber sie bringt keine Daten zurück, von denen es keine Kopie gibt. Die Sicherung und ihr regelmäßiger Test lassen sich einem Dienstleister übertragen.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-website-down = Website oder Onlineshop ist gestört oder verändert
    .story = Kurz vor Ostern leitet die Bestellseite einer Bäckerei auf eine fremde Werbeseite um. Bestellungen bleiben aus, und am Telefon fragen Stammkunden, ob ihre Angaben noch sicher sind.
    .consequence = In der ersten Woche nehmen Sie die Seite vom Netz, lassen sie aus einer sauberen Kopie neu aufbauen und ändern alle Zugänge. Bis dahin brauchen Sie einen anderen Weg, auf dem man Sie erreicht.
    .transfer = Betrieb, Aktualisierung und Sicherung der Website lassen sich einem Dienstleister vertraglich übertragen, mit einer festen Zeit bis zur Hilfe. Je nach Vertrag ersetzt eine Cyberversicherung entgangene Einnahmen.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-lost-device = Laptop oder Handy geht verloren
    .story = Nach einem Ortstermin bleibt das Diensthandy der Bauamtsleiterin im Zug liegen. Es hat keine Bildschirmsperre, und wer es findet, kann E-Mails, Fotos und Adressen lesen.
    .consequence = Am ersten Tag sperren Sie SIM-Karte und Gerät aus der Ferne, beenden alle Anmeldungen und ändern Passwörter. Danach klären Sie, welche Daten auf dem Gerät waren und ob sie verschlüsselt, also für Fremde unlesbar gespeichert waren.
    .transfer = Eine Geräteversicherung ersetzt je nach Vertrag das Gerät, aber nicht die Daten. Das Sperren und Löschen aus der Ferne lässt sich einem Dienstleister übertragen, wenn es vor dem Verlust eingerichtet wurde.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-insider = Zugänge werden von innen missbraucht
    .story = Ein Vertriebsmitarbeiter wechselt von einem Werkzeughersteller zur Konkurrenz, sein Zugang zur Kundenkartei bleibt offen. Drei Monate später fällt auf, dass Preislisten abgerufen wurden.
    .consequence = In der ersten Woche sperren Sie die Zugänge, sichern die Aufzeichnungen darüber, wer wann angemeldet war, und holen rechtlichen Rat. Eigene Nachforschungen unterbleiben, bis geklärt ist, was erlaubt ist.
    .transfer = Eine Vertrauensschadenversicherung (sie ist für Verluste durch Untreue und Betrug gedacht) ersetzt je nach Vertrag einen Teil des Schadens. In Verträgen mit Mitarbeitenden und Dienstleistern lassen sich Verschwiegenheit und die Rückgabe von Zugängen regeln.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-outdated-technology = Einbruch über veraltete Technik
    .story = An der Fräsmaschine eines Werkzeugherstellers hängt ein Rechner, für den es seit Jahren keine Updates (Aktualisierungen des Herstellers, die Fehler beheben) mehr gibt. Über eine seit Langem bekannte Lücke gelangen Fremde von dort in das Büronetz.
    .consequence = In der ersten Woche wird das betroffene Gerät vom Netz getrennt und untersucht, wie weit die Fremden gekommen sind. Wenn es für das Gerät keinen Ersatz gibt, steht die Arbeit daran so lange still.
    .transfer = Das Einspielen von Updates lässt sich einem Dienstleister übertragen, mit festen Fristen im Wartungsvertrag. Manche Cyberversicherung schließt Schäden durch veraltete Technik aus; lesen Sie die Bedingungen.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-remote-access = Einbruch über Fernzugriff oder Fernwartung
    .story = Eine Tischlerei lässt ihre Maschinen aus der Ferne warten; der Zugang ist immer offen und nur mit einem kurzen Passwort geschützt. An einem Wochenende probiert ein Programm Tausende Passwörter durch und findet das richtige.
    .consequence = In der ersten Woche werden alle Zugänge von außen geschlossen, auch die nützlichen, und alle Passwörter geändert. Fachleute suchen nach Spuren, und wer von zu Hause arbeitet, muss so lange ins Haus kommen.
    .transfer = Im Wartungsvertrag lässt sich festlegen, dass der Dienstleister nur nach Freigabe, verschlüsselt und mit einem zweiten Nachweis neben dem Passwort zugreift und für seine Fehler haftet. Eine Cyberversicherung fragt oft genau nach diesen Zugängen.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-key-person = Die einzige Person, die sich auskennt, fehlt
    .story = In einer kleinen Gemeindeverwaltung kennt nur ein Kollege die Passwörter und die Einrichtung des Servers. Er liegt im Krankenhaus, als sich morgens niemand mehr anmelden kann.
    .consequence = In der ersten Woche suchen Sie Passwörter, Verträge und Ansprechpartner zusammen, und jeder Schritt dauert länger. Ein fremder Dienstleister muss Ihre Technik erst kennenlernen, bevor er helfen kann.
    .transfer = Mit einem IT-Dienstleister lässt sich eine Vertretung vereinbaren, die Ihre Technik schon kennt. Voraussetzung ist, dass die wichtigsten Angaben aufgeschrieben sind und sicher verwahrt werden.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-elements = Feuer, Wasser oder Überspannung zerstört die Technik
    .story = Nach einem Starkregen läuft der Keller einer Bäckerei voll, in dem der Server steht. Die Festplatte mit der Sicherung lag im selben Regal.
    .consequence = In der ersten Woche beschaffen Sie Ersatzgeräte und einen trockenen Platz mit Strom und Internet. Wie schnell Sie weiterarbeiten, hängt davon ab, ob eine Sicherung an einem anderen Ort liegt.
    .transfer = Elektronik-, Gebäude- und Elementarschadenversicherungen (für Schäden etwa durch Hochwasser und Starkregen) ersetzen je nach Vertrag die Geräte, aber nicht die Daten. Steht die Technik bei einem Dienstleister, regelt der Vertrag, wie er sie schützt.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.

risk-citizen-services = Dienste für Bürgerinnen und Bürger stehen still
    .story = In einem Rathaus lassen sich am Montag weder Ausweise beantragen noch Leistungen auszahlen, weil der gemeinsame IT-Dienstleister nach einem Angriff abgeschaltet hat. Ein solcher Ausfall traf im Oktober 2023 rund 70 Städte und Gemeinden auf einmal.
    .consequence = In der ersten Woche entscheiden Sie, welche Dienste zuerst laufen müssen, etwa Auszahlungen und Urkunden, und richten dafür einen Notbetrieb ein. Die Menschen brauchen jeden Tag eine klare Auskunft, auch wenn Website und E-Mail nicht gehen.
    .transfer = Im Vertrag mit dem IT-Dienstleister lassen sich Wiederanlaufzeiten und die Reihenfolge der Dienste festlegen. Mit Nachbargemeinden lässt sich gegenseitige Hilfe vereinbaren. Die Verantwortung für die Aufgabe bleibt bei der Gemeinde.
    .frequency = Eine verlässliche öffentliche Zahl dazu kennen wir nicht.
