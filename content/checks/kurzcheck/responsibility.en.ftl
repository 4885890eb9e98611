topic-responsibility = Responsibility
    .intro = Security works where one person is in charge of it and the leadership stands behind them. It need not be an expert.

kurz-01 = Person in charge
    .measure = Name a person in charge and a deputy
    .what = The leadership names a person who takes care of IT security, and a deputy. Both get fixed time for it, and everyone knows their names.
    .why = In an emergency the first hour counts. If it is unclear who decides, orders, opening days and the trust of customers or citizens are lost.
    .how-1 = Ask today who could imagine doing this, and choose a deputy too.
    .how-2 = Write on half a page what the two may decide and how much time they have per month.
    .how-3 = After four weeks ask three members of staff: who is in charge here?
    .who = Your chamber or guild, the regional business development agency; for town halls the shared IT provider or a neighbouring municipality.
kurz-01-1 = Is somebody in charge of IT security?
    .help = A person with a name counts, even the boss in person; an IT provider alone is not enough.
    .example = In a bakery the daughter-in-law takes on the task, in the town hall the colleague from general administration. Both have two hours a month for it.
