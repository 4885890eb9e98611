lead-title = Interview with an adviser
lead-tab = Interview
lead-none = There is no adviser’s interview on this check.
lead-who = { $person } of { $partner }, begun on { $day }.
lead-begin = Begin the interview
lead-to-overview = To the interview
lead-share = Share the screen: view without notes
lead-share-end = Back to the view with notes
lead-notes-hint = For showing there is the view without notes. Nobody sees there what you have noted.
lead-exported = Result, evidence, open clarifications and the replies to them are seen by both sides. Your own notes are not on the organisation’s pages; if it takes its data out, they are included. Write only what it may read.
lead-stage-underway = In the interview
lead-stage-clarifying = Being clarified
lead-stage-reviewing = Review
lead-stage-signed = Signed by both
lead-stage-ended = Given up
lead-stage-text-underway = The questions are gone through together. What stays open is marked for clarification.
lead-stage-text-clarifying = The organisation answers what is left to clarify. There is one round for this.
lead-stage-text-reviewing = The replies are back. Both sides can now sign.
lead-stage-text-signed = The check is finished and never changes again. A correction is a repeat.
lead-stage-text-ended = The interview ended without both signatures. The check goes on without advice.
lead-mark = Evidence, clarification, own note
lead-mark-save = Save
lead-mark-conflict = Somebody else has noted something about this question meanwhile. Nothing was overwritten. Your text and what is stored are below.
lead-met = Your text about this question
lead-met-stored = Stored meanwhile:
lead-met-save = Save my text
lead-met-leave = Leave what is stored
lead-proof = How do you know?
lead-proof-shown = shown
lead-proof-said = said
lead-proof-not-checked = not checked
lead-shown = What exactly?
lead-clarify = To clarify
lead-clarify-hint = What the organisation is to answer after the interview. Empty means nothing.
lead-to-clarify = to clarify
lead-reply = Reply:
lead-no-reply = No reply yet
lead-private = Own note
lead-private-hint = For your house only. Not in the shared view, not on the organisation’s pages, but included when it takes its data out.
lead-clarifications = Left to clarify
lead-clarifications-open = { $count ->
    [0] Everything has a reply.
    [one] One point has no reply yet.
   *[other] { $count } points have no reply yet.
}
lead-your-reply = Your reply
lead-reply-save = Save the reply
lead-reply-conflict = Somebody else has replied here meanwhile. Your text is still in the field; above it is what is stored.
lead-ask = Pass the clarifications to the organisation
lead-ask-hint = This works once. The organisation can then reply and hands the list back.
lead-hand-back = Hand the replies back
lead-hand-back-hint = What has no reply stays open, and that is fine too. You can still change answers in the check itself before.
lead-signatures = Signatures
lead-signatures-text = What is signed is what the answers say now. If somebody changes something afterwards, the signature no longer holds. The second signature finishes the check.
lead-side-adviser = Adviser
lead-side-owner = Organisation
lead-not-signed = Not signed yet
lead-void = No longer holds, because something was changed afterwards
lead-missing = { $missing ->
    [one] One question has no answer yet. Then you can sign.
   *[other] { $missing } questions have no answer yet. Then you can sign.
}
lead-your-name = Your name
lead-sign = Sign
lead-end-title = Go on without advice
lead-end-hint = The interview ends, signatures are dropped. All answers stay, and the organisation can finish the check alone.
lead-end = End the interview
lead-changed-since = Something was changed meanwhile. Please read again what you are signing.
lead-said-begun = The interview has begun.
lead-said-asked = The clarifications are with the organisation.
lead-said-replied = Your reply is stored.
lead-said-back = Your replies are with the adviser.
lead-said-signed = You have signed.
lead-said-ended = The interview has ended.

mail-interview-asked-subject = A few more questions after the interview
mail-interview-asked-text = After the interview with the adviser something is left to clarify.

    Reply in your folder and hand the list back afterwards. There is one round for this. What stays open may stay open.
mail-interview-asked-action = See the questions
mail-interview-handed-back-subject = The replies after the interview are here
mail-interview-handed-back-text = { $organisation } has answered what was left to clarify.

    Look through the replies. Both sides can then sign.
mail-interview-handed-back-action = See the replies
mail-interview-sign-subject = One signature is missing
mail-interview-sign-text = The other side has signed the interview with { $organisation }. Now it is your turn.

    Please read again what is entered. Your signature finishes the check.
mail-interview-sign-action = Read and sign
mail-interview-signed-subject = The interview is finished
mail-interview-signed-text = Both sides have signed ({ $organisation }). Result, plan and report are ready.
mail-interview-signed-action = To the interview
mail-interview-ended-subject = The interview was ended
mail-interview-ended-text = The interview ({ $organisation }) was ended without both signatures. All answers are still there.
mail-interview-ended-action = To the interview

log-event-interview-begun = Interview begun
log-event-interview-asked = Asked to clarify
log-event-interview-handed-back = Clarifications handed back
log-event-interview-signed = Interview signed
log-event-interview-ended = Interview ended

refusal-interview-not-now = This is not possible at this stage of the interview. Please reload the page to see what comes next.
refusal-interview-exists = There is already an interview on this check.
refusal-interview-open = There is an adviser’s interview on this check. It is finished with the signatures of both sides. You can also end the interview and go on alone.
refusal-interview-nothing-to-clarify = Nothing is marked for clarification. Enter at a question what is to be clarified.
refusal-interview-open-questions = { $missing ->
    [one] One question has no answer yet. Answer it, then you can sign.
   *[other] { $missing } questions have no answer yet. Answer them, then you can sign.
}
refusal-interview-clarify-first = Something is still marked for clarification. Pass it to the organisation, or take the mark out.
