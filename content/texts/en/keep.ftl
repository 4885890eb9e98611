keep-title = Keep the folder
keep-lead = With an account the folder is yours. All you need is an e-mail address.
keep-what-years = Everything stays for { $years ->
    [one] one year
   *[other] { $years } years
} after your last visit, and you can delete it at any time.
keep-what-people = You can invite others to work with you.
keep-what-link = The personal link and its QR code no longer work then: from now on people come in with an account only.
keep-what-delete = It costs nothing, and nobody but you sees your answers.
keep-email-hint = We send a link there. Nothing happens until you open it.
keep-organisation = Name of your organisation
keep-account = Account
keep-submit = Send me the link
keep-done = We have sent an e-mail to { $email }. Open the link in it, and the folder is yours.
keep-done-text = The link works for 7 days. Nothing changes until then: your personal link still works. If nothing arrives, check the address and look into the folder for advertising.
keep-already = This folder belongs to an account already.
keep-as = You are signed in as { $email }.
keep-now = Keep the folder
keep-have-account = I have an account already
keep-sign-in-text = There is an account with this address already. Sign in, and the folder is added to it.
keep-sign-in = Sign in and keep it
keep-new = Your account
keep-new-submit = Create account and keep the folder
keep-gone-text = It has been used already, has expired, or the folder belongs to an account by now. If you have an account, sign in. Otherwise open the folder with your personal link and ask for a new one.
refusal-folder-kept = This folder belongs to an account already. Sign in, or ask to be invited.

mail-keep-subject = Keep your folder at Ringwall
mail-keep-text =
    with this link you keep your folder at Ringwall: you create an account, and the folder belongs to it.

    The link works for 7 days and only once. If you have not asked for it, delete this e-mail; nothing will happen then.
mail-keep-action = Keep the folder
mail-keep-known-subject = Keep your folder at Ringwall
mail-keep-known-text =
    with this link you keep a folder at Ringwall. You have an account with this address already: sign in, and the folder is added to it.

    The link works for 7 days and only once. If you have not asked for it, delete this e-mail; nothing will happen then.
mail-keep-known-action = Keep the folder
