likelihood-1 = Rare
likelihood-2 = Possible
likelihood-3 = Likely
likelihood-4 = To be expected

impact-1 = A nuisance
impact-2 = Noticeable
impact-3 = Severe
impact-4 = Threatens existence

level-low = Low
level-moderate = Moderate
level-high = High
level-very-high = Very high

effort-0 = Needed anyway
    .explain = This has to be done in any case, so the effort is not rated.
effort-1 = Today
    .explain = Done within a day, with no upkeep afterwards.
effort-2 = Within a week
    .explain = Can be managed within a week by your own means.
effort-3 = Weeks to months
    .explain = Takes some weeks to months, perhaps with outside help.
effort-4 = With specialists
    .explain = Takes longer and needs expert knowledge, mostly from a provider.
effort-5 = Very elaborate
    .explain = Elaborate and complex; it concerns secondary risks and can wait until what matters more is done.

evidence-a = Very well studied
    .explain = There is a controlled study: groups with and without this measure were compared.
evidence-b = Well studied
    .explain = Insurers have evaluated real claims, or several studies come to the same result.
evidence-c = Little studied
    .explain = There are figures, but they only show a connection. Those who have put the measure in place may be better off for other reasons too.
evidence-d = Expert view
    .explain = We have found no study; experts consider the measure sensible.

effect-strong = Strong effect
effect-moderate = Noticeable effect
effect-little = Hardly any effect
effect-unmeasured = Effect not measured

answer-yes = Yes
answer-partly = Partly
answer-no = No
answer-unknown = I don’t know
answer-not-applicable = Does not apply

requirement-fulfilled = Fulfilled
requirement-partly = Partly fulfilled
requirement-open = Open
requirement-not-applicable = Does not apply
requirement-unanswered = Not answered yet

measure-status-todo = To do
measure-status-in-progress = In progress
measure-status-done = Done
measure-status-not-for-us = Not for us

treatment-reduce = Reduce
    .explain = You do something so that the event happens less often or does less damage.
treatment-avoid = Avoid
    .explain = You stop doing what brings the risk with it, for example by switching off an access nobody needs any more.
treatment-transfer = Transfer
    .explain = You pass part of the risk on to others, such as an insurer, or a provider by contract. Responsibility stays with you.
treatment-accept = Accept
    .explain = Management knows the risk and deliberately decides to do nothing more for now. It looks at it again on a fixed date.

review-pending = still to be checked by experts
review-checked = checked against the source
