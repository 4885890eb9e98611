about-title = Über Ringwall
about-lead = Ringwall hilft kleinen Betrieben, Vereinen und Rathäusern einer Region, sich gemeinsam vor Schaden durch Angriffe, Pannen und Datenverlust zu schützen.
about-what = Was Ringwall tut
    .text = Sie beantworten Fragen in einfachen Worten. Ringwall rechnet nach festen, offengelegten Regeln aus, wo Sie stehen, welche Risiken das bedeutet und welche höchstens sechs Maßnahmen zuerst kommen. Nach einiger Zeit wiederholen Sie den Check und sehen, was sich verändert hat.
about-who = Für wen
    .text = Für alle ohne eigene IT-Abteilung: vom Handwerksbetrieb mit drei Leuten bis zum Rathaus mit achtzig. Sie brauchen kein Fachwissen und kein Konto.
about-checks = Woher die Fragen kommen
    .text = Alle Fragen und Erklärungen haben wir selbst geschrieben. Aufbau und Reihenfolge folgen, wo es passt, öffentlichen Vorlagen; bei jedem Check steht, welchen. Wo Fachleute eine Angabe noch prüfen müssen, steht das dabei.
about-content = Was ein Ergebnis nicht ist
    .text = Ein Ergebnis ist keine Prüfung, kein Zertifikat und keine Rechtsberatung. An Ihrer Technik wird nichts gemessen. Das Ergebnis ist so gut wie Ihre Antworten.
about-not = Offen für alle
    .text = Ringwall ist freie Software unter der Lizenz EUPL-1.2. Jede Region kann Ringwall selbst betreiben und anpassen. Die Schrift heißt Atkinson Hyperlegible Next und steht unter der SIL Open Font License.
about-name = Woher der Name kommt
    .text = Ein Ringwall ist ein Wall aus Erde, Holz oder Stein, den eine Siedlung gemeinsam um sich baut. Er hält, weil alle ein Stück davon bauen.

info-operator-missing = Wer diese Installation betreibt, ist noch nicht eingetragen. Vor dem Einsatz mit echten Daten muss der Betreiber das nachholen.

privacy-title = Datenschutz
privacy-lead = Wir speichern so wenig wie möglich, und Sie können es jederzeit mitnehmen oder löschen.
privacy-stored = Was gespeichert wird
    .text = Ihre Angaben über sich (nur die Art der Organisation ist nötig), Ihre Antworten und Notizen, Ihr Plan und Ihre Entscheidungen über Risiken, jeweils mit Zeitpunkt. Arbeiten Sie mit einem Konto, kommen dazu: Ihre E-Mail-Adresse und Ihr Name, womit Sie sich anmelden (das Passwort nur als Prüfwert), Ihre Rollen, Kommentare und hinterlegte Dateien, Einwilligungen, Anfragen und Termine. Ein Protokoll hält fest, was in der Mappe geschah und wer von außen hineingesehen hat. Schreiben Sie in Notizen keine Namen und keine Passwörter.
privacy-not-stored = Was nicht gespeichert wird
    .text = Ein Check geht ohne Konto und ohne E-Mail-Adresse. Nutzungsprofile gibt es nicht, auch nicht mit Konto. Keine Seite lädt etwas von anderen Anbietern nach. Ihr Link selbst wird nicht gespeichert, nur eine Prüfsumme, aus der er sich nicht zurückrechnen lässt.
privacy-cookies = Cookies
    .text = Wir setzen nur Cookies, ohne die die Seiten nicht funktionieren: eines, das Ihre Mappe in diesem Browser öffnet, eines für Ihre Anmeldung, eines mit einer Zufallszahl, das Formulare vor Missbrauch schützt, und eines für die Sprache, wenn Sie sie umstellen. Deshalb müssen Sie nirgends zustimmen.
privacy-access = Wer Ihre Mappe sehen kann
    .text = Ohne Konto: alle, die Ihren Link haben. Mit Konto: die Menschen, die Sie einladen. Beratungsstellen, Koordination und Regionalmanagement sehen Ihre Antworten nur, wenn Sie einwilligen; jeder Blick von außen steht in Ihrem Protokoll, und einen Widerruf merken sie sofort. Geben Sie Ihren Link nur Menschen, denen Sie vertrauen. Ist er in falsche Hände geraten, erneuern Sie ihn in Ihrer Mappe; der alte gilt dann sofort nicht mehr. Wer den Server betreibt, hat technisch Zugang zur Datenbank.
privacy-log = Was im Protokoll des Servers steht
    .text = Welche Art von Seite wann aufgerufen wurde und ob es geklappt hat. Weder Ihr Link noch Ihre Antworten stehen darin. Die Internetadresse Ihres Anschlusses halten wir nur einige Minuten im Arbeitsspeicher, um Missbrauch zu bremsen.
privacy-kept = Wie lange
    .text = { $days ->
        [one] Einen Tag
       *[other] { $days } Tage
    } ab dem letzten Arbeitsschritt, dann wird eine Mappe ohne Konto gelöscht. Mit „Alles jetzt löschen“ in Ihrer Mappe geschieht es sofort, und Sie bekommen einen Beleg.
privacy-rights = Ihre Rechte
    .text = Auskunft, Mitnahme und Löschung erledigen Sie selbst in Ihrer Mappe. Außerdem können Sie sich an den Betreiber wenden und sich bei der Datenschutzaufsicht Ihres Bundeslandes beschweren.
privacy-contact = Wer verantwortlich ist
    .text = Verantwortlich für diese Installation:

accessibility-title = Barrierefreiheit
accessibility-lead = Diese Seiten sollen alle benutzen können: mit Tastatur, mit Vorleseprogramm, mit großer Schrift, auf einem alten Handy und ohne JavaScript.
accessibility-state = Stand
    .text = Unser Maßstab ist WCAG 2.2 in der Stufe AA, den auch die BITV 2.0 verlangt. Wir prüfen jede Seite mit Programmen und von Hand in hellem und dunklem Aussehen. Eine Prüfung durch eine unabhängige Stelle und durch Menschen mit Behinderungen steht noch aus. Deshalb behaupten wir nicht, dass alles erfüllt ist.
accessibility-how = Worauf wir achten
    .text = Jede Farbe ist von einem Wort und einem Zeichen begleitet. Neben jeder Grafik steht eine Tabelle. Alles ist mit der Tastatur erreichbar, und man sieht, wo man ist. Knöpfe sind groß genug für den Daumen. Bewegung gibt es kaum, und wenn Sie sie abgeschaltet haben, gar keine.
accessibility-known = Was noch nicht gut ist
    .text = Eingelesene Kataloge gibt es oft nur in einer Sprache und in Fachsprache. Eine Fassung in Leichter Sprache und Videos in Gebärdensprache fehlen.
accessibility-contact = Etwas geht nicht?
    .text = Sagen Sie es uns, wir antworten Ihnen:
