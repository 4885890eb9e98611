keep-title = Mappe behalten
keep-lead = Mit einem Konto gehört die Mappe Ihnen. Sie brauchen dafür nur eine E-Mail-Adresse.
keep-what-years = Alles bleibt { $years ->
    [one] ein Jahr
   *[other] { $years } Jahre
} nach Ihrem letzten Besuch, und Sie können es jederzeit löschen.
keep-what-people = Sie können andere einladen, die mitarbeiten.
keep-what-link = Der persönliche Link und sein QR-Code gelten dann nicht mehr: Ab jetzt kommt man nur noch mit einem Konto herein.
keep-what-delete = Es kostet nichts, und niemand außer Ihnen sieht Ihre Antworten.
keep-email-hint = Dorthin schicken wir einen Link. Erst wenn Sie ihn öffnen, geht es weiter.
keep-organisation = Name Ihrer Organisation
keep-account = Konto
keep-submit = Link an mich senden
keep-done = Wir haben eine E-Mail an { $email } geschickt. Öffnen Sie den Link darin, dann gehört die Mappe Ihnen.
keep-done-text = Der Link gilt 7 Tage. Bis dahin ändert sich nichts: Ihr persönlicher Link gilt weiter. Kommt nichts an, prüfen Sie die Adresse und sehen Sie im Ordner für Werbung nach.
keep-already = Diese Mappe gehört schon zu einem Konto.
keep-as = Sie sind angemeldet als { $email }.
keep-now = Mappe behalten
keep-have-account = Ich habe schon ein Konto
keep-sign-in-text = Mit dieser Adresse gibt es schon ein Konto. Melden Sie sich an, dann gehört die Mappe dazu.
keep-sign-in = Anmelden und behalten
keep-new = Ihr Konto
keep-new-submit = Konto anlegen und behalten
keep-gone-text = Er wurde schon benutzt, ist abgelaufen, oder die Mappe gehört inzwischen zu einem Konto. Haben Sie ein Konto, dann melden Sie sich an. Sonst öffnen Sie die Mappe mit Ihrem persönlichen Link und fordern Sie einen neuen an.
refusal-folder-kept = Diese Mappe gehört schon zu einem Konto. Melden Sie sich an, oder lassen Sie sich einladen.

mail-keep-subject = Ihre Mappe bei Ringwall behalten
mail-keep-text =
    mit diesem Link behalten Sie Ihre Mappe bei Ringwall: Sie legen ein Konto an, und die Mappe gehört dazu.

    Der Link gilt 7 Tage und nur einmal. Haben Sie nichts angefordert, dann löschen Sie diese E-Mail; dann geschieht nichts.
mail-keep-action = Mappe behalten
mail-keep-known-subject = Ihre Mappe bei Ringwall behalten
mail-keep-known-text =
    mit diesem Link behalten Sie eine Mappe bei Ringwall. Sie haben mit dieser Adresse schon ein Konto: Melden Sie sich an, dann kommt die Mappe dazu.

    Der Link gilt 7 Tage und nur einmal. Haben Sie nichts angefordert, dann löschen Sie diese E-Mail; dann geschieht nichts.
mail-keep-known-action = Mappe behalten
