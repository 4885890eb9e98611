day-title = My day
day-hello = Hello {$name}
day-today = Today is {$day}.
day-group-overdue = Overdue
day-group-waiting = Somebody waits for you
day-group-week = In the next seven days
day-group-later = Later
day-group-sometime = Without a date
day-group-invitations = Invitations
day-more = There are {$count} more. You find them in the plans.
day-by = by {$day}
day-no-name = Organisation without a name
day-places = Where you take part
day-places-none = You are not part of anything yet.
day-invitation = You are invited to take part: {$place}, as {$role}.
day-invitation-accept = Accept
day-joined = You are part of it now.
day-empty-title = Nothing waits for you at the moment.
day-empty-places = Measures, requests and appointments that concern you will be listed here.
day-empty-alone = Do a security check first. Your answers become a plan, and whatever falls due in it is then listed here.
day-to-checks = To the security checks
day-place-organisation = Organisation
day-place-partner = Partner
day-place-area = Area
day-place-region = Region
day-place-installation = Running the installation

day-measure = {$title}
day-measure-action = Open measure
day-measure-unowned = {$title} (nobody is responsible yet)
day-measure-unowned-action = Name somebody
calendar-measure = Measure due: {$organisation}
calendar-measure-unowned = Measure due, nobody responsible yet: {$organisation}

day-proposal = {$wish} in {$area}: your answer by {$until}
day-proposal-action = Look at the request
day-request-stuck = {$wish} in {$area}: no partner was found for this request
day-request-stuck-action = Look at the request
day-appointment = {$named ->
    [no] Appointment
   *[other] Appointment: {$with}
}
day-appointment-action = Look at the appointment
day-appointment-named = {$named ->
    [no] A time has been proposed. Does it suit you?
   *[other] {$with} proposes a time. Does it suit you?
}
day-appointment-named-action = Answer
day-interview-clarify = Something was left open in the advisory talk. Please clarify it.
day-interview-clarify-action = Clarify it
day-interview-review = What was open has been answered. Go through it and sign.
day-interview-review-action = Look at the answers
day-interview-sign = The other side has signed. Now your signature is missing.
day-interview-sign-action = Look and sign
calendar-appointment = Appointment: {$organisation}
