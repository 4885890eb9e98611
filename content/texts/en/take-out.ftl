take-out-title = Take everything out
take-out-text = You get an archive (ZIP) with everything in this folder:
take-out-answers = facts, checks, answers and notes
take-out-plan = plan, comments, history and decisions about risks
take-out-files = all files you have stored as evidence
take-out-talks = requests, appointments and interviews, the adviser’s notes included
take-out-consents = consents and the log of who has seen your data
take-out-people = the names of the people who took part
take-out-not = Passwords, your personal link and access to this installation are not included.
take-out-secret = The archive holds your weaknesses in plain text. Keep it as safe as your accounts.
take-out-submit = Download the archive
take-out-again = The archive can be read in again here or at another installation.
take-out-link = Take everything out as an archive
download-file-take-out = Ringwall-take-out
take-out-readme = This archive holds everything that was in one Ringwall folder.

    dossier.json  facts, checks, answers, plan and everything else as text (JSON)
    log.json      what happened in the folder and who looked in from outside
    files/        the stored files, named after their id in dossier.json
    manifest.json list of all files with size and checksum (SHA-256)

    Reading in: on the page “Read a folder in” of any Ringwall installation, or with the command “ringwall import FILE”.
    The format is described in docs/dossier.md in Ringwall’s source.

delete-number = Number of the receipt: { $number }
delete-keep = Save the receipt as text
delete-file = Ringwall-deletion-receipt.txt
delete-confirm = With this number the operator can confirm the deletion: ringwall receipt NUMBER
delete-number-text = With this number the operator can confirm the deletion without knowing whose data it was. The number is shown only here.
delete-files-soon = Stored files are removed from the file store within a day.
delete-count-comments = Comments
delete-count-changes = Entries in the history of measures
delete-count-documents = Stored files
delete-count-follow_ups = Follow-up questions
delete-count-requests = Requests
delete-count-appointments = Appointments
delete-count-consents = Consents
delete-count-interviews = Interviews
delete-count-looks = Entries about who looked in
delete-count-log_lines = Lines of the log
delete-count-brought_in = Entries from a folder that was read in

log-event-taken-out = Everything taken out

refusal-archive-unreadable = This file is not a readable archive. Choose the archive (ZIP) or the file dossier.json that you took out.
refusal-archive-too-many = This archive holds more than { $most } files. So many are not read in. Nothing was stored.
refusal-archive-entry-unknown = This archive holds something that does not belong there: “{ $name }”. Nothing was stored. Use the archive as you received it.
refusal-archive-entry-missing = “{ $name }” is missing in this archive. Nothing was stored. Use the archive as you received it.
refusal-archive-entry-broken = “{ $name }” in this archive cannot be unpacked. Download the archive once more.
refusal-archive-too-large = “{ $name }” in this archive is larger than { $most } MB. Nothing was stored.
refusal-archive-digest = “{ $name }” does not fit the checksum in the archive. The file was changed or damaged. Nothing was stored.
refusal-archive-manifest = The list of files (manifest.json) does not fit this archive. Nothing was stored.
refusal-archive-record = An entry in the archive does not fit: “{ $field }”. Nothing was stored.
refusal-archive-incoherent = The contents of the archive contradict each other. Nothing was stored.

privacy-kept-organisations = Folders somebody keeps with an account: { $days } days after the last visit.
privacy-kept-audit = Log and who looked in: { $days } days. After that only the checksum of a line is left.
privacy-kept-requests = Requests with their appointments: { $days } days after their end.
privacy-kept-receipts = Receipts of deletions, without names: { $days } days.
privacy-kept-sessions = Being signed in on a device: at most { $days } days.
