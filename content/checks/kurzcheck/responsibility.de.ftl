topic-responsibility = Zuständigkeit
    .intro = Sicherheit gelingt dort, wo eine Person dafür zuständig ist und die Leitung hinter ihr steht. Ein Fachmensch muss das nicht sein.

kurz-01 = Zuständige Person
    .measure = Eine zuständige Person und Vertretung bestimmen
    .what = Die Leitung bestimmt eine Person, die sich um die Sicherheit der IT kümmert, dazu eine Vertretung. Beide bekommen dafür feste Zeit, und alle kennen ihre Namen.
    .why = Im Ernstfall zählt die erste Stunde. Ist unklar, wer entscheidet, gehen Aufträge, Öffnungstage und das Vertrauen der Kundschaft oder der Bürgerinnen und Bürger verloren.
    .how-1 = Fragen Sie heute, wer sich das vorstellen kann, und wählen Sie eine Vertretung dazu.
    .how-2 = Schreiben Sie auf eine halbe Seite, was beide entscheiden dürfen und wie viel Zeit sie im Monat haben.
    .how-3 = Fragen Sie nach vier Wochen drei Mitarbeitende: Wer ist bei uns zuständig?
    .who = Ihre Kammer oder Innung, die regionale Wirtschaftsförderung; für Rathäuser der gemeinsame IT-Dienstleister oder eine Nachbargemeinde.
kurz-01-1 = Ist bei Ihnen jemand für IT-Sicherheit zuständig?
    .help = Es zählt eine Person mit Namen, auch die Chefin oder der Chef selbst; ein IT-Dienstleister allein genügt nicht.
    .example = In einer Bäckerei übernimmt die Schwiegertochter die Aufgabe, im Rathaus die Kollegin aus dem Hauptamt. Beide haben zwei Stunden im Monat dafür.
