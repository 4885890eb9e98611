reminder-soon = {$organisation}: {$soon ->
        [one] one measure is due in the next 14 days
       *[other] {$soon} measures are due in the next 14 days
    }
reminder-late = {$organisation}: {$late ->
        [one] one measure is overdue
       *[other] {$late} measures are overdue
    }
reminder-both = {$organisation}: {$soon ->
        [one] one measure is due in the next 14 days
       *[other] {$soon} measures are due in the next 14 days
    }, {$late ->
        [one] one is overdue
       *[other] {$late} are overdue
    }

mail-digest-subject = { $all ->
        [one] This week: one measure is coming up
       *[other] This week: {$all} measures are coming up
    }
mail-digest-text =
    This is coming up in your plans. {$list}.

    For good reason this mail does not say which measures they are. You see them under “My day” after signing in. If a date does not suit you, move it there.
mail-digest-action = Open my day
mail-digest-why = You get this mail once a week at most, because you are responsible for measures or for an organisation.

mail-overdue-subject = { $late ->
        [one] One measure is overdue
       *[other] {$late} measures are overdue
    }
mail-overdue-text =
    A date has passed since the beginning of the week. {$list}.

    If the measure is done already, say so under “My day”. If not, choose a new date there that can be kept.
mail-overdue-action = Open my day
mail-overdue-why = You get this mail once a week at most, and only if something is overdue.
