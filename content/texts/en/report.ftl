# The report: PDF, DOCX and CSV. Sign # stands where the template puts a number of its own.

report-kind = Report
report-document-title = {$check}: report for {$organisation}
report-unnamed = Name not given
report-created = Created on
report-created-on = Created on {$date}
report-answers-of = Answers as of
report-edition = Edition
report-contents = Contents
report-page = Page # of #
report-annex = Annex #
report-draft = Not yet complete
report-pending = This questionnaire is {$review}.
report-yes = Yes

report-fact-name = Name
report-fact-kind = Kind
report-fact-sector = Sector
report-fact-town = Seat
report-fact-employees = Employees
report-fact-contact = Contact person
report-fact-register = Register number
report-fact-adviser = Advised by
report-fact-check = Questionnaire

report-glance = At a glance
report-points = {$points} of {$maximum} points
report-points-none = No points
report-status-all = Everything this check asks for is fulfilled.
report-status-open =
    { $open ->
        [one] One requirement is still open.
       *[other] {$open} requirements are still open.
    }
report-status-top-fulfilled =
    { $open ->
        [one] Everything of special importance (TOP) is fulfilled; one other requirement is still open.
       *[other] Everything of special importance (TOP) is fulfilled; {$open} other requirements are still open.
    }
report-status-top-open =
    { $top ->
        [one] One requirement of special importance (TOP) is still open. Start there.
       *[other] {$top} requirements of special importance (TOP) are still open. Start there.
    }
report-status-incomplete =
    { $missing ->
        [one] One question has not been answered yet. There are points only when every question is answered.
       *[other] {$missing} questions have not been answered yet. There are points only when every question is answered.
    }
report-status-nothing = According to your answers, no requirement applies to you.
report-counts = Requirements
report-next = Your next steps
report-next-none = According to your answers, no measure is open.
report-next-rest =
    { $count ->
        [one] One more open measure is in the plan.
       *[other] {$count} more open measures are in the plan.
    }
report-next-rest-crc =
    { $count ->
        [one] One more open measure is among the recommendations.
       *[other] {$count} more open measures are among the recommendations.
    }
report-next-rule = The order: first what is of special importance (TOP), then what has been shown to do most, then what touches the larger risks, and last what takes less effort.
report-equal-two = {$first} and {$last} are equal
report-equal-range = {$first} to {$last} are equal
report-equal-note = “Equal” means that the studies give neither of them priority. The order is then a proposal.
report-top = TOP

report-missing-title = What is still missing
report-missing-note = This report shows an interim state. These requirements have not been answered completely:
report-missing-more =
    { $count ->
        [one] One more requirement is marked in the annex with the answers.
       *[other] {$count} more requirements are marked in the annex with the answers.
    }

report-chart = The topics compared
report-chart-caption = Share of fulfilled requirements per topic in per cent. The outer edge means: everything fulfilled.
report-chart-caption-bars = Share of fulfilled requirements per topic. A full bar means: everything fulfilled.
report-chart-alt = Radar chart over {$count} topics. {$values}. A table gives the same values.
report-chart-value = {$topic}: {$now}
report-chart-value-then = {$topic}: {$now}, last time {$then}
report-chart-now = today
report-chart-then = last time
report-chart-topic = Topic
report-chart-fulfilled = Fulfilled
report-chart-share = Share
report-chart-share-then = Last time
report-chart-of = {$fulfilled} of {$relevant}
report-chart-irrelevant = not relevant
report-chart-bar = Bar

report-comparison = Then and now
report-comparison-since = Compared with the state of {$date}.
report-comparison-points-more =
    { $difference ->
        [one] Then {$then} of {$thenmaximum} points, today {$now} of {$nowmaximum}: one point more.
       *[other] Then {$then} of {$thenmaximum} points, today {$now} of {$nowmaximum}: {$difference} points more.
    }
report-comparison-points-fewer =
    { $difference ->
        [one] Then {$then} of {$thenmaximum} points, today {$now} of {$nowmaximum}: one point fewer.
       *[other] Then {$then} of {$thenmaximum} points, today {$now} of {$nowmaximum}: {$difference} points fewer.
    }
report-comparison-points-same = Then {$then} of {$thenmaximum} points, today {$now} of {$nowmaximum}: the same.
report-comparison-points-none = Points cannot be compared because one of the two states is not complete.
report-comparison-better = This has become better
report-comparison-worse = This has become worse
report-comparison-relevance = This has come to apply or no longer applies
report-comparison-change = {$title}: then {$then}, today {$now}
report-comparison-unchanged = Compared with last time, nothing has changed in any requirement.
report-comparison-new =
    { $count ->
        [one] One requirement is new in the questionnaire and is not compared.
       *[other] {$count} requirements are new in the questionnaire and are not compared.
    }
