refusal-appointment-past = Dieser Zeitpunkt liegt schon zurück. Wählen Sie einen, der noch kommt.
refusal-appointment-far = Dieser Zeitpunkt liegt mehr als ein Jahr in der Zukunft. Prüfen Sie das Datum.
refusal-appointment-minutes = Ein Termin dauert { $least } bis { $most } Minuten. Prüfen Sie die Dauer.
refusal-appointment-place = Schreiben Sie dazu, wo Sie sich treffen: den Ort, die Telefonnummer oder den Link.
refusal-appointment-not-possible = Das geht bei diesem Termin nicht: Er ist schon bestätigt oder abgesagt, oder Sie haben ihn selbst vorgeschlagen. Laden Sie die Seite neu.
refusal-appointment-date = Schreiben Sie Datum und Uhrzeit vollständig, zum Beispiel 26.11.2026 und 14:00.
refusal-meeting-missing = Wählen Sie aus, wie Sie sich treffen.
field-date = Datum
field-time = Uhrzeit
field-minutes = Dauer in Minuten
field-meeting = Wie treffen Sie sich?
field-place = Ort, Telefonnummer oder Link
appointment-title = Termin
appointment-none = Noch kein Termin.
appointment-propose = Termin vorschlagen
appointment-move = Anderen Termin vorschlagen
appointment-move-text = Die andere Seite muss dann neu zustimmen.
appointment-confirm = Diesem Termin zustimmen
appointment-cancel = Termin absagen
appointment-waiting = Die andere Seite muss noch zustimmen.
appointment-your-turn = Bitte stimmen Sie zu oder schlagen Sie einen anderen Termin vor.
appointment-file = Für Ihren Kalender (.ics)
appointment-time-hint = Uhrzeit in Deutschland, zum Beispiel 14:00.
appointment-date-hint = Zum Beispiel 26.11.2026.
appointment-minutes-of = { $minutes } Minuten
appointment-state-proposed = vorgeschlagen
appointment-state-confirmed = fest
appointment-state-cancelled = abgesagt
appointment-saved = Der Vorschlag ist unterwegs.
appointment-confirmed = Der Termin steht. Beide Seiten bekommen ihn per E-Mail.
appointment-cancelled = Der Termin ist abgesagt. Die andere Seite bekommt Bescheid.
meeting-on-site = vor Ort
meeting-phone = Telefon
meeting-video = Video
mail-appointment-proposed-subject = Terminvorschlag: { $when }
mail-appointment-proposed-text =
    Zu „{ $wish }“ schlägt { $other } diesen Termin vor:

    { $when }, { $minutes } Minuten, { $meeting }: { $place }

    Bitte stimmen Sie zu oder schlagen Sie einen anderen Termin vor.
mail-appointment-proposed-action = Termin ansehen
mail-appointment-moved-subject = Neuer Terminvorschlag: { $when }
mail-appointment-moved-text =
    Zu „{ $wish }“ schlägt { $other } einen anderen Termin vor. Der bisherige gilt nicht mehr:

    { $when }, { $minutes } Minuten, { $meeting }: { $place }

    Bitte stimmen Sie zu oder schlagen Sie einen anderen Termin vor.
mail-appointment-moved-action = Termin ansehen
mail-appointment-confirmed-subject = Termin steht: { $when }
mail-appointment-confirmed-text =
    Ihr Termin mit { $other } zu „{ $wish }“ steht fest:

    { $when }, { $minutes } Minuten, { $meeting }: { $place }

    Im Anhang liegt der Termin für Ihren Kalender. Am Tag vorher erinnern wir Sie.
mail-appointment-confirmed-action = Termin ansehen
mail-appointment-cancelled-subject = Termin abgesagt: { $when }
mail-appointment-cancelled-text =
    Der Termin mit { $other } zu „{ $wish }“ findet nicht statt:

    { $when }, { $meeting }: { $place }

    Auf der Seite der Anfrage sehen Sie, wie es weitergeht.
mail-appointment-cancelled-action = Anfrage ansehen
mail-appointment-reminder-subject = Morgen: Termin mit { $other }
mail-appointment-reminder-text =
    Wir erinnern Sie an Ihren Termin mit { $other } zu „{ $wish }“:

    { $when }, { $minutes } Minuten, { $meeting }: { $place }

    Klappt es doch nicht? Dann verschieben Sie den Termin oder sagen ihn ab.
mail-appointment-reminder-action = Termin ansehen
