topic-backup = Backup
    .intro = With a backup copy that works, a bad day stays a bad day and does not become a bad year.

kurz-05 = Separate backup
    .measure = Back up separately and test getting data back
    .what = The important data are copied regularly. One copy is kept apart from the network, and twice a year it is rehearsed whether everything can be brought back.
    .why = With a tested backup work often carries on after days, without one after weeks or not at all. According to an insurer’s figures (At-Bay 2024), those who cannot restore pay a ransom three times as often.
    .how-1 = Ask what is backed up, how often and where to.
    .how-2 = Provide a copy that is disconnected from the network after the backup, for example a hard disk in a safe.
    .how-3 = Bring back any file from last month and time how long it takes.
    .who = Your IT provider; for town halls the municipal data centre.
kurz-05-1 = Is a backup kept off the network?
    .help = This means a current copy of all important data that an attacker cannot reach over the network.
    .example = The joinery swaps two hard disks every week, one is always at home. The town hall asks the data centre and has a restore demonstrated.
