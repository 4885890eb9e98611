refusal-appointment-past = This time has passed already. Choose one that is still to come.
refusal-appointment-far = This time is more than a year ahead. Check the date.
refusal-appointment-minutes = An appointment takes { $least } to { $most } minutes. Check the duration.
refusal-appointment-place = Write where you meet: the place, the phone number or the link.
refusal-appointment-not-possible = This is not possible: the appointment is confirmed or called off already, or you proposed it yourself. Load the page again.
refusal-appointment-date = Write date and time in full, for example 26.11.2026 and 14:00.
refusal-meeting-missing = Choose how you meet.
field-date = Date
field-time = Time
field-minutes = Duration in minutes
field-meeting = How do you meet?
field-place = Place, phone number or link
appointment-title = Appointment
appointment-none = No appointment yet.
appointment-propose = Propose a time
appointment-move = Propose another time
appointment-move-text = The other side then has to agree again.
appointment-confirm = Agree to this time
appointment-cancel = Call the appointment off
appointment-waiting = The other side still has to agree.
appointment-your-turn = Please agree or propose another time.
appointment-file = For your calendar (.ics)
appointment-time-hint = Time in Germany, for example 14:00.
appointment-date-hint = For example 26.11.2026.
appointment-minutes-of = { $minutes } minutes
appointment-state-proposed = proposed
appointment-state-confirmed = fixed
appointment-state-cancelled = called off
appointment-saved = The proposal is on its way.
appointment-confirmed = The appointment is fixed. Both sides get it by e-mail.
appointment-cancelled = The appointment is called off. The other side is told.
meeting-on-site = on site
meeting-phone = Phone
meeting-video = Video
mail-appointment-proposed-subject = Proposed time: { $when }
mail-appointment-proposed-text =
    About “{ $wish }”, { $other } proposes this time:

    { $when }, { $minutes } minutes, { $meeting }: { $place }

    Please agree or propose another time.
mail-appointment-proposed-action = Look at the appointment
mail-appointment-moved-subject = New proposed time: { $when }
mail-appointment-moved-text =
    About “{ $wish }”, { $other } proposes another time. The earlier one no longer holds:

    { $when }, { $minutes } minutes, { $meeting }: { $place }

    Please agree or propose another time.
mail-appointment-moved-action = Look at the appointment
mail-appointment-confirmed-subject = Appointment fixed: { $when }
mail-appointment-confirmed-text =
    Your appointment with { $other } about “{ $wish }” is fixed:

    { $when }, { $minutes } minutes, { $meeting }: { $place }

    The appointment for your calendar is attached. We remind you the day before.
mail-appointment-confirmed-action = Look at the appointment
mail-appointment-cancelled-subject = Appointment called off: { $when }
mail-appointment-cancelled-text =
    The appointment with { $other } about “{ $wish }” does not take place:

    { $when }, { $meeting }: { $place }

    On the page of the request you see how it goes on.
mail-appointment-cancelled-action = Look at the request
mail-appointment-reminder-subject = Tomorrow: appointment with { $other }
mail-appointment-reminder-text =
    We remind you of your appointment with { $other } about “{ $wish }”:

    { $when }, { $minutes } minutes, { $meeting }: { $place }

    Does it not work out? Then move the appointment or call it off.
mail-appointment-reminder-action = Look at the appointment
