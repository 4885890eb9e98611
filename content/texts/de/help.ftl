refusal-help-not-possible = Das geht bei dieser Anfrage nicht mehr: Sie ist „{ $state }“. Laden Sie die Seite neu.
refusal-help-too-many = Mehr als { $most } laufende Anfragen gibt es nicht auf einmal. Schließen Sie zuerst eine ab oder nehmen Sie eine zurück.
refusal-help-time-unknown = Diese Zeit steht nicht in der Liste. Wählen Sie eine daraus.
refusal-asker-name-missing = Schreiben Sie, wie wir Sie ansprechen dürfen. Der Vorname genügt.
refusal-proposal-over = Auf diese Anfrage kann nicht mehr geantwortet werden: Jemand anders hat sie angenommen, die Frist ist vorbei, oder sie wurde zurückgenommen.
refusal-partner-without-people = Bei diesem Partner ist noch niemand angemeldet, der antworten könnte. Wählen Sie einen anderen.
refusal-wish-missing = Wählen Sie aus, was Sie sich wünschen.
refusal-topic-missing = Wählen Sie aus, worum es geht.
refusal-area-missing = Wählen Sie das Gebiet aus, in dem Sie Hilfe suchen.
field-asker-name = Vorname
field-asker-organisation = Name der Organisation
field-message = Nachricht
field-topic = Worum geht es?
field-wish = Was wünschen Sie sich?
state-open = wartet
state-proposed = angefragt
state-accepted = angenommen
state-appointed = Termin steht
state-done = erledigt
state-lapsed = abgelaufen
state-withdrawn = zurückgenommen
help-state-open = wartet
help-state-proposed = Partner sind angefragt
help-state-accepted = angenommen
help-state-appointed = Termin steht
help-state-done = erledigt
help-state-lapsed = abgelaufen
help-state-withdrawn = zurückgenommen
proposal-state-open = noch keine Antwort
proposal-state-accepted = hat angenommen
proposal-state-declined = hat abgesagt
proposal-state-lapsed = hat nicht geantwortet
proposal-state-closed = nicht mehr gefragt
wish-first-talk = Erstes Gespräch
wish-interview = Gemeinsame Analyse
wish-implementation = Hilfe bei der Umsetzung
wish-training = Schulung
wish-first-talk-text = Eine halbe Stunde, um Fragen zu stellen und den nächsten Schritt zu finden.
wish-interview-text = Jemand geht mit Ihnen alle Fragen durch und schreibt mit.
wish-implementation-text = Jemand hilft Ihnen, Maßnahmen einzurichten.
wish-training-text = Jemand zeigt Ihren Leuten, worauf es ankommt.
help-topic-overview = Wo anfangen?
help-topic-result = Das Ergebnis unseres Checks
help-topic-accounts = Passwörter und Zugänge
help-topic-backup = Datensicherung
help-topic-technology = Geräte, Updates, Netzwerk
help-topic-people = Menschen und Aufmerksamkeit
help-topic-emergency = Vorbereitung auf den Notfall
help-topic-duties = Gesetze und Pflichten
help-topic-other = Etwas anderes
help-time-monday = Montag
help-time-tuesday = Dienstag
help-time-wednesday = Mittwoch
help-time-thursday = Donnerstag
help-time-friday = Freitag
help-time-morning = vormittags
help-time-afternoon = nachmittags
help-time-evening = abends
help-times-any = jederzeit
help-unknown = keine Angabe
reason-area = ist für Ihr Gebiet da
reason-whole-region = ist für die ganze Region da
reason-offer = bietet an, was gewünscht ist
reason-sector = kennt die Branche
reason-kind = ist für diese Art von Organisation da
reason-size = ist für diese Größe da
reason-language = spricht die gewünschte Sprache
reason-room = hat diesen Monat noch Platz
reason-turn = ist an der Reihe: wurde zuletzt seltener gefragt als andere
reason-chosen = von der Koordination des Gebiets ausgewählt

