refusal-email-invalid = This is not a valid e-mail address. Please check the spelling, for example name@company.com.
refusal-role-misplaced = This role does not exist in this place.
field-email = E-mail address
field-person-name = Your name
field-new-password = New password
field-password = Password
password-hint = At least 12 characters. A sentence of several words that only you know is good. Spaces are allowed.
account-name-hint = This is how others see you when you work together.
sign-in = Sign in
refusal-password-short = The password is too short. Use at least { $least } characters, several words are best.
refusal-password-long = The password is too long. We do not take more than { $most } characters.
refusal-password-weak = This password is easy to guess: it is common, follows a pattern or contains your name. Use several words that have nothing to do with each other.
refusal-password-breached = This password is in a collection of stolen passwords. Attackers try those first. Choose another one.

sign-in-lead = This is the way to your folders and tasks.
sign-in-again = Please confirm that it is you
sign-in-again-text = What you are about to do changes how somebody signs in to your account. That is why we ask once more.
sign-in-password = With a password
sign-in-forgot = Forgotten your password?
sign-in-others = With another service
sign-in-with = Sign in with { $service }
sign-in-none = No account yet?
sign-in-none-text = You do not need one for a check. You get an account when you keep your folder or when somebody invites you.
sign-in-link-instead = Go on with a personal link
sign-in-wait = There have been many attempts here just now. You can try again in { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }.
sign-in-mailed = There have been very many attempts on this address from devices we do not know. If address and password are right, we have sent you an e-mail with a link that completes signing in on this device.
refusal-sign-in-wrong = Address or password is not right. Check both, or set a new password.
field-code = Code
field-passkey-name = Name of the passkey
code-title = Second proof
code-lead = The password is right. Now we need a code as well.
code-hint = The six digits from your app, or one of the codes you have noted down.
code-submit = Go on
code-lost = Neither app nor noted codes at hand? With a passkey you get in without a code. Otherwise ask the operator.
refusal-code-wrong = This code is not right or has been used already. Take the next one that the app shows.
refusal-proof-needed = First confirm that it is you: sign in once more.
refusal-way-in-last = This is your last way in. Set up another one first.

passkey-sign-in = Sign in with a passkey
passkey-hint = A passkey is a key on your phone or computer. You confirm with fingerprint, face or the PIN of the device and need no password.
passkey-instead-hint = Or without a password: a passkey is a key on your phone or computer that you open with fingerprint, face or the PIN of the device.
passkey-create = With a passkey instead of a password
passkey-cancelled = That did not work or was cancelled. Try again, or use a password.
passkey-first-name = My passkey
refusal-passkey-failed = The passkey could not be checked. Try again, or use a password.
refusal-passkey-late = That took too long. Try again.
refusal-passkey-unknown = We do not know this passkey. Perhaps it was removed here; then delete it on your device too.
refusal-passkey-impossible = Passkeys do not work under this address. Use a password.
refusal-passkey-known = This passkey is there already.
refusal-passkeys-too-many = We do not take more than { $most } passkeys. Remove one first.

confirm-title = Complete signing in
confirm-text = You confirm that it was you who has just signed in with the right password. If it was not, close this page and set a new password.
confirm-submit = Yes, that was me
link-gone = This link is no longer valid
link-gone-text = It has been used already or has expired. Ask for a new one.

recover-title = Get back in
recover-lead = We send you a link with which you set a new password.
recover-submit = Ask for a link
recover-back = Back to signing in
recover-done = If there is an account with this address, an e-mail is on its way.
recover-done-text = The link in it works for 30 minutes and only once. If nothing arrives, look into the folder for advertising and check the address.
recover-set = Set a new password
recover-set-text = The old password stops working then, and you are signed out on all devices. A second proof is still asked for.
recover-set-submit = Save and sign in
refusal-recover-guarded = Your account is guarded by a second proof. Set a new password here; you can add a passkey in your account afterwards.

verify-title = Confirm address
verify-text = You sign in with this address then, and your e-mails go there.
verify-submit = Yes, this is my address

