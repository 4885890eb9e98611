# What stands around every e-mail. The texts of single e-mails are with their noun.
mail-greeting = Hello { $name },
mail-greeting-plain = Hello,
mail-closing = Kind regards
mail-closing-from = Your team at { $sender }
mail-link-below = If the button does not open, copy this address into your browser:
mail-why = You receive this e-mail because your address was given at Ringwall. If that was not your wish, you do not need to do anything.
mail-sent-by = This e-mail was written automatically by the program Ringwall on { $host }.
mail-sent-by-whom = This e-mail was written automatically by the program Ringwall on { $host } for { $sender }.
mail-stop = Stop e-mails of this kind:

mail-test-subject = Test: sending e-mail works
mail-test-text =
    You asked for this e-mail yourself to test the sending. It has arrived, so sending works.

    Please also check whether it was in your inbox and not among the unwanted messages.
mail-test-action = To the overview of e-mails
mail-test-why = You receive this e-mail because you chose "Test e-mail to me" in Ringwall.

unsubscribe-title = Stop e-mails
unsubscribe-ask-digest = Would you like to stop receiving the weekly summary by e-mail?
unsubscribe-ask-reminder = Would you like to stop receiving reminders of measures that are due by e-mail?
unsubscribe-ask-follow-up = Would you like to stop receiving questions some months after a check by e-mail?
unsubscribe-stopped-digest = You no longer receive the weekly summary.
unsubscribe-stopped-reminder = You no longer receive reminders of measures that are due.
unsubscribe-stopped-follow-up = You no longer receive questions after a check.
unsubscribe-resumed-digest = You receive the weekly summary again.
unsubscribe-resumed-reminder = You receive reminders of measures that are due again.
unsubscribe-resumed-follow-up = You receive questions after a check again.
unsubscribe-stop = Stop them
unsubscribe-resume = Receive them after all
unsubscribe-others = E-mails that you cause yourself, such as an invitation, an appointment or a new password, still come.
