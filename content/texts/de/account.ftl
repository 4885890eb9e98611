refusal-email-invalid = Das ist keine gültige E-Mail-Adresse. Bitte prüfen Sie die Schreibweise, zum Beispiel name@firma.de.
refusal-role-misplaced = Diese Rolle gibt es an dieser Stelle nicht.
field-email = E-Mail-Adresse
field-person-name = Ihr Name
field-new-password = Neues Passwort
field-password = Passwort
password-hint = Mindestens 12 Zeichen. Gut ist ein Satz aus mehreren Wörtern, den nur Sie kennen. Leerzeichen sind erlaubt.
account-name-hint = So sehen andere Sie, mit denen Sie arbeiten.
sign-in = Anmelden
refusal-password-short = Das Passwort ist zu kurz. Nehmen Sie mindestens { $least } Zeichen, am besten mehrere Wörter.
refusal-password-long = Das Passwort ist zu lang. Mehr als { $most } Zeichen nehmen wir nicht an.
refusal-password-weak = Dieses Passwort lässt sich leicht erraten: Es ist verbreitet, folgt einem Muster oder enthält Ihren Namen. Nehmen Sie mehrere Wörter, die nichts miteinander zu tun haben.
refusal-password-breached = Dieses Passwort steht in einer Sammlung gestohlener Passwörter. Wer angreift, probiert diese zuerst. Nehmen Sie ein anderes.

sign-in-lead = Hier kommen Sie zu Ihren Mappen und Aufgaben.
sign-in-again = Bitte bestätigen Sie, dass Sie es sind
sign-in-again-text = Was Sie vorhaben, ändert, wie man sich bei Ihrem Konto anmeldet. Deshalb fragen wir noch einmal.
sign-in-password = Mit Passwort
sign-in-forgot = Passwort vergessen?
sign-in-others = Mit einem anderen Dienst
sign-in-with = Anmelden mit { $service }
sign-in-none = Noch kein Konto?
sign-in-none-text = Für einen Check brauchen Sie keines. Ein Konto bekommen Sie, wenn Sie Ihre Mappe behalten oder wenn jemand Sie einlädt.
sign-in-link-instead = Mit einem persönlichen Link weitermachen
sign-in-wait = Hier gab es gerade viele Versuche. In { $seconds ->
        [one] einer Sekunde
       *[other] { $seconds } Sekunden
    } können Sie es wieder versuchen.
sign-in-mailed = Bei dieser Adresse gab es sehr viele Versuche von fremden Geräten. Wenn Adresse und Passwort stimmen, haben wir Ihnen eine E-Mail mit einem Link geschickt, der die Anmeldung auf diesem Gerät abschließt.
refusal-sign-in-wrong = Adresse oder Passwort stimmen nicht. Prüfen Sie beides, oder setzen Sie ein neues Passwort.
field-code = Code
field-passkey-name = Name des Passkeys
code-title = Zweiter Nachweis
code-lead = Das Passwort stimmt. Jetzt brauchen wir noch einen Code.
code-hint = Die sechs Ziffern aus Ihrer App, oder einer der Codes, die Sie sich notiert haben.
code-submit = Weiter
code-lost = Weder App noch notierte Codes zur Hand? Mit einem Passkey kommen Sie ohne Code hinein. Sonst wenden Sie sich an den Betreiber.
refusal-code-wrong = Dieser Code stimmt nicht oder wurde schon benutzt. Nehmen Sie den nächsten, der in der App erscheint.
refusal-proof-needed = Bestätigen Sie zuerst, dass Sie es sind: Melden Sie sich noch einmal an.
refusal-way-in-last = Das ist Ihr letzter Weg hinein. Richten Sie zuerst einen anderen ein.

