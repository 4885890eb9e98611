topic-awareness = Awareness
    .intro = Many attacks begin with a message to a person. People who may ask without embarrassment stop many of them.

kurz-03 = Reporting suspicion
    .measure = Discuss and report suspicious messages together
    .what = Several times a year you talk for ten minutes about real examples. Everyone knows whom to show a suspicious message to, even after having clicked.
    .why = Training alone hardly lowers the number of clicks, as a large study shows. A quick report matters more: it can turn a lost month into a lost hour.
    .how-1 = Bring a real fraudulent e-mail to the next meeting and ask: how can you tell?
    .how-2 = Name one person who may be shown anything, and say thank you for every report.
    .how-3 = Count the reports for six months; more reports are a good sign.
    .who = Police and consumer advice centre with current examples, your chamber, for town halls the free warning service of CERT NRW, the state’s IT emergency team.
kurz-03-1 = Does everyone know where to report suspicious e-mails?
    .help = Answer “Yes” if a temporary helper or trainee would know as well.
    .example = A shop assistant shows the boss an alleged parcel message before clicking. The next day the message hangs in the break room as an example.