help-title = Hilfe suchen
help-lead = Sagen Sie, worum es geht. Wir fragen bis zu drei passende Partner; wer zuerst zusagt, meldet sich bei Ihnen.
help-list = Ihre Anfragen
help-none = Sie haben noch nicht um Hilfe gebeten.
help-new = Um Hilfe bitten
help-submit = Partner fragen
help-where = Wo suchen Sie Hilfe?
help-no-areas = Hier gibt es noch kein Gebiet mit Partnern. Schauen Sie im Verzeichnis nach, oder fragen Sie in Ihrem Rathaus.
help-times = Wann passt es Ihnen?
help-times-hint = Freiwillig. Ohne Auswahl: jederzeit.
help-times-short = Zeiten
help-phone = Telefon (freiwillig)
help-organisation = Name der Organisation (freiwillig)
help-language = Sprache des Gesprächs
help-show = Welches Ergebnis möchten Sie zeigen?
help-show-none = Noch keines
help-show-hint = Noch sieht es niemand. Erst wenn ein Partner zugesagt hat, fragen wir Sie, ob er das Ergebnis sehen darf.
help-contact = Wie erreichen wir Sie?
help-contact-hint = Das sieht nur der Partner, der zusagt. Findet sich niemand, sieht es auch die Koordination Ihres Gebiets, damit sie anrufen kann.
help-message-hint = Freiwillig. Auch das sieht erst, wer zusagt. Schreiben Sie keine Passwörter hinein.
help-before = Was Partner vor der Zusage sehen
help-before-text = Gebiet, Art, Größe und Branche Ihrer Organisation, Ihren Wunsch, das Thema, passende Zeiten und die Sprache. Keinen Namen, keine Antwort aus einem Check.
help-asked-on = Gefragt am { $day }
help-until = Antwort erwartet bis { $when }
help-who = Wen wir gefragt haben
help-why = Warum diese Stelle?
help-rule = So wählen wir aus
help-rule-text = Gefragt werden bis zu drei Partner, die für Ihr Gebiet da sind, das Gewünschte anbieten, zu Art, Größe und Branche passen, die Sprache sprechen und diesen Monat noch Platz haben. Zuerst kommt, wer in den letzten 90 Tagen im Verhältnis zu seinem Platz am seltensten gefragt wurde. Ob jemand verkauft, ändert die Reihenfolge nicht; es steht dabei.
help-stuck = Im Moment ist niemand frei. Die Koordination Ihres Gebiets weiß Bescheid und kümmert sich.
help-taken-by = Ihre Anfrage hat { $partner } angenommen und meldet sich bei Ihnen.
help-consent = Darf { $partner } Ihr Ergebnis sehen?
help-consent-text = Ihre Antworten sieht auch nach der Zusage niemand, solange Sie nicht einwilligen. Die Einwilligung können Sie jederzeit zurücknehmen.
help-consent-link = Zur Einwilligung
help-consented = Sie haben eingewilligt: { $partner } darf Ihre Mappe lesen.
help-consented-link = Ansehen oder widerrufen
help-withdraw = Anfrage zurücknehmen
help-withdraw-text = Wer gefragt wurde, bekommt Bescheid.
help-finish = Das ist erledigt
help-contact-of = Kontakt
help-yours = Ihre Angaben
help-to-folder = Zurück zur Mappe
help-sent = Wir haben gefragt. Sobald jemand zusagt, schreiben wir Ihnen.
help-withdrawn = Die Anfrage ist zurückgenommen.
help-finished = Schön. Die Anfrage ist erledigt.
help-card = Hilfe von Menschen
help-card-text = Wenn Sie nicht allein weiterkommen: Wir fragen Partner in Ihrer Nähe.
help-keep-link = Die E-Mails führen zu dieser Seite. Öffnen können Sie sie mit Ihrem Link oder mit Ihrem Konto: Behalten Sie ihn.

requests-title = Anfragen an uns
requests-load = In diesem Monat angenommen: { $taken } von { $capacity }
requests-none = Noch keine Anfragen.
requests-older = Ältere Anfragen
request-title = Anfrage aus { $area }
request-asks = Was gewünscht ist
request-why = Warum wir Sie fragen
request-accept = Annehmen
request-decline = Absagen
request-accept-hint = Sie bekommen dann Namen und Kontakt und melden sich von selbst.
request-over-capacity = Sie haben in diesem Monat schon so viele angenommen, wie Sie angegeben haben. Sie können trotzdem zusagen.
request-over = Diese Anfrage ist nicht mehr offen.
request-accepted = Sie haben zugesagt. Bitte melden Sie sich bald.
request-declined = Sie haben abgesagt. Danke für die schnelle Antwort.
request-contact = Kontakt
request-give-back = Anfrage zurückgeben
request-give-back-text = Wenn es doch nicht geht: Wir fragen dann andere.
request-answers = Antworten aus Checks sehen Sie hier nicht. Dazu braucht es die Einwilligung der Organisation.
request-back = Alle Anfragen
request-sign-in = Mehr dazu nach der Anmeldung

area-requests-title = Hilfe-Anfragen in { $area }
area-requests-none = Aus diesem Gebiet kam noch keine Anfrage.
area-requests-stuck = niemand frei
area-request-stuck = Alle passenden Partner haben abgesagt oder nicht geantwortet. Bitte rufen Sie an und helfen Sie weiter.
area-request-seen = Die Organisation sieht in ihrem Protokoll, dass Sie den Kontakt angesehen haben.
area-request-choose = Einen Partner von Hand fragen
area-request-choose-submit = Diesen Partner fragen
area-request-chosen = Der Partner ist gefragt.
area-request-asked = Wer gefragt wurde
area-request-nobody-asked = Noch niemand.

