invitation-title = Sie sind eingeladen
invitation-as = Rolle
invitation-where = Wo
invitation-to = Eingeladen ist
invitation-until = Gilt bis
invitation-where-installation = Ringwall
invitation-accept = Einladung annehmen
invitation-sign-in-text = Mit dieser Adresse gibt es schon ein Konto. Melden Sie sich an, dann nehmen Sie die Einladung an.
invitation-sign-in = Anmelden und annehmen
invitation-new = Ihr Konto
invitation-new-text = Mit dem Konto kommen Sie jederzeit wieder hinein.
invitation-new-submit = Konto anlegen und annehmen
invitation-other = Falsches Konto
invitation-other-sign-out = Abmelden und weiter
invitation-gone = Diese Einladung gilt nicht mehr
invitation-gone-text = Ein Link in einer Einladung gilt 14 Tage und nur einmal. Vielleicht haben Sie sie schon angenommen: Dann melden Sie sich einfach an. Sonst bitten Sie um eine neue Einladung.

mail-invitation-subject = Einladung zu Ringwall
mail-invitation-text =
    { $known ->
        [no] Sie sind eingeladen
       *[other] { $inviter } lädt Sie ein
    }, bei Ringwall mitzuarbeiten, und zwar als { $role ->
        [owner] Inhaberin oder Inhaber
        [member] Mitglied
        [adviser] Beraterin oder Berater
        [helper] Helferin oder Helfer
        [coordinator] Koordination
        [manager] Regionalmanagement
        [evaluator] Evaluation
       *[operator] Betrieb der Anlage
    }{ $named ->
        [no] .
       *[other] {" "}({ $place }).
    }

    Ringwall hilft kleinen Betrieben und Rathäusern, sich gemeinsam gegen Angriffe aus dem Internet zu schützen.

    Der Link gilt 14 Tage und nur einmal. Wenn Sie mit der Einladung nichts anfangen können, löschen Sie diese E-Mail; dann geschieht nichts.
mail-invitation-action = Einladung ansehen

refusal-invitation-other-address = Die Einladung ging an { $invited }, angemeldet sind Sie als { $email }. Melden Sie sich ab und öffnen Sie den Link noch einmal, oder bitten Sie um eine Einladung an { $email }.
refusal-account-exists = Mit dieser Adresse gibt es schon ein Konto. Melden Sie sich an und öffnen Sie den Link dann noch einmal.
