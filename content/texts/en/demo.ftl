demo-title = A made-up region
demo-lead = Have a look around: these firms, town halls and people do not exist, their answers are made up. You cannot break anything.
demo-people = People
demo-people-text = Sign in as one of these people and see what waits for them. The password is the same for everybody:
demo-sign-in = Sign in as this person
demo-letters-of = { $count ->
    [one] One e-mail
   *[other] { $count } e-mails
}
demo-folders = Folders without an account
demo-folders-text = Whoever has the link can open these folders.
demo-open = Open folder
demo-own = You can also try a check of your own here:
demo-letters = E-mails
demo-letters-text = No e-mail leaves the demonstration. What would be sent otherwise is here until the program ends. The links in it work.
demo-letters-to = Only e-mails to { $address }.
demo-letters-all = Show all
demo-letters-none = None yet.
demo-letters-more = { $count ->
    [one] One older one is not shown.
   *[other] { $count } older ones are not shown.
}