report-comparison-lost = Earlier answers were not carried over for: {$titles}.
report-comparison-more = and {$count} more
report-comparison-done = Done in between
report-comparison-done-none = No measure was marked as done in the plan during this time.
report-comparison-cause = The comparison shows what has changed. It does not say why.

report-measures = Measures in detail
report-measures-recommendations = Recommendations
report-measures-recommendations-top = First: what is of special importance (TOP)
report-measures-recommendations-rest = Then: everything else
report-measures-recommendations-none = According to your answers, no recommendation is open.
report-measures-intro =
    { $count ->
        [one] Described here is the measure that comes next: what to do, why, and how to start.
       *[other] Described here are the {$count} measures that come next: what to do, why, and how to start.
    }
report-measure-fallback = Put in place: {$requirement}
report-measure-what = What
report-measure-why = Why
report-measure-how = How
report-measure-who = Who can help
report-measure-effort = Effort
report-measure-time = Own time
report-measure-days =
    { $days ->
        [one] about one working day
       *[other] about {$days} working days
    }
report-measure-cost = Cost
report-measure-cost-none = none
report-measure-cost-once = {$low} to {$high} once
report-measure-cost-year = {$low} to {$high} a year
report-measure-cost-once-most = up to {$high} once
report-measure-cost-year-most = up to {$high} a year
report-measure-cost-once-same = {$low} once
report-measure-cost-year-same = {$low} a year
report-measure-not-known = not known
report-measure-evidence = Evidence
report-measure-evidence-line = {$grade} – {$words}; {$effect}
report-measure-source = Source: {$source}
report-measure-risks = Bears on
report-measure-funding = Funding
report-measure-unknown = You answered “I don’t know” here. The first step is to find out.
report-measure-untold = The questionnaire contains no description of the measure for this requirement.

report-risks = Risks
report-risks-intro = The risks follow from your answers and from the facts about the organisation. Both classes are estimates, not measurements; we do not work out a loss in euros for a single organisation, because there is no reliable basis for it.
report-risks-none = No risks can be derived from the answers to this questionnaire.
report-risks-matrix = All risks at a glance
report-risks-matrix-caption = The numbers refer to the list of risks.
report-risks-matrix-alt = Matrix with four classes of likelihood and four of impact. {$values}. The table below gives the same information.
report-risks-matrix-value = {$number}: likelihood {$likelihood}, impact {$impact}
report-risks-number = No.
report-risks-risk = Risk
report-risks-likelihood = Likelihood
report-risks-impact = Impact
report-risks-level = Level
report-risks-best = If everything that belongs to it were fulfilled: likelihood {$likelihood}, impact {$impact}.
report-risks-best-same = Even if everything that belongs to it is fulfilled, the classes stay the same.
report-risks-consequence = What follows then
report-risks-drivers = What keeps it open
report-risks-drivers-none = No open requirement contributes to it.
report-risks-drivers-more = and {$count} more
report-risks-facts = Special feature
report-risks-fact-kind-likelihood-more = For this kind of organisation it counts as more likely.
report-risks-fact-kind-likelihood-less = For this kind of organisation it counts as less likely.
report-risks-fact-kind-impact-more = For this kind of organisation the consequences weigh more heavily.
report-risks-fact-kind-impact-less = For this kind of organisation the consequences weigh less.
report-risks-fact-size-likelihood-more = From {$value} employees on it counts as more likely.
report-risks-fact-size-likelihood-less = From {$value} employees on it counts as less likely.
report-risks-fact-size-impact-more = From {$value} employees on the consequences weigh more heavily.
report-risks-fact-size-impact-less = From {$value} employees on the consequences weigh less.
report-risks-fact-sector-likelihood-more = In this sector it counts as more likely.
report-risks-fact-sector-likelihood-less = In this sector it counts as less likely.
report-risks-fact-sector-impact-more = In this sector the consequences weigh more heavily.
report-risks-fact-sector-impact-less = In this sector the consequences weigh less.
report-risks-transfer = Passing it on
report-risks-frequency = How often
report-risks-frequency-range = Of {$per} organisations, about {$low} to {$high} a year.
report-risks-frequency-one = Of {$per} organisations, about {$low} a year.
report-risks-treatment = Your decision
report-risks-treatment-none = not decided yet
report-risks-decided-by = decided by {$person}
report-risks-decided-on = on {$date}

