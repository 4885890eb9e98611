health-title = State of the installation
health-lead = What works, what you should look at and what is broken. The command “ringwall doctor” on the server says the same.
health-summary-fine = Everything is fine.
health-summary-attention = { $count ->
    [one] One thing needs a look.
   *[other] { $count } things need a look.
}
health-summary-broken = { $count ->
    [one] One thing is broken.
   *[other] { $count } things are broken.
}
health-topic = What
health-state = State
health-detail = Finding and what to do
health-at = As of { $when }. Reload the page to look again.
health-is-fine = ok
health-is-attention = attention
health-is-broken = broken

health-configuration = Configuration
health-configuration-fine = File, environment and flags fit.
health-configuration-faulty = { $error }
health-content = Content
health-content-fine = { $checks } checks and { $risks } risks are loaded.
health-content-faulty = The content in the program is damaged: { $error }. Install the program again.
health-reports = Reports
health-reports-fine = A PDF of { $kilobytes } kB was made.
health-reports-faulty = No PDF could be made: { $error }. Install the program again.
health-port = Port
health-port-fine = { $listen } is free.
health-port-ours = Ringwall is running at { $listen }.
health-port-taken = { $listen } is taken ({ $error }). Is Ringwall running already? Otherwise stop the other program or change “server.listen”.

health-database = Database
health-database-fine = { $engine } answers, schema { $schema } is up to date.
health-database-empty = { $engine } answers and is still empty. “ringwall serve” or “ringwall migrate” sets it up.
health-database-pending = The database has schema { $schema }, this program needs { $known }. Make a backup first (“ringwall backup”), then run “ringwall migrate”.
health-database-newer = The database has schema { $schema }, this program knows only { $known }. It was written by a newer version: start that one, or restore the backup made before.
health-database-silent = The database does not answer: { $error }. Check “database.url” and whether the database server runs.
health-clock = Clock of the database
health-clock-own = SQLite uses the clock of this machine.
health-clock-agree = The clocks of database and machine agree within { $seconds } seconds.
health-clock-apart = The clocks of database and machine are { $seconds } seconds apart. Switch on time synchronisation (NTP) on both.
health-clock-silent = The time of the database could not be read.
health-time-service = Clock of this machine
health-time-service-fine = The clock is kept right by a time server.
health-time-service-off = The clock is not kept right. Switch on NTP (“timedatectl set-ntp true”). One-time codes and deadlines depend on the right time.
health-time-service-unknown = It could not be found out whether the clock is kept right. In a container the clock is that of the host: check there that NTP runs.
health-jobs = Jobs
health-jobs-fine = No job was left behind.
health-jobs-dead = { $count ->
    [one] One job was given up after several tries.
   *[other] { $count } jobs were given up after several tries.
} Under “Mail” you see why, and can try again or throw them away.
health-jobs-silent = The list of jobs could not be read.
health-worker = Worker
health-worker-fine = Due jobs are being done.
health-worker-overdue = A job has been due for { $minutes } minutes and is not being done. Is “ringwall serve” or “ringwall worker” running? Look into the log.
health-backup = Backup
health-backup-fine = The last backup is { $hours } hours old.
health-backup-old = The last backup is { $hours } hours old. Let “ringwall backup” run every night.
health-backup-never = Nothing is known of a backup. Set up “ringwall backup” for every night. (Ringwall does not see backups made with other tools.)
health-backup-silent = When the last backup was made could not be read.
health-files = Place for files
health-files-fine = A file could be written, read and deleted.
health-files-nowhere = No place for files is set; documents cannot be uploaded. Set “files.store” to a folder.
health-files-unwritable = The place for files cannot be worked in: { $error }. Check “files.store” and the rights of the service account.
health-files-different = Something else came back from the place for files than was put there. Check the disk.

health-disk-database = Space for the database
health-disk-database-fine = { $megabytes } MB are free in { $folder }.
health-disk-database-little = Only { $megabytes } MB are free in { $folder }. Make room.
health-disk-database-full = Only { $megabytes } MB are free in { $folder }. Soon nothing can be stored: make room now.
health-disk-database-unknown = How much space is free in { $folder } could not be found out.
health-disk-files = Space for files
health-disk-files-fine = { $megabytes } MB are free in { $folder }.
health-disk-files-little = Only { $megabytes } MB are free in { $folder }. Make room.
health-disk-files-full = Only { $megabytes } MB are free in { $folder }. Soon nothing can be uploaded: make room now.
health-disk-files-unknown = How much space is free in { $folder } could not be found out.
health-address = Address
health-address-https = The installation is reached encrypted at { $url }; cookies are marked secure.
health-address-unnamed = The installation speaks HTTPS but does not know its address. Set “server.public_url”, or mails carry no links.
health-address-loopback = The installation can be reached on this machine only. To run it, set “server.public_url” to the https address.
health-address-open = The installation listens unencrypted on { $listen }. Put a reverse proxy in front or set “server.tls_certificate”, and “server.public_url” to the https address.
health-proxy = Reverse proxy
health-proxy-fine = A proxy stands in front and names the addresses of visitors.
health-proxy-none = No proxy stands in front.
health-proxy-both = The installation encrypts by itself and still believes a proxy (“server.behind_proxy”). If none stands in front, switch that off: otherwise any request can claim a foreign address.
health-proxy-unsaid = “server.public_url” begins with https, but neither a certificate nor a proxy is set. If a proxy stands in front, set “server.behind_proxy = true”: otherwise all visitors count as one and slow each other down.
health-proxy-reachable = A proxy stands in front, but { $listen } can be reached past it. Set “server.listen” to 127.0.0.1 or close the port: otherwise any request can claim a foreign address.
health-proxy-unencrypted = A proxy is set, but “server.public_url” does not begin with https. Cookies are therefore not marked secure.
health-certificate = Certificate
health-certificate-fine = The certificate is valid for { $days } more days and fits the address.
health-certificate-soon = The certificate is valid for only { $days } more days. Renew it; the new files are taken up by themselves.
health-certificate-over = The certificate has expired. Put a new one in the same place; it is taken up by itself.
health-certificate-early = The certificate is not valid yet. Check the clock of this machine.
health-certificate-other-name = The certificate is for { $names }, not for { $host }. Browsers will warn.
health-certificate-chain = The certificates in the file do not build on one another. Your own certificate comes first, then the intermediates in order.
health-certificate-alone = The file holds only one certificate. Most issuers supply intermediates; without them some devices warn. Use the file “fullchain”.
health-certificate-self-signed = The certificate vouches for itself. Browsers warn about it; for real use take one from a recognised authority.
health-certificate-unreadable = The certificate cannot be read: { $error }.
health-mail = Mail
health-mail-nowhere = No mail server is set; invitations and reminders stay where they are.
health-mail-faulty = What is set about the mail server does not fit: { $error }.
health-mail-fine = { $server } takes connections.
health-mail-silent = { $server } does not answer as it should: { $error }. Check address, port, encryption and password.
health-mail-sent = A sample went to { $to }. Look whether it has arrived.
health-mail-unsent = The sample to { $to } was not taken: { $error }.
health-sample-subject = Sample from Ringwall
health-sample-text = The command “ringwall doctor” sent this message to see whether mail gets through. There is nothing for you to do.
