health-title = Zustand der Anlage
health-lead = Was läuft, was Sie sich ansehen sollten und was gestört ist. Dieselben Angaben liefert der Befehl „ringwall doctor“ auf dem Server.
health-summary-fine = Alles in Ordnung.
health-summary-attention = { $count ->
    [one] Eine Sache sollten Sie sich ansehen.
   *[other] { $count } Sachen sollten Sie sich ansehen.
}
health-summary-broken = { $count ->
    [one] Eine Sache ist gestört.
   *[other] { $count } Sachen sind gestört.
}
health-topic = Was
health-state = Zustand
health-detail = Befund und was zu tun ist
health-at = Stand: { $when }. Zum Auffrischen die Seite neu laden.
health-is-fine = in Ordnung
health-is-attention = ansehen
health-is-broken = gestört

health-configuration = Konfiguration
health-configuration-fine = Datei, Umgebung und Schalter passen zusammen.
health-configuration-faulty = { $error }
health-content = Inhalte
health-content-fine = { $checks } Checks und { $risks } Risiken sind geladen.
health-content-faulty = Die Inhalte im Programm sind beschädigt: { $error }. Installieren Sie das Programm neu.
health-reports = Berichte
health-reports-fine = Ein PDF mit { $kilobytes } kB wurde erzeugt.
health-reports-faulty = Es ließ sich kein PDF erzeugen: { $error }. Installieren Sie das Programm neu.
health-port = Anschluss
health-port-fine = { $listen } ist frei.
health-port-ours = Auf { $listen } läuft Ringwall.
health-port-taken = { $listen } ist belegt ({ $error }). Läuft Ringwall schon? Sonst beenden Sie das andere Programm oder ändern Sie „server.listen“.

health-database = Datenbank
health-database-fine = { $engine } antwortet, Schema { $schema } ist aktuell.
health-database-empty = { $engine } antwortet und ist noch leer. „ringwall serve“ oder „ringwall migrate“ richtet sie ein.
health-database-pending = Die Datenbank hat Schema { $schema }, dieses Programm braucht { $known }. Sichern Sie zuerst („ringwall backup“), dann „ringwall migrate“.
health-database-newer = Die Datenbank hat Schema { $schema }, dieses Programm kennt nur { $known }. Sie wurde von einer neueren Version geschrieben: Starten Sie diese, oder spielen Sie die Sicherung von davor zurück.
health-database-silent = Die Datenbank antwortet nicht: { $error }. Prüfen Sie „database.url“ und ob der Datenbankserver läuft.
health-clock = Uhr der Datenbank
health-clock-own = SQLite benutzt die Uhr dieses Rechners.
health-clock-agree = Die Uhren von Datenbank und Rechner stimmen auf { $seconds } Sekunden überein.
health-clock-apart = Die Uhren von Datenbank und Rechner gehen { $seconds } Sekunden auseinander. Schalten Sie auf beiden die Zeitsynchronisation (NTP) ein.
health-clock-silent = Die Uhrzeit der Datenbank ließ sich nicht lesen.
health-time-service = Uhr dieses Rechners
health-time-service-fine = Die Uhr wird mit einem Zeitserver abgeglichen.
health-time-service-off = Die Uhr wird nicht abgeglichen. Schalten Sie NTP ein („timedatectl set-ntp true“). Einmal-Codes und Fristen hängen an der richtigen Zeit.
health-time-service-unknown = Ob die Uhr abgeglichen wird, ließ sich nicht feststellen. In einem Container ist die Uhr die des Wirtsrechners: Prüfen Sie dort, ob NTP läuft.
health-jobs = Aufträge
health-jobs-fine = Kein Auftrag ist liegen geblieben.
health-jobs-dead = { $count ->
    [one] Ein Auftrag wurde nach mehreren Versuchen aufgegeben.
   *[other] { $count } Aufträge wurden nach mehreren Versuchen aufgegeben.
} Unter „E-Mail“ sehen Sie, warum, und können sie noch einmal anstoßen oder verwerfen.
health-jobs-silent = Die Liste der Aufträge ließ sich nicht lesen.
health-worker = Bearbeitung
health-worker-fine = Fällige Aufträge werden erledigt.
health-worker-overdue = Ein Auftrag ist seit { $minutes } Minuten fällig und wird nicht erledigt. Läuft „ringwall serve“ oder „ringwall worker“? Sehen Sie ins Protokoll.
health-backup = Sicherung
health-backup-fine = Die letzte Sicherung ist { $hours } Stunden alt.
health-backup-old = Die letzte Sicherung ist { $hours } Stunden alt. Lassen Sie „ringwall backup“ jede Nacht laufen.
health-backup-never = Von einer Sicherung ist nichts bekannt. Richten Sie „ringwall backup“ für jede Nacht ein. (Sicherungen mit anderen Werkzeugen sieht Ringwall nicht.)
health-backup-silent = Wann zuletzt gesichert wurde, ließ sich nicht lesen.
health-files = Ablage für Dateien
health-files-fine = Eine Datei ließ sich schreiben, lesen und löschen.
health-files-nowhere = Es ist keine Ablage eingestellt; Belege lassen sich nicht hochladen. Setzen Sie „files.store“ auf einen Ordner.
health-files-unwritable = In der Ablage lässt sich nicht arbeiten: { $error }. Prüfen Sie „files.store“ und die Rechte des Dienstkontos.
health-files-different = Aus der Ablage kam etwas anderes zurück, als hineingelegt wurde. Prüfen Sie den Datenträger.

