plan-title = Your plan
plan-days-half = half a day
plan-days = { $days ->
        [one] 1 day
       *[other] {$days} days
    }
plan-days-in-half = In half a day
plan-days-in = { $days ->
        [one] In one day
       *[other] In {$days} days
    }
plan-progress = {$done} of {$total} measures done
plan-no-effect = What you enter here changes neither your answers nor your points. Only the repeat shows whether a measure has worked.
plan-nothing-open = Nothing is open in this check, so there is nothing to plan.
plan-gain-title = What would a few more days bring?
plan-gain-days = How much working time of your own can you spare?
plan-gain-show = Show
plan-gain = { $count ->
        [one] {$days} you can do this measure.
       *[other] {$days} you can do these {$count} measures.
    }
plan-gain-points = After that it would be {$to} instead of {$from} of {$maximum} points.
plan-gain-points-same = The points would stay at {$from} of {$maximum}.
plan-gain-points-below = The points would stay at {$from} for now, because TOP requirements that are still open cost points. The measures count all the same: each one closes a gap.
plan-gain-note = This is the choice with the most points in that time. What the plan already marks as done is counted in. The days are rough estimates.
plan-gain-none = None of the open measures can be completed in this time.
plan-list = Measures
plan-filters = Choose by status
plan-filter-all = All ({$count})
plan-filter = {$status} ({$count})
plan-filter-empty = There is no measure here at the moment.
plan-page = Page
plan-up = Move “{$title}” up
plan-down = Move “{$title}” down
plan-owner-is = Who: {$owner}
plan-due-is = By: {$day}
plan-overdue = Was due: {$day}
plan-reason-is = Reason: {$reason}
plan-edit = Enter status, person and date
plan-more = What it is about
plan-questions = Questions on this:
plan-status = Status
plan-owner = Who takes care of it?
plan-due = By when?
plan-note = Note
plan-reason = Reason (needed for “not for us”)
plan-save = Save
plan-conflict = Somebody else has changed this measure in the meantime. Nothing was overwritten. What is stored now:
plan-owner-other = nobody, or somebody without an account
plan-owner-name = Name, if the person has no account
plan-owner-adviser = {$name} (adviser)
plan-comments = { $count ->
        [one] 1 comment
       *[other] {$count} comments
    }
plan-documents = { $count ->
        [one] 1 file
       *[other] {$count} files
    }

plan-more-filters = More filters and order
plan-filter-owner = Who
plan-filter-due = Date and evidence
plan-owner-me = Me
plan-owner-named = Somebody without an account
plan-owner-nobody = Nobody yet
plan-until-overdue = Overdue
plan-until-30 = In the next 30 days
plan-with-files = With files
plan-sort = Order
plan-sort-plan = As in the plan
plan-sort-due = By date
plan-sort-status = By status
plan-sort-owner = By person
bulk-title = Change several measures together
bulk-about = Choose “Select” at the measures above and enter here what shall be true for all of them. Whatever you leave at “unchanged” stays as it is.
bulk-pick = Select
bulk-keep = unchanged
bulk-nobody = nobody
bulk-named = somebody without an account (name beside)
bulk-no-due = Take the date away
bulk-send = Change selected
bulk-changed = { $count ->
        [0] Everything was as you wanted it already.
        [one] One measure is changed.
       *[other] {$count} measures are changed.
    }
bulk-unchanged = These measures are not changed. They are still selected, and what you entered is still in the form below.
bulk-conflict = Somebody else has changed it meanwhile. Stored is: {$stored}

refusal-date-unreadable = This date cannot be read. Write it as year-month-day, for example 2026-11-30.
refusal-plan-status-missing = Choose how far the measure is.
refusal-plan-owner-unknown = This person is no longer part of it. Choose somebody else or write down a name.
refusal-bulk-nothing-picked = Select at least one measure first.
refusal-bulk-nothing-to-do = Say what shall change: status, person or date.
refusal-bulk-too-many = At most { $most } measures can be changed at once. Select fewer.
refusal-bulk-name-missing = Enter the name of the person who has no account.