report-plan = Plan
report-plan-intro = All open measures in the order of the plan. The status is what you have entered; the points change only when the check is repeated.
report-plan-none = No measure is open.
report-plan-measure = Measure
report-plan-status = Status
report-plan-owner = Responsible
report-plan-due = Due
report-plan-reason = Reason
report-plan-note = Note
report-plan-more =
    { $count ->
        [one] One more open measure, for which nothing is planned yet, is in the annex with the answers.
       *[other] {$count} more open measures, for which nothing is planned yet, are in the annex with the answers.
    }

report-answers = All answers
report-answers-crc = All requirements
report-answers-intro = By topic, with your answers and notes.
report-answers-intro-crc = By area, with status and recommendation.
report-answers-number = No.
report-answers-requirement = Requirement
report-answers-standing = Status
report-answers-recommendation = Recommendation
report-answers-unanswered = not answered
report-answers-not-asked = not asked
report-notes-left-out = All notes together are too long for this document; only the first ones are printed. The JSON export has them in full.
report-notes-shortened = Long notes are shortened and marked “[shortened]”; the JSON export has them in full.
report-shortened = […] [shortened]
report-glyphs = This PDF cannot show some characters; “�” stands in their place. The JSON export has the texts in full.

report-funding = Funding and free help
report-funding-intro = Offers that may suit your kind of organisation. Whether you receive funding is decided by the funding body alone.
report-funding-none = There is no offer on record for this kind of organisation.
report-funding-funder = Who
report-funding-subject = What
report-funding-terms = Terms
report-funding-how = How to proceed
report-funding-validity = Validity
report-funding-source = Read more
report-funding-from-to = {$from} to {$to}
report-funding-from = since {$from}
report-funding-to = until {$to}
report-funding-verified = last checked on {$date}
report-funding-valid = checked
report-funding-not-yet = has not begun yet
report-funding-to-be-checked = to be checked
report-funding-past = expired, to be checked

report-sources = Sources and rules
report-sources-rules = How this report comes about
report-sources-points = Points
report-sources-rule-risk = Risks
report-sources-rule-risk-text = Each risk has a base class. Facts about the organisation and open requirements move it by one class each: if less than a quarter of what belongs to it is open, it goes down; if it is three fifths or more, it goes up. A measure put in place never raises a risk.
report-sources-rule-order = Order
report-sources-rule-unknown = “I don’t know”
report-sources-rule-unknown-text = “I don’t know” counts like “No” for the points. What does not apply lowers the number of points that can be reached.
report-sources-evidence = Grades of evidence
report-sources-effort = Levels of effort
report-sources-check = Questionnaire
report-sources-check-about = What it is
report-sources-check-source = Source
report-sources-check-publisher = Publisher
report-sources-check-licence = Licence
report-sources-check-fingerprint = Fingerprint
report-sources-list = Sources on effect, frequency and cost
report-sources-estimate = Costs without a source and the working times are our own estimates, {$review}.

report-crc-heading = Result of the IT security consultation for small firms, following the structure of DIN SPEC 27076
report-crc-all = Congratulations: you fulfil all requirements of this check. Set yourself the next goal and ask your adviser which further examination or certificate suits your firm.
report-crc-top-fulfilled = You fulfil all requirements of special importance (TOP). Now carry out the other recommendations without delay; they begin on the next page.
report-crc-top-open = At least one requirement of special importance (TOP) is still open. Carry out the TOP recommendations first, then all the others; they begin on the next page.
report-crc-chart = Fulfilled requirements in the six areas
report-crc-objectivity = Statement of objectivity
report-crc-objectivity-text = The consultation was independent of particular products and suppliers. The recommendations follow from the firm’s answers alone and were given to the best of our knowledge.
report-crc-objectivity-alone = If the check was filled in without an adviser, the signatures are left blank.
report-crc-sign-adviser = Place, date, signature of the adviser
report-crc-sign-firm = Place, date, signature for the firm

report-csv-rank = Rank
report-csv-topic = Topic
report-csv-requirement-id = Requirement no.
report-csv-requirement = Requirement
report-csv-top = TOP
report-csv-standing = Status
report-csv-question-id = Question no.
report-csv-question = Question
report-csv-answer = Answer
report-csv-note = Note
report-csv-measure = Measure
report-csv-effort = Effort
report-csv-days = Own working days
report-csv-cost-low = Cost from (euro)
report-csv-cost-high = Cost to (euro)
report-csv-cost-per = Cost per
report-csv-cost-once = once
report-csv-cost-year = year
report-csv-cost-review = Cost figure
report-csv-evidence = Evidence
report-csv-effect = Effect
report-csv-risks = Risks
report-csv-status = Status in the plan
report-csv-owner = Responsible
report-csv-due = Due
report-csv-reason = Reason