passkey-sign-in = Mit Passkey anmelden
passkey-hint = Ein Passkey ist ein Schlüssel auf Ihrem Handy oder Rechner. Sie bestätigen mit Fingerabdruck, Gesicht oder der Geräte-PIN und brauchen kein Passwort.
passkey-instead-hint = Oder ohne Passwort: Ein Passkey ist ein Schlüssel auf Ihrem Handy oder Rechner, den Sie mit Fingerabdruck, Gesicht oder der Geräte-PIN öffnen.
passkey-create = Mit Passkey statt Passwort
passkey-cancelled = Das hat nicht geklappt oder wurde abgebrochen. Versuchen Sie es noch einmal, oder nehmen Sie ein Passwort.
passkey-first-name = Mein Passkey
refusal-passkey-failed = Der Passkey konnte nicht geprüft werden. Versuchen Sie es noch einmal, oder nehmen Sie ein Passwort.
refusal-passkey-late = Das hat zu lange gedauert. Versuchen Sie es noch einmal.
refusal-passkey-unknown = Diesen Passkey kennen wir nicht. Vielleicht wurde er hier entfernt; dann löschen Sie ihn auch auf Ihrem Gerät.
refusal-passkey-impossible = Unter dieser Adresse gehen keine Passkeys. Nehmen Sie ein Passwort.
refusal-passkey-known = Dieser Passkey ist schon eingetragen.
refusal-passkeys-too-many = Mehr als { $most } Passkeys nehmen wir nicht auf. Entfernen Sie zuerst einen.

confirm-title = Anmeldung abschließen
confirm-text = Damit bestätigen Sie, dass Sie sich gerade selbst mit dem richtigen Passwort angemeldet haben. Wenn Sie das nicht waren, schließen Sie diese Seite und setzen Sie ein neues Passwort.
confirm-submit = Ja, das war ich
link-gone = Dieser Link gilt nicht mehr
link-gone-text = Er wurde schon benutzt oder ist abgelaufen. Fordern Sie einen neuen an.

recover-title = Wieder hineinkommen
recover-lead = Wir schicken Ihnen einen Link, mit dem Sie ein neues Passwort setzen.
recover-submit = Link anfordern
recover-back = Zur Anmeldung
recover-done = Wenn es zu dieser Adresse ein Konto gibt, ist eine E-Mail unterwegs.
recover-done-text = Der Link darin gilt 30 Minuten und nur einmal. Kommt nichts an, sehen Sie im Ordner für Werbung nach, und prüfen Sie die Adresse.
recover-set = Neues Passwort setzen
recover-set-text = Danach gilt das alte Passwort nicht mehr, und Sie werden auf allen Geräten abgemeldet. Ein zweiter Nachweis wird weiterhin verlangt.
recover-set-submit = Speichern und anmelden
refusal-recover-guarded = Ihr Konto ist mit einem zweiten Nachweis geschützt. Setzen Sie hier ein neues Passwort; einen Passkey können Sie danach im Konto hinzufügen.

verify-title = Adresse bestätigen
verify-text = Mit dieser Adresse melden Sie sich dann an, und dorthin gehen Ihre E-Mails.
verify-submit = Ja, das ist meine Adresse

