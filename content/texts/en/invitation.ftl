invitation-title = You are invited
invitation-as = Role
invitation-where = Where
invitation-to = Invited is
invitation-until = Valid until
invitation-where-installation = Ringwall
invitation-accept = Accept the invitation
invitation-sign-in-text = There is an account with this address already. Sign in, then you accept the invitation.
invitation-sign-in = Sign in and accept
invitation-new = Your account
invitation-new-text = The account lets you come back at any time.
invitation-new-submit = Create account and accept
invitation-other = Another account
invitation-other-sign-out = Sign out and go on
invitation-gone = This invitation is no longer valid
invitation-gone-text = The link in an invitation works for 14 days and only once. Perhaps you have accepted it already: then simply sign in. Otherwise ask for a new invitation.

mail-invitation-subject = Invitation to Ringwall
mail-invitation-text =
    { $known ->
        [no] you are invited
       *[other] { $inviter } invites you
    } to work with others at Ringwall, as { $role ->
        [owner] owner
        [member] member
        [adviser] adviser
        [helper] helper
        [coordinator] coordinator
        [manager] regional management
        [evaluator] evaluator
       *[operator] operator
    }{ $named ->
        [no] .
       *[other] {" "}({ $place }).
    }

    Ringwall helps small firms and town halls to protect themselves together against attacks from the internet.

    The link works for 14 days and only once. If this invitation means nothing to you, delete this e-mail; nothing will happen then.
mail-invitation-action = Look at the invitation

refusal-invitation-other-address = The invitation went to { $invited }, you are signed in as { $email }. Sign out and open the link again, or ask for an invitation to { $email }.
refusal-account-exists = There is an account with this address already. Sign in and then open the link again.