health-disk-database = Platz für die Datenbank
health-disk-database-fine = { $megabytes } MB sind frei in { $folder }.
health-disk-database-little = Nur noch { $megabytes } MB sind frei in { $folder }. Schaffen Sie Platz.
health-disk-database-full = Nur noch { $megabytes } MB sind frei in { $folder }. Bald lässt sich nichts mehr speichern: Schaffen Sie jetzt Platz.
health-disk-database-unknown = Wie viel Platz in { $folder } frei ist, ließ sich nicht feststellen.
health-disk-files = Platz für Dateien
health-disk-files-fine = { $megabytes } MB sind frei in { $folder }.
health-disk-files-little = Nur noch { $megabytes } MB sind frei in { $folder }. Schaffen Sie Platz.
health-disk-files-full = Nur noch { $megabytes } MB sind frei in { $folder }. Bald lässt sich nichts mehr hochladen: Schaffen Sie jetzt Platz.
health-disk-files-unknown = Wie viel Platz in { $folder } frei ist, ließ sich nicht feststellen.
health-address = Adresse
health-address-https = Die Anlage ist unter { $url } verschlüsselt zu erreichen; Cookies sind als sicher gekennzeichnet.
health-address-unnamed = Die Anlage spricht HTTPS, kennt aber ihre Adresse nicht. Setzen Sie „server.public_url“, sonst stehen in E-Mails keine Links.
health-address-loopback = Die Anlage ist nur auf diesem Rechner zu erreichen. Für den Betrieb setzen Sie „server.public_url“ auf die https-Adresse.
health-address-open = Die Anlage hört unverschlüsselt auf { $listen }. Setzen Sie einen Reverse Proxy davor oder „server.tls_certificate“, und „server.public_url“ auf die https-Adresse.
health-proxy = Reverse Proxy
health-proxy-fine = Ein Proxy steht davor und nennt die Adressen der Besucherinnen und Besucher.
health-proxy-none = Es steht kein Proxy davor.
health-proxy-both = Die Anlage verschlüsselt selbst und glaubt trotzdem einem Proxy („server.behind_proxy“). Wenn keiner davor steht, schalten Sie das aus: Sonst kann jede Anfrage eine fremde Absenderadresse vorgeben.
health-proxy-unsaid = „server.public_url“ beginnt mit https, aber weder ein Zertifikat noch ein Proxy ist eingestellt. Steht ein Proxy davor, setzen Sie „server.behind_proxy = true“: Sonst gelten alle Besuche als einer und bremsen sich gegenseitig.
health-proxy-reachable = Ein Proxy steht davor, aber { $listen } ist auch an ihm vorbei zu erreichen. Setzen Sie „server.listen“ auf 127.0.0.1 oder sperren Sie den Anschluss: Sonst kann jede Anfrage eine fremde Absenderadresse vorgeben.
health-proxy-unencrypted = Ein Proxy ist eingestellt, „server.public_url“ beginnt aber nicht mit https. Cookies sind deshalb nicht als sicher gekennzeichnet.
health-certificate = Zertifikat
health-certificate-fine = Das Zertifikat gilt noch { $days } Tage und passt zur Adresse.
health-certificate-soon = Das Zertifikat gilt nur noch { $days } Tage. Erneuern Sie es; die neuen Dateien werden von selbst übernommen.
health-certificate-over = Das Zertifikat ist abgelaufen. Legen Sie ein neues an dieselbe Stelle; es wird von selbst übernommen.
health-certificate-early = Das Zertifikat gilt noch nicht. Prüfen Sie die Uhr dieses Rechners.
health-certificate-other-name = Das Zertifikat gilt für { $names }, nicht für { $host }. Browser werden warnen.
health-certificate-chain = Die Zertifikate in der Datei bauen nicht aufeinander auf. In die Datei gehört zuerst das eigene Zertifikat, dann die Zwischenzertifikate der Reihe nach.
health-certificate-alone = Die Datei enthält nur ein Zertifikat. Die meisten Aussteller liefern Zwischenzertifikate mit; ohne sie warnen manche Geräte. Nehmen Sie die Datei „fullchain“.
health-certificate-self-signed = Das Zertifikat ist selbst ausgestellt. Browser warnen davor; für den Betrieb nehmen Sie eines von einer anerkannten Stelle.
health-certificate-unreadable = Das Zertifikat lässt sich nicht lesen: { $error }.
health-mail = E-Mail
health-mail-nowhere = Es ist kein Mailserver eingestellt; Einladungen und Erinnerungen bleiben liegen.
health-mail-faulty = Die Angaben zum Mailserver passen nicht: { $error }.
health-mail-fine = { $server } nimmt Verbindungen an.
health-mail-silent = { $server } antwortet nicht, wie es sein soll: { $error }. Prüfen Sie Adresse, Anschluss, Verschlüsselung und Kennwort.
health-mail-sent = Eine Probe ging an { $to }. Sehen Sie nach, ob sie angekommen ist.
health-mail-unsent = Die Probe an { $to } wurde nicht angenommen: { $error }.
health-sample-subject = Probe von Ringwall
health-sample-text = Diese Nachricht hat der Befehl „ringwall doctor“ geschickt, um den Weg der E-Mail zu prüfen. Sie brauchen nichts zu tun.