account-title = Ihr Konto
account-back = Zurück zum Konto
account-profile = Über Sie
account-language = Sprache
account-save = Speichern
account-ways = So melden Sie sich an
account-stale = Um hier etwas zu ändern, bestätigen Sie zuerst, dass Sie es sind.
account-stale-go = Jetzt bestätigen
account-passkeys = Passkeys
account-passkeys-text = Ein Passkey ist ein Schlüssel auf Ihrem Handy oder Rechner: nichts zum Merken, und niemand kann ihn Ihnen mit einer gefälschten Seite abnehmen. Am besten haben Sie zwei, auf verschiedenen Geräten.
account-passkeys-none = Noch keiner eingerichtet.
account-passkey-add = Passkey hinzufügen
account-passkey-name-hint = Woran Sie ihn erkennen, zum Beispiel „Diensthandy“.
account-made = hinzugefügt am { $day }
account-used = zuletzt benutzt am { $day }
account-remove = Entfernen
account-password = Passwort
account-password-set = Ein Passwort ist gesetzt.
account-password-none = Kein Passwort gesetzt.
account-password-change = Passwort ändern
account-password-add = Passwort setzen
account-password-remove = Passwort entfernen
account-password-remove-hint = Danach melden Sie sich nur noch mit Passkey oder einem anderen Dienst an.
account-identities = Andere Dienste
account-identities-text = Wenn Ihr Arbeitgeber oder Ihre Kommune eine gemeinsame Anmeldung hat, können Sie sich damit hier anmelden.
account-link = { $service } verbinden
account-unlink = Trennen
account-second = Zweiter Nachweis
account-second-text = Außer dem Passwort wird ein Code verlangt, den eine App auf Ihrem Handy anzeigt. Wer nur Ihr Passwort kennt, kommt dann nicht hinein.
account-second-on = eingeschaltet
account-second-off = ausgeschaltet
account-second-begin = Einrichten
account-second-end = Ausschalten
account-codes-left = { $count ->
    [0] Kein notierter Code ist mehr übrig.
    [one] Ein notierter Code ist noch übrig.
   *[other] { $count } notierte Codes sind noch übrig.
}
account-codes-renew = Neue Codes zum Notieren
account-roles = Ihre Rollen
account-roles-none = Sie haben noch keine Rolle.
account-place-partner = Partner
account-place-area = Gebiet
account-place-region = Region
account-place-installation = Betrieb
account-address = E-Mail-Adresse
account-address-proved = bestätigt
account-address-unproved = nicht bestätigt
account-address-text = An die neue Adresse schicken wir einen Link. Erst wenn Sie ihn öffnen, gilt sie.
account-address-prove-text = Wir schicken Ihnen einen Link, mit dem Sie zeigen, dass die Adresse Ihnen gehört.
account-address-new = Neue Adresse
account-address-send = Link senden
account-address-change = Adresse ändern
account-sessions = Wo Sie angemeldet sind
account-sessions-text = Kennen Sie ein Gerät nicht? Dann melden Sie es ab und ändern Sie Ihr Passwort.
account-session-this = dieses Gerät
account-session-begun = angemeldet seit { $at }
account-session-seen = zuletzt benutzt { $at }
account-session-end = Abmelden
account-sessions-end-others = Alle anderen abmelden
account-device-unknown = Unbekanntes Gerät
account-method-password = mit Passwort
account-method-password-totp = mit Passwort und Code
account-method-password-paper = mit Passwort und notiertem Code
account-method-passkey = mit Passkey
account-method-invitation = mit Einladung
account-method-oidc = über { $service }
account-method-other = angemeldet

account-said-saved = Gespeichert.
account-said-mailed = Wir haben eine E-Mail mit einem Link geschickt. Öffnen Sie ihn, dann gilt die Adresse.
account-said-verified = Die Adresse ist bestätigt.
account-said-password = Das neue Passwort gilt. Andere Geräte sind abgemeldet.
account-said-password-removed = Das Passwort ist entfernt.
account-said-passkey = Der Passkey ist hinzugefügt.
account-said-passkey-removed = Der Passkey gilt nicht mehr. Löschen Sie ihn auch auf Ihrem Gerät.
account-said-linked = Der Dienst ist verbunden.
account-said-unlinked = Der Dienst ist getrennt.
account-said-second-factor-off = Der zweite Nachweis ist ausgeschaltet.
account-said-ended = Abgemeldet.

