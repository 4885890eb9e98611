operator-title = Operation
operator-lead = What needs your attention in this installation. You do not see answers and results of organisations here.
operator-attention = To do
operator-fine = Everything is running. There is nothing to do.
operator-no-mail = No mail server is configured.
operator-no-mail-help = E-mails wait until mail.smtp, mail.from and server.public_url are set. None is lost.
operator-dead-letters =
    { $count ->
        [one] One e-mail could not be delivered.
       *[other] { $count } e-mails could not be delivered.
    }
operator-dead-letters-help = They stay for 7 days so that you can decide.
operator-to-dead = Look at what was not delivered
operator-overdue =
    { $minutes ->
        [one] A task has been overdue for a minute.
       *[other] A task has been overdue for { $minutes } minutes.
    }
operator-overdue-help = Probably no process is running that does tasks: "ringwall serve" with worker.in_process = true, or "ringwall worker".
operator-failed = Failed tasks
operator-failed-help = These tasks were tried several times and then given up. What comes back regularly is tried again by itself next time.
operator-more = More pages
operator-more-health = database, space, clock, backup
operator-more-accounts = sign out, close, open again
operator-more-regions = open, and invite who runs them
operator-mail = E-mails
operator-to-mail = To the e-mails
operator-mail-lead = Which e-mails are still waiting and which are stuck. Content and links stay hidden, addresses are shortened.
operator-queue = Queue
operator-queue-states = State of e-mails
operator-state-waiting = Waiting
operator-state-retried = Being retried
operator-state-dead = Not delivered
operator-state-help-waiting = Not tried yet. Normally e-mails go out within seconds.
operator-state-help-retried = The mail server has not taken them yet. They are tried again for about a day and a half, with growing pauses.
operator-state-help-dead = Given up. Remove the cause and try again, or discard the e-mail. It is deleted after 7 days: it can hold a link that still works.
operator-none-waiting = No e-mail is waiting.
operator-none-retried = No e-mail is being retried.
operator-none-dead = All e-mails were delivered.
operator-written = written { $when }
operator-tries = { $attempts } of { $maximum } tries
operator-tried =
    { $attempts ->
        [one] one try
       *[other] { $attempts } tries
    }
operator-given-up = given up { $when }
operator-in-hand = being handed over right now
operator-next = next try { $when }
operator-maybe-twice = May arrive twice: the last hand-over broke off
operator-said = Reason:
operator-retry = Try again now
operator-discard = Discard
operator-retried = Is being tried again now.
operator-discarded = Discarded.
operator-pages = Pages
operator-page-back = Previous
operator-page-next = Next
operator-test = Test the sending
operator-test-text = Sends an e-mail to { $address }. If it arrives, sending works.
operator-test-button = Test e-mail to me
operator-tested = The test e-mail to { $address } is on its way.
operator-sent = Sent in the last 14 days
operator-sent-none = None yet.
operator-day = Day
operator-letters = E-mails

# Tasks that run by themselves
job-recover = Send a link for a new password
job-purge-sign-ins = Delete links and attempts that have ended
job-post-reminders = Remind of what is due
job-ask-follow-ups = Ask what became of plans
job-sweep-files = Delete files nothing points at
job-keep-retention = Keep to the retention periods
job-look-at-tables = Look at the tables of the database anew
job-help-deadline = Ask the next partners
job-end-help-request = End a request for help
job-remind-appointment = Remind of an appointment
job-send-letter = Send an e-mail
job-purge-cases = Delete expired cases
job-purge-sessions = Delete expired sign-ins
job-forget = Delete old notes

# What an e-mail is called in the list: letter-<template>. Without a text, the template stands there.
letter-test = Test e-mail
