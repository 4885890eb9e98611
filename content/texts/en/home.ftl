home-title = Security check for small firms and town halls
home-heading = See where you stand. And what comes first.
home-lead = Answer questions in plain words about the security of your computers, data and routines. At the end you have at most six next steps and a report you can put on the table.
home-choose = Choose a check
home-resume = Already begun? Carry on here
home-no-account = Free and without signing up. “I don't know” is always a good answer.
home-checks = Which check fits you?
home-minutes = minutes
home-questions = questions
home-start = Begin check
home-all-checks = See all checks with sources and licences
home-how = How it works
home-step-1 = Answer
    .text = You go through the questions one by one, alone or in pairs. Every answer is saved at once.
home-step-2 = See the result
    .text = You see where you stand in words and points, and what that means in risks.
home-step-3 = Get going
    .text = At most six measures come first. In the plan you set down who takes care of what, and by when.
home-step-4 = Repeat
    .text = After half a year you answer the questions again and see what has changed.
home-promise = Your answers are yours
home-promise-account = No account, no e-mail address. You come back with a link of your own.
home-promise-saved = Every answer is saved at once. You can stop at any time.
home-promise-private = Nobody opens your folder except you and the people you give your link to.
home-promise-delete = You take everything with you or delete everything, with one click and a receipt.
home-promise-more = What happens to your data

checks-title = All checks
checks-lead = Every check shows where you stand and what comes next. You can begin with the short one and do another later.
checks-duration = { $minutes ->
    [one] about one minute
   *[other] about { $minutes } minutes
}
checks-questions = { $questions ->
    [one] one question
   *[other] { $questions } questions
}
checks-topics = { $topics ->
    [one] one topic
   *[other] { $topics } topics
}
checks-imported = imported catalogue
checks-more = What it is about, source and licence
checks-source = Source
checks-licence = Licence
checks-licence-none = not stated in the source
checks-version = Edition