generator-title = Zweiten Nachweis einrichten
generator-lead = Drei Schritte, zwei Minuten.
generator-step-app = Öffnen Sie auf dem Handy eine App, die solche Codes anzeigt. Viele Passwort-Manager können das, ebenso die Authenticator-Apps der großen Anbieter.
generator-step-scan = Scannen Sie dieses Bild mit der App.
generator-qr = QR-Code für die App
generator-key = Oder tippen Sie diesen Schlüssel ab:
generator-open = Auf diesem Gerät in der App öffnen
generator-step-code = Geben Sie die sechs Ziffern ein, die die App jetzt anzeigt.
generator-submit = Einschalten
codes-title = Codes für den Notfall
codes-on = Der zweite Nachweis ist eingeschaltet.
codes-renewed = Das sind die neuen Codes. Die alten gelten nicht mehr.
codes-text = Wenn das Handy weg ist, kommen Sie mit einem dieser Codes hinein. Jeder gilt nur einmal. Wir zeigen sie nur jetzt.
codes-hint = Drucken Sie die Seite oder schreiben Sie die Codes ab. Bewahren Sie sie dort auf, wo auch Ihr Ausweis liegt, nicht auf dem Handy.
codes-done = Ich habe sie notiert
refusal-second-factor-needs-password = Der zweite Nachweis gehört zu einem Passwort. Setzen Sie zuerst eines.
refusal-second-factor-exists = Der zweite Nachweis ist schon eingeschaltet.

oidc-title = Die Anmeldung hat nicht geklappt
oidc-unreachable = { $service } antwortet gerade nicht. Versuchen Sie es später noch einmal, oder melden Sie sich auf anderem Weg an.
oidc-refused = { $service } hat die Anmeldung abgebrochen oder abgelehnt.
oidc-lost = Diese Anmeldung gehört nicht zu diesem Browser oder hat zu lange gedauert. Beginnen Sie noch einmal.
oidc-unproved = Die Antwort von { $service } konnten wir nicht prüfen. Nennen Sie dem Betreiber die Nummer unten.
oidc-unknown = Ihr Zugang bei { $service } ist hier mit keinem Konto verbunden. Öffnen Sie den Link in Ihrer Einladung und melden Sie sich dort mit { $service } an, oder melden Sie sich hier anders an und verbinden Sie { $service } in Ihrem Konto.
oidc-other-way = Zurück
oidc-link-title = { $service } verbinden
oidc-link-text = Sie melden sich jetzt bei { $service } an. Danach können Sie sich hier auch damit anmelden.
oidc-go = Weiter zu { $service }
refusal-identity-taken = Dieser Zugang ist schon mit einem Konto verbunden.
refusal-identity-unknown = Dieser Zugang ist hier mit keinem Konto verbunden.

accounts-title = Konten
accounts-lead = Wer sich anmelden kann. Antworten sehen Sie hier nicht.
accounts-search = Name oder Adresse
accounts-search-submit = Suchen
accounts-none = Kein Konto gefunden.
accounts-made = angelegt am { $day }
accounts-closed = gesperrt
accounts-closed-on = gesperrt am { $day }
accounts-close = Konto sperren
accounts-open = Konto wieder öffnen
accounts-end = Überall abmelden
accounts-second-factor = Zweiter Nachweis verloren?
accounts-second-factor-text = Rufen Sie die Person unter einer Nummer an, die Sie schon kennen, und vergewissern Sie sich, dass sie es ist. Danach meldet sie sich mit dem Passwort allein an und richtet den zweiten Nachweis neu ein. Sie wird überall abgemeldet und bekommt eine E-Mail.
accounts-second-factor-take = Zweiten Nachweis ausschalten
accounts-said-taken = Der zweite Nachweis ist ausgeschaltet. Die Person hat eine E-Mail bekommen.
accounts-more = Weitere Konten
accounts-said-closed = Das Konto ist gesperrt und überall abgemeldet.
accounts-said-opened = Das Konto ist wieder offen.
accounts-said-ended = Die Person ist überall abgemeldet.
refusal-account-own = Das eigene Konto können Sie nicht sperren.