mail-help-proposal-subject = Hilfe-Anfrage aus { $area }: { $wish }
mail-help-proposal-text =
    Eine Organisation in { $area } bittet um Hilfe: { $wish }.

    Thema: { $topic }. Art: { $kind }. Größe: { $size }. Branche: { $sector }.

    Warum wir Sie fragen: Ihre Stelle …

    { $reasons }

    Bitte antworten Sie bis { $until }. Auf der Seite hinter dem Knopf können Sie annehmen oder absagen. Wer zuerst annimmt, bekommt Namen und Kontakt.
mail-help-proposal-action = Anfrage ansehen und antworten
mail-help-taken-subject = Anfrage aus { $area }: schon vergeben
mail-help-taken-text =
    Die Anfrage „{ $wish }“ aus { $area } hat eine andere Stelle angenommen. Sie brauchen nichts zu tun.

    Danke, dass Sie bereitstehen. Bei der nächsten Anfrage zählt mit, wie oft wir Sie schon gefragt haben.
mail-help-taken-action = Ihre Anfragen ansehen
mail-help-contact-subject = Ihre Zusage: Kontakt für die Anfrage aus { $area }
mail-help-contact-text =
    Danke, dass Sie die Anfrage „{ $wish }“ angenommen haben. Bitte melden Sie sich bald:

    { $name } · { $organisation }

    E-Mail: { $email } · Telefon: { $phone }

    Nachricht: { $message }

    Antworten aus Checks sehen Sie erst, wenn die Organisation einwilligt.
mail-help-contact-action = Termin vorschlagen
mail-help-accepted-subject = Zusage: { $partner } hilft Ihnen
mail-help-accepted-text =
    Gute Nachricht zu Ihrer Anfrage „{ $wish }“: { $partner } hat zugesagt und meldet sich bei Ihnen.

    Auf der Seite Ihrer Anfrage sehen Sie den Kontakt und können einen Termin vorschlagen. Ihr Ergebnis sieht { $partner } nur, wenn Sie einwilligen.
mail-help-accepted-action = Anfrage ansehen
mail-help-stuck-subject = Für eine Anfrage aus { $area } ist niemand frei
mail-help-stuck-text =
    Eine Organisation in { $area } bittet um Hilfe. Alle passenden Partner haben abgesagt oder nicht geantwortet.

    Bitte sehen Sie sich die Anfrage an: Sie finden dort den Kontakt und können einen Partner von Hand fragen.
mail-help-stuck-action = Anfrage ansehen
mail-help-stuck-manager-subject = Für eine Anfrage aus { $area } ist niemand frei
mail-help-stuck-manager-text =
    Eine Organisation in { $area } bittet um Hilfe. Alle passenden Partner haben abgesagt oder nicht geantwortet, und das Gebiet hat noch keine Koordination.

    Laden Sie eine Koordination ein; sie sieht die Anfrage dann und kann weiterhelfen.
mail-help-stuck-manager-action = Zur Region
mail-help-stuck-asker-subject = Ihre Anfrage: Im Moment ist niemand frei
mail-help-stuck-asker-text =
    Zu Ihrer Anfrage „{ $wish }“ haben wir alle passenden Partner gefragt. Im Moment ist niemand frei.

    Die Koordination Ihres Gebiets weiß Bescheid und kümmert sich.
mail-help-stuck-asker-action = Anfrage ansehen
mail-help-lapsed-subject = Ihre Anfrage ist abgelaufen
mail-help-lapsed-text =
    Zu Ihrer Anfrage „{ $wish }“ hat sich leider niemand gefunden. Wir haben sie geschlossen.

    Sie können jederzeit neu fragen, vielleicht mit einem anderen Wunsch oder zu einem anderen Thema.
mail-help-lapsed-action = Anfrage ansehen
mail-help-withdrawn-subject = Anfrage aus { $area } zurückgenommen
mail-help-withdrawn-text =
    Die Organisation hat ihre Anfrage „{ $wish }“ aus { $area } zurückgenommen. Sie brauchen nichts mehr zu tun.
mail-help-withdrawn-action = Ihre Anfragen ansehen
mail-help-given-back-subject = Ihre Anfrage: Wir suchen weiter
mail-help-given-back-text =
    Ihre Anfrage „{ $wish }“ kann { $partner } doch nicht übernehmen. Wir fragen weitere Partner und melden uns, sobald jemand zusagt.
mail-help-given-back-action = Anfrage ansehen
