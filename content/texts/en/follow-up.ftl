follow-up-title = What became of your plan?
follow-up-lead = { $months ->
        [12] A year ago you finished the security check “{$check}”.
       *[other] {$months} months ago you finished the security check “{$check}”.
    }
follow-up-about = One click per measure is enough. “I don't know” is a good answer. Your plan is brought up to date at once; your result does not change by it.
follow-up-answer-unknown = I don't know
follow-up-answer-yes = Yes
follow-up-answer-partly = Partly
follow-up-answer-no = No
follow-up-question = Is this in place?
follow-up-send = Save answers
follow-up-or-repeat = Would you rather repeat the check? Your earlier answers are filled in already, and you see what has changed. You sign in for that.
follow-up-repeat = Repeat the check
follow-up-nothing = Nothing is open in your plan any more. After a year it is worth repeating the check: much changes without anybody noticing.
follow-up-thanks = Thank you, that is all
follow-up-thanks-text = Your answers are saved and the plan is up to date.
follow-up-answered = These questions have been answered already. Whatever has happened since, note it in the plan.
follow-up-to-plan = To the plan
follow-up-gone = This link is no longer valid
follow-up-gone-text = Such a link is valid for 60 days. Sign in, then you can change the plan or repeat the check at any time.
follow-up-sign-in = Sign in

mail-follow-up-subject = { $months ->
        [12] A year after your security check: a short question
       *[other] {$months} months after your security check: a short question
    }
mail-follow-up-text =
    { $months ->
        [12] A year ago you finished the check “{$check}”.
       *[other] {$months} months ago you finished the check “{$check}”.
    } What has become of the plan since?

    { $questions ->
        [one] It is one question
       *[other] There are {$questions} questions
    } to click on, without signing in. It takes about two minutes, and your plan is right again.
mail-follow-up-action = Answer the questions
mail-follow-up-why = You get this mail 3, 6 and 12 months after a check, because you are responsible for the organisation.

mail-repeat-subject = A year after your security check: time to repeat it
mail-repeat-text =
    A year ago you finished the check “{$check}”, and nothing is open in your plan any more.

    A year later a second look is worthwhile: people come and go, and so do devices. Your earlier answers are filled in already, you only change what has become different.
mail-repeat-action = Look at the repeat
mail-repeat-why = You get this mail a year after a check, because you are responsible for the organisation.

refusal-follow-up-question-unknown = This question does not belong to this follow-up. Reload the page.
refusal-follow-up-nothing-answered = Answer at least one question. “I don’t know” is enough.