mail-recover-subject = Neues Passwort für Ringwall
mail-recover-text =
    jemand möchte für Ihr Konto bei Ringwall ein neues Passwort setzen. Waren Sie das, dann öffnen Sie den Link. Er gilt 30 Minuten und nur einmal.

    Waren Sie es nicht, dann löschen Sie diese E-Mail. Ihr Passwort bleibt, wie es ist.
mail-recover-action = Neues Passwort setzen
mail-verify-subject = Bestätigen Sie Ihre Adresse
mail-verify-text =
    mit diesem Link bestätigen Sie, dass diese E-Mail-Adresse Ihnen gehört. Danach melden Sie sich bei Ringwall mit ihr an.

    Der Link gilt 24 Stunden und nur einmal. Haben Sie nichts angefordert, dann löschen Sie diese E-Mail.
mail-verify-action = Adresse bestätigen
mail-address-taken-subject = Ihre Adresse bei Ringwall
mail-address-taken-text =
    jemand wollte diese E-Mail-Adresse für ein anderes Konto bei Ringwall eintragen. Das geht nicht, denn mit ihr gibt es schon ein Konto: Ihres.

    Waren Sie das selbst, dann melden Sie sich mit dieser Adresse an. Sonst müssen Sie nichts tun.
mail-confirm-device-subject = Anmeldung auf einem neuen Gerät
mail-confirm-device-text =
    bei Ihrem Konto gab es sehr viele Anmeldeversuche von fremden Geräten. Gerade hat sich jemand mit dem richtigen Passwort angemeldet. Waren Sie das, dann schließen Sie die Anmeldung mit dem Link ab. Er gilt 30 Minuten und nur einmal.

    Waren Sie es nicht, dann kennt jemand Ihr Passwort: Setzen Sie bitte gleich ein neues.
mail-confirm-device-action = Anmeldung abschließen
mail-account-changed-subject = An Ihrem Konto wurde etwas geändert
mail-account-changed-text =
    { $what ->
        [password-changed] das Passwort Ihres Kontos wurde geändert. Auf anderen Geräten wurden Sie abgemeldet.
        [password-removed] das Passwort Ihres Kontos wurde entfernt.
        [passkey-added] zu Ihrem Konto wurde ein Passkey hinzugefügt.
        [passkey-removed] von Ihrem Konto wurde ein Passkey entfernt.
        [identity-linked] mit Ihrem Konto wurde die Anmeldung bei einem anderen Dienst verbunden.
        [identity-unlinked] von Ihrem Konto wurde die Anmeldung bei einem anderen Dienst getrennt.
        [second-factor-on] bei Ihrem Konto wurde der zweite Nachweis eingeschaltet.
        [second-factor-off] bei Ihrem Konto wurde der zweite Nachweis ausgeschaltet.
        [second-factor-taken] der Betrieb der Anlage hat den zweiten Nachweis Ihres Kontos ausgeschaltet, weil er verloren ging. Auf allen Geräten wurden Sie abgemeldet. Melden Sie sich mit dem Passwort an und richten Sie den zweiten Nachweis neu ein.
        [codes-renewed] für Ihr Konto wurden neue Codes für den Notfall erzeugt.
        [code-used] jemand hat sich mit einem Ihrer Codes für den Notfall angemeldet.
        [address-changed] für Ihr Konto gilt jetzt eine andere E-Mail-Adresse.
       *[recovered] für Ihr Konto wurde über einen Link ein neuer Zugang gesetzt. Auf allen Geräten wurden Sie abgemeldet.
    }

    Waren Sie das, dann müssen Sie nichts tun. Waren Sie es nicht, dann setzen Sie gleich ein neues Passwort und melden Sie alle anderen Geräte ab.
mail-account-changed-action = Zum Konto
account-resting = Ihre Rolle ruht, bis Sie sich mit einem zweiten Faktor anmelden. Richten Sie ihn ein und melden Sie sich dann noch einmal an.
account-resting-link = Zweiten Faktor einrichten
