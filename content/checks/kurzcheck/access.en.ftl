topic-access = Access
    .intro = With every temporary helper and every change of job, accounts pile up. Whoever leaves should hand in the key, the digital one too.

kurz-09 = Accounts of leavers
    .measure = Block leavers’ accounts on the same day
    .what = A list shows who may access what. If somebody leaves or changes jobs, access no longer needed is blocked on the same day.
    .why = Sooner or later somebody uses a forgotten account, and not always the person it belonged to. This is often noticed only after months, when it can hardly be established what is missing.
    .how-1 = Write down who has left in the past two years and have their accounts checked.
    .how-2 = Turn the list into a checklist for the last working day: accounts, keys, devices, shared passwords.
    .how-3 = Go through the list of all accounts twice a year, including those of providers.
    .who = Your IT provider, the personnel office; in town halls also those who look after the specialist applications.
kurz-09-1 = Do you block access as soon as someone leaves?
    .help = This means accounts, remote access and keys of everyone who leaves, including temporary helpers and providers.
    .example = The former journeyman could still get into the workshop’s online calendar a year later. Today the master ticks off six points on the last day.