account-title = Your account
account-back = Back to the account
account-profile = About you
account-language = Language
account-save = Save
account-ways = How you sign in
account-stale = To change something here, first confirm that it is you.
account-stale-go = Confirm now
account-passkeys = Passkeys
account-passkeys-text = A passkey is a key on your phone or computer: nothing to remember, and nobody can take it from you with a forged page. It is best to have two, on different devices.
account-passkeys-none = None set up yet.
account-passkey-add = Add a passkey
account-passkey-name-hint = How you recognise it, for example “Work phone”.
account-made = added on { $day }
account-used = last used on { $day }
account-remove = Remove
account-password = Password
account-password-set = A password is set.
account-password-none = No password is set.
account-password-change = Change password
account-password-add = Set a password
account-password-remove = Remove password
account-password-remove-hint = After that you sign in with a passkey or another service only.
account-identities = Other services
account-identities-text = If your employer or municipality has a common sign-in, you can use it here.
account-link = Link { $service }
account-unlink = Unlink
account-second = Second proof
account-second-text = Besides the password, a code is asked for that an app on your phone shows. Whoever knows only your password does not get in then.
account-second-on = switched on
account-second-off = switched off
account-second-begin = Set up
account-second-end = Switch off
account-codes-left = { $count ->
    [0] No noted code is left.
    [one] One noted code is left.
   *[other] { $count } noted codes are left.
}
account-codes-renew = New codes to note down
account-roles = Your roles
account-roles-none = You do not have a role yet.
account-place-partner = Partner
account-place-area = Area
account-place-region = Region
account-place-installation = Operation
account-address = E-mail address
account-address-proved = confirmed
account-address-unproved = not confirmed
account-address-text = We send a link to the new address. It counts only when you open it.
account-address-prove-text = We send you a link with which you show that the address is yours.
account-address-new = New address
account-address-send = Send link
account-address-change = Change address
account-sessions = Where you are signed in
account-sessions-text = You do not know a device? Then sign it out and change your password.
account-session-this = this device
account-session-begun = signed in since { $at }
account-session-seen = last used { $at }
account-session-end = Sign out
account-sessions-end-others = Sign out all others
account-device-unknown = Unknown device
account-method-password = with a password
account-method-password-totp = with password and code
account-method-password-paper = with password and noted code
account-method-passkey = with a passkey
account-method-invitation = with an invitation
account-method-oidc = by { $service }
account-method-other = signed in

account-said-saved = Saved.
account-said-mailed = We have sent an e-mail with a link. The address counts once you have opened it.
account-said-verified = The address is confirmed.
account-said-password = The new password is in force. Other devices are signed out.
account-said-password-removed = The password is gone.
account-said-passkey = The passkey has been added.
account-said-passkey-removed = The passkey no longer works. Delete it on your device too.
account-said-linked = The service is linked.
account-said-unlinked = The service is unlinked.
account-said-second-factor-off = The second proof is switched off.
account-said-ended = Signed out.

generator-title = Set up the second proof
generator-lead = Three steps, two minutes.
generator-step-app = On your phone, open an app that shows such codes. Many password managers can do that, and so can the authenticator apps of the large providers.
generator-step-scan = Scan this picture with the app.
generator-qr = QR code for the app
generator-key = Or type in this key:
generator-open = Open in the app on this device
generator-step-code = Enter the six digits that the app shows now.
generator-submit = Switch on
codes-title = Codes for an emergency
codes-on = The second proof is switched on.
codes-renewed = These are the new codes. The old ones no longer work.
codes-text = If the phone is gone, one of these codes lets you in. Each works only once. We show them only now.
codes-hint = Print this page or copy the codes by hand. Keep them where your identity card is, not on the phone.
codes-done = I have noted them
refusal-second-factor-needs-password = The second proof belongs to a password. Set one first.
refusal-second-factor-exists = The second proof is switched on already.

