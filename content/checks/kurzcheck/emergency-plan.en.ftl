topic-emergency-plan = Emergency plan
    .intro = When the screen stays black, nobody has time to look for telephone numbers. One sheet of paper is enough to begin with.

kurz-02 = Emergency plan on paper
    .measure = Write an emergency plan on one sheet
    .what = One sheet says whom to call, what not to touch and how work carries on without computers for the first days. It hangs where everyone can see it.
    .why = Whoever is prepared acts within minutes instead of hours. This saves downtime and prevents well-meant mistakes that destroy traces or data.
    .how-1 = Write down the most important phone numbers: leadership, IT provider, insurance, police, bank.
    .how-2 = Add three sentences: pull the network cable, do not switch the device off, call the person in charge.
    .how-3 = Play it through for half an hour and call every number once.
    .who = Your IT provider, the chamber; for town halls the office in charge of civil protection and a neighbouring municipality.
kurz-02-1 = Do you have an emergency plan on paper?
    .help = One sheet is enough that says whom to call and how work carries on without computers.
    .example = In the workshop the sheet hangs next to the first-aid box, in the citizens’ office inside the cupboard door.
