result-title = Your result
result-navigation = Pages of this check
result-tab-interview = Questions
result-tab-result = Result
result-tab-plan = Plan
result-tab-risks = Risks
result-top = TOP

result-finish-title = All questions are answered
result-finish-lead = Finish the check to see your result.
result-finish-text = After that the answers can no longer be changed, so that it stays clear what was true today. If something changes later, start a repeat; your answers will already be filled in.
result-finish = Finish and see the result
result-finish-look = Look through the answers again
result-incomplete-title = Some answers are still missing
result-incomplete-lead = { $missing ->
        [one] One more question, then you can see your result.
       *[other] {$missing} more questions, then you can see your result.
    }
result-incomplete-text = There are no points until everything is answered. “I don’t know” is a valid answer; often it is the nudge to go and ask.
result-incomplete-go-on = Go on answering
result-incomplete-more = and {$more} more

result-status-nothing-relevant = None of this applies to you
    .text = All requirements of this check were answered as not applicable. Another check may suit you better.
result-status-all = Everything is in place
    .text = You meet every requirement that applies to you. Look again in six months to see whether it has stayed that way.
result-status-top-open = First things first
    .text = { $top ->
        [one] One of the especially important requirements (TOP) is still open. It is the best place to start.
       *[other] {$top} of the especially important requirements (TOP) are still open. They are the best place to start.
    }
result-status-top-done = The most important things are in place
    .text = { $open ->
        [one] All especially important requirements (TOP) are met. One other is still open.
       *[other] All especially important requirements (TOP) are met. {$open} others are still open.
    }
result-status-most = Most of it is in place
    .text = { $open ->
        [one] One requirement is still open.
       *[other] {$open} requirements are still open.
    }
result-status-some = A good part is in place
    .text = { $open ->
        [one] One requirement is still open.
       *[other] {$open} requirements are still open. Take them one at a time.
    }
result-status-few = You are at the beginning
    .text = { $open ->
        [one] One requirement is still open.
       *[other] {$open} requirements are still open. Take them one at a time.
    }

result-points = {$points} of {$maximum} points
result-points-of = of {$maximum}
result-points-negative = Added up this gives {$raw} points, because open TOP requirements cost points. The result does not fall below zero, though.
result-points-meaning = What the points mean
result-points-imported = The publisher of this catalogue gives no points. Ringwall counts one point for each requirement met and half a point for each that is partly met.
result-points-honest = The points rest on your own statements only. They are no certificate and cannot be compared with the points of other checks.
result-pending = The content of this check is still being reviewed by experts.
result-count-fulfilled = {$count} met
result-count-partly = {$count} partly met
result-count-open = {$count} open
result-count-unknown = { $count ->
        [one] of these, one where you do not know yet
       *[other] of these, {$count} where you do not know yet
    }
result-count-not-applicable = { $count ->
        [one] {$count} does not apply
       *[other] {$count} do not apply
    }

result-measures = These are your next steps
result-measures-none = Nothing is open. Look regularly whether everything stays that way.
result-measures-all = { $open ->
        [one] One requirement is open. This is what to do:
       *[other] {$open} requirements are open. This is what to do:
    }
result-measures-some = {$open} requirements are open. Here are the six best to start with; all of them are in the plan.
result-rule = How this order comes about
result-rule-lead = The order follows a fixed rule. Only where one point does not decide does the next one count:
result-rule-1 = Especially important requirements (TOP) come first.
result-rule-2 = Then comes what works best according to studies and insurers’ claims data. What has been shown to help little comes last.
result-rule-3 = Then comes what changes most about your larger risks.
result-rule-4 = Finally the smaller effort counts.
result-rule-equal = “Level with” means that importance and evidence do not separate these measures. Their order is then a suggestion, and you can start with the one that suits you better.
result-rule-cost = Days and costs are rough ranges for small organisations. Where it says “yet to be checked” they are our own estimates.
result-to-plan = Go to the plan
result-equal = level with number {$ranks}
result-equal-more = level with number {$ranks} and {$more} more in the plan
result-equal-more-only = level with {$more} more in the plan
result-and = {$first} and {$last}
result-measure-unknown = Find out first
result-measure-why = Why:
result-measure-effort = Effort
result-measure-days = about {$days} of your own work
result-measure-cost = Cost
result-measure-evidence = How sure we are
result-measure-bears-on = Bears on these risks but lowers no class on its own: {$risks}.
result-measure-also = Also bears on: {$risks}.
result-measure-how = How to do it
result-measure-sure = How we know
result-measure-who = Who can help:
result-measure-funding = Funding and free help:
result-cost-none = no expense
result-cost-up-to = up to {$high}
result-cost-range = {$low} to {$high}
result-cost-once = {$amount}, once
result-cost-year = {$amount} a year
result-cost-pending = own estimate, yet to be checked
result-source = Source: {$source}.
result-to-be-checked = yet to be checked
result-last-verified = last looked up on {$date}
result-last-verified-on = Last looked up on {$date}.
result-funding-from = Valid from {$date}
result-funding-until = Valid until {$date}
result-funding-past = Was valid until {$date}
result-funding-open = No fixed end

result-topics = How the topics stand
result-topics-caption = Requirements met by topic
result-topic = Topic
result-topic-fulfilled = Met
result-topic-count = {$fulfilled} of {$relevant}
result-topic-share = Share
result-topic-share-then = Last time
result-topic-irrelevant = does not apply
result-topic-no-value = no value
result-topic-summary = {$fulfilled} of {$relevant} met
result-radar-title = Share of requirements met by topic
result-radar-description = The further out a point lies, the more is in place. The values are in the table beside it.
result-radar-description-repeat = The further out a point lies, the more is in place. Solid line with circles: this time. Dashed line with squares: last time. The values are in the table beside it.
result-legend-now = this time ({$day})
result-legend-then = last time ({$day})

result-since = Since {$day}
result-points-then = {$then} of {$then-maximum} points then, {$now} of {$maximum} today.
result-points-more = { $points ->
        [one] That is one point more.
       *[other] That is {$points} points more.
    }
result-points-less = { $points ->
        [one] That is one point less.
       *[other] That is {$points} points less.
    }
result-points-same = The number of points has stayed the same.
result-changes-link = What changed in detail
result-changes = What changed
result-changes-lead = This compares your answers then and now. It cannot show why something changed.
result-change = before “{$then}”, now “{$now}”
result-better = Better than before
result-better-none = No requirement stands better than it did then.
result-worse = Worse than before
result-worse-none = No requirement stands worse than it did then.
result-relevance = Applies now or no longer applies
result-new = New in the check
result-done = Done in between
result-done-none = Nothing was marked as done in the plan during this time.
result-done-still-open = still open according to your answers
result-lost = Not carried over

result-risks = What this means for your risks
result-to-risks = Go to the risks in detail
result-answers = All answers
result-downloads = To take away
result-download-report-pdf = Report (PDF)
    .text = to read, print and pass on
result-download-report-docx = Report to edit (Word)
    .text = opens in LibreOffice too
result-download-answers-csv = Answers (CSV)
    .text = table of all questions, answers and notes
result-download-measures-csv = Measures (CSV)
    .text = table of all measures and your plan
result-download-dossier-json = All data (JSON)
    .text = complete; can be read in again here or elsewhere
result-repeat = Repeat in six months
result-repeat-text = A repeat begins with today’s answers. At the end you see what has changed.
result-repeat-from = A good time is from {$day}.
result-repeat-start = Start the repeat