oidc-title = Signing in did not work
oidc-unreachable = { $service } does not answer just now. Try again later, or sign in another way.
oidc-refused = { $service } has cancelled or refused the sign-in.
oidc-lost = This sign-in does not belong to this browser or took too long. Begin again.
oidc-unproved = We could not check the answer of { $service }. Tell the operator the number below.
oidc-unknown = Your access at { $service } is not linked to an account here. Open the link in your invitation and sign in there with { $service }, or sign in here another way and link { $service } in your account.
oidc-other-way = Back
oidc-link-title = Link { $service }
oidc-link-text = You now sign in at { $service }. After that you can use it to sign in here too.
oidc-go = Go on to { $service }
refusal-identity-taken = This access is linked to an account already.
refusal-identity-unknown = This access is not linked to an account here.

accounts-title = Accounts
accounts-lead = Who can sign in. You do not see answers here.
accounts-search = Name or address
accounts-search-submit = Search
accounts-none = No account found.
accounts-made = created on { $day }
accounts-closed = closed
accounts-closed-on = closed on { $day }
accounts-close = Close account
accounts-open = Open account again
accounts-end = Sign out everywhere
accounts-second-factor = Second factor lost?
accounts-second-factor-text = Call the person at a number you already know and make sure that it is them. After that they sign in with the password alone and set up the second factor again. They are signed out everywhere and get an e-mail.
accounts-second-factor-take = Switch off the second factor
accounts-said-taken = The second factor is switched off. The person has got an e-mail.
accounts-more = More accounts
accounts-said-closed = The account is closed and signed out everywhere.
accounts-said-opened = The account is open again.
accounts-said-ended = The person is signed out everywhere.
refusal-account-own = You cannot close your own account.

mail-recover-subject = A new password for Ringwall
mail-recover-text =
    somebody would like to set a new password for your account at Ringwall. If that was you, open the link. It works for 30 minutes and only once.

    If it was not you, delete this e-mail. Your password stays as it is.
mail-recover-action = Set a new password
mail-verify-subject = Confirm your address
mail-verify-text =
    with this link you confirm that this e-mail address is yours. After that you use it to sign in at Ringwall.

    The link works for 24 hours and only once. If you have not asked for it, delete this e-mail.
mail-verify-action = Confirm address
mail-address-taken-subject = Your address at Ringwall
mail-address-taken-text =
    somebody wanted to enter this e-mail address for another account at Ringwall. That is not possible, because there is an account with it already: yours.

    If that was you, sign in with this address. Otherwise there is nothing you need to do.
mail-confirm-device-subject = Signing in on a new device
mail-confirm-device-text =
    there have been very many attempts on your account from devices we do not know. Just now somebody signed in with the right password. If that was you, complete it with the link. It works for 30 minutes and only once.

    If it was not you, somebody knows your password: please set a new one at once.
mail-confirm-device-action = Complete signing in
mail-account-changed-subject = Something about your account has changed
mail-account-changed-text =
    { $what ->
        [password-changed] the password of your account has been changed. You have been signed out on other devices.
        [password-removed] the password of your account has been removed.
        [passkey-added] a passkey has been added to your account.
        [passkey-removed] a passkey has been removed from your account.
        [identity-linked] signing in by another service has been linked to your account.
        [identity-unlinked] signing in by another service has been unlinked from your account.
        [second-factor-on] the second proof has been switched on for your account.
        [second-factor-off] the second proof has been switched off for your account.
        [second-factor-taken] the operator has switched off the second factor of your account because it was lost. You have been signed out on all devices. Sign in with the password and set up the second factor again.
        [codes-renewed] new codes for an emergency have been made for your account.
        [code-used] somebody has signed in with one of your codes for an emergency.
        [address-changed] your account has another e-mail address now.
       *[recovered] a new way in has been set for your account by a link. You have been signed out on all devices.
    }

    If that was you, there is nothing you need to do. If it was not, set a new password at once and sign out all other devices.
mail-account-changed-action = To the account
account-resting = Your role rests until you sign in with a second factor. Set one up, then sign in once more.
account-resting-link = Set up a second factor
