topic-two-factor = Zwei-Faktor-Anmeldung
    .intro = Ein Passwort kann gestohlen werden, ohne dass es jemand merkt. Ein zweiter Nachweis, etwa ein Code auf dem Handy, macht es für Diebe fast wertlos.

kurz-04 = Zweiter Nachweis
    .measure = Zweiten Nachweis beim Anmelden einschalten
    .what = E-Mail, Bank und jeder Zugang von außen verlangen außer dem Passwort einen zweiten Nachweis, etwa einen Code auf dem Handy.
    .why = Der zweite Nachweis hält fast alle Angriffe auf ein Konto auf, auch wenn das Passwort bekannt ist. Ein übernommenes Postfach kostet dagegen Tage und die Geduld vieler Kontakte.
    .how-1 = Schalten Sie ihn heute für Ihr eigenes Postfach ein; meist steht das unter „Sicherheit“ in den Einstellungen.
    .how-2 = Nehmen Sie sich dann alle übrigen Postfächer vor, danach Fernzugänge, Bank und Buchhaltung.
    .how-3 = Melden Sie sich von einem fremden Gerät an: Ohne zweiten Nachweis darf es nicht gelingen.
    .who = Ihr IT-Dienstleister; für Rathäuser das kommunale Rechenzentrum.
kurz-04-1 = Sind alle Postfächer mit Passwort und Code geschützt?
    .help = Außer dem Passwort wird ein zweiter Nachweis verlangt, etwa ein Code oder eine Bestätigung auf dem Handy, zumindest bei jeder Anmeldung von einem neuen Gerät.
    .example = Der Dachdecker bestätigt die Anmeldung auf dem Handy, die Standesbeamtin mit einer Karte. Beide brauchen dafür fünf Sekunden.
