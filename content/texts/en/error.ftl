error-eyebrow = Message { $status }
error-reference = Number of this message: { $reference }.
error-to-folder = Back to your folder
error-to-home = To the first page

error-not-found = This page does not exist
    .text = There is nothing at this address. Perhaps a piece of the address is missing, or the content was deleted.
error-no-access = This folder is not open here
    .text = You open a folder with your account or with its link. Perhaps the link has expired or was renewed, perhaps the folder no longer exists.
    .help = Do you have the link? Then paste it here.
error-no-access-account = With your account
error-no-access-account-text = If the folder belongs to your account, sign in. You then carry on exactly here.
error-denied = This is not allowed here
    .text = You do not have permission for this step.
error-refused = It does not work like this
    .help = Go back one step and change the entry. What was saved is still there.
error-conflict = Somebody else was faster
    .text = These details have been changed elsewhere in the meantime. Your change was not saved, so that nothing gets lost.
    .help = Reload the page, look at the new state and then make your change again.
error-unavailable = This does not work just now
    .text = Something we need for this does not answer at the moment. What was saved is still there.
    .help = Try again in a minute. If it stays like this, tell the operator the number below.
error-timeout = That took too long
    .text = The request was stopped before it was done.
    .help = Try again in a minute. What was saved is still there.
error-csrf = Please send it again
    .text = The page was open for too long, or your browser does not accept cookies. So we could not tell whether the form really came from you. Nothing was changed.
    .help = Go back, reload the page and send the form again.
error-csrf-kept = This is what you had entered
error-csrf-again = Send again
error-too-large = That is too large
    .text = We accept at most { $most } kB at a time. Nothing was stored.
    .help = Shorten the text or choose a smaller file. What was saved before is still there.
error-too-many = One moment, please
    .text = Very many requests have just come from your connection. It goes on in { $seconds ->
        [one] one second
       *[other] { $seconds } seconds
    }.
    .help = Wait a moment and then reload the page.
error-unsupported = We do not understand this
    .text = This address only accepts forms as a browser sends them.
error-method = There is no way on from here
    .text = This address belongs to a form and cannot be opened directly.
    .help = Go back and use the button on the page.
error-internal = Something went wrong on our side
    .text = It is not your fault. What was saved is still there.
    .help = Try again. If it stays like this, tell the operator the number below.

error-sign-in = Please sign in
    .text = This page is for people who have signed in.
    .help = Sign in; you will come back here.
