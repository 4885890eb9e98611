topic-backup = Datensicherung
    .intro = Mit einer Sicherungskopie, die funktioniert, bleibt ein schlechter Tag ein schlechter Tag und wird kein schlechtes Jahr.

kurz-05 = Getrennte Sicherung
    .measure = Daten getrennt sichern und das Zurückholen testen
    .what = Die wichtigen Daten werden regelmäßig kopiert. Eine Kopie liegt getrennt vom Netz, und zweimal im Jahr wird geprobt, ob sich alles zurückholen lässt.
    .why = Mit einer getesteten Sicherung geht es oft nach Tagen weiter, ohne sie nach Wochen oder gar nicht. Wer nicht zurücksichern kann, zahlt nach Zahlen eines Versicherers (At-Bay 2024) dreimal so häufig Lösegeld.
    .how-1 = Fragen Sie, was gesichert wird, wie oft und wohin.
    .how-2 = Sorgen Sie für eine Kopie, die nach dem Sichern vom Netz getrennt ist, zum Beispiel eine Festplatte im Tresor.
    .how-3 = Holen Sie eine beliebige Datei vom letzten Monat zurück und stoppen Sie die Zeit.
    .who = Ihr IT-Dienstleister; für Rathäuser das kommunale Rechenzentrum.
kurz-05-1 = Liegt eine Datensicherung getrennt vom Netz?
    .help = Gemeint ist eine aktuelle Kopie aller wichtigen Daten, an die ein Angreifer über das Netz nicht herankommt.
    .example = Die Tischlerei wechselt zwei Festplatten wöchentlich, eine liegt immer zu Hause. Das Rathaus fragt beim Rechenzentrum nach und lässt sich eine Rücksicherung zeigen.
