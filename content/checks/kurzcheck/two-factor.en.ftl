topic-two-factor = Two-factor sign-in
    .intro = A password can be stolen without anyone noticing. A second proof, such as a code on the phone, makes it nearly worthless to thieves.

kurz-04 = Second proof
    .measure = Switch on a second proof at sign-in
    .what = E-mail, bank and every access from outside require a second proof besides the password, such as a code on the phone.
    .why = The second proof stops nearly all attacks on an account, even if the password is known. A hijacked mailbox, by contrast, costs days and the patience of many contacts.
    .how-1 = Switch it on today for your own mailbox; it is usually found under “Security” in the settings.
    .how-2 = Then take on all other mailboxes, after that remote access, bank and bookkeeping.
    .how-3 = Sign in from a device you do not normally use: without the second proof it must not work.
    .who = Your IT provider; for town halls the municipal data centre.
kurz-04-1 = Are all mailboxes protected by password and code?
    .help = Besides the password a second proof is required, such as a code or a confirmation on the phone, at least whenever signing in from a new device.
    .example = The roofer confirms the sign-in on his phone, the registrar with a card. Both need five seconds for it.
