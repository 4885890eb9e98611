overview-title = Your folder
overview-title-outside = Folder that you see by consent
overview-assessments-outside = Checks
overview-organisation-outside = Facts
overview-begun = Your folder is ready. Keep your link now, then you can begin.
overview-imported = Your folder has been brought in. Keep the new link.
overview-renewed = You have a new link. All earlier links have stopped working.
overview-changed = Your details are saved.
overview-assessments = Your checks
overview-none = There is no check here yet.
overview-finished = Finished
overview-draft = Begun
overview-repeat-of = Repeat
overview-finished-on = Finished on { $day }
overview-started-on = Begun on { $day }
overview-points = { $points } of { $maximum } points.
overview-top-open = { $count ->
    [one] One especially important requirement is open.
   *[other] { $count } especially important requirements are open.
}
overview-open = { $count ->
    [one] One requirement is open.
   *[other] { $count } requirements are open.
}
overview-answered = { $answered } of { $asked } questions answered.
overview-ring-of = of { $maximum }
overview-ring-answered = answered
overview-begin = Begin now
overview-continue = Go on answering
overview-to-result = See the result
overview-to-interim = Result so far
overview-to-interview = To the advisory talk
overview-to-plan = To the plan
overview-downloads = Download report and tables
overview-pdf = Report as PDF
overview-docx = Report for editing (Word, LibreOffice)
overview-answers-csv = All answers as a table (CSV)
overview-measures-csv = All measures as a table (CSV)
overview-repeat = Do it again and compare
overview-another = Do another check
overview-key = Your way back
overview-key-text = Keep this link. Whoever has it can read and change your folder. Give it only to people you trust.
overview-link = Your personal link
overview-copy = Copy
overview-qr = QR code with your personal link
overview-qr-hint = Point a phone's camera at it to open the folder there.
overview-expires = The link is valid until { $day }. After that everything is deleted. When you keep working, the time is extended.
overview-renew-title = Has the link got into the wrong hands?
overview-renew-text = You get a new link. All earlier links stop working at once, on other devices too.
overview-renew = Renew link
overview-organisation = Your details
overview-to-key = To your link
overview-fact-kind = Kind
overview-fact-employees = People
overview-fact-sector = Sector
overview-fact-town = Town
overview-organisation-text = These details make risks and funding advice fit you better. Your answers stay as they are.
overview-edit = Change details
overview-save = Save details
overview-take = Take with you or delete
overview-take-text = The file contains everything: details, answers, notes, plan. You can bring it back in here or elsewhere.
overview-json = Everything as a file (JSON)
overview-import = Bring in a folder you took with you
overview-delete = Delete everything now

delete-title = Delete everything?
delete-what = { $assessments ->
    [0] Everything in this folder will be deleted:
    [one] Everything in this folder will be deleted, including the one check in it:
   *[other] Everything in this folder will be deleted, including the { $assessments } checks in it:
}
delete-facts = what you said about yourself
delete-answers = all answers and notes
delete-plan = the plan and the decisions about risks
delete-work = comments, stored files, requests, appointments and notes of talks
delete-people = consents, roles, invitations and keys for programs
delete-link = the link that brings you back
delete-final = This cannot be undone.
delete-backups = Data can remain in the operator's backups for a short time; it is overwritten there as time passes.
delete-take = Would you like to take everything with you first?
delete-submit = Delete everything for good
delete-done = Everything is deleted
delete-done-text = Your folder was deleted on { $at }.
delete-receipt = Receipt: what was deleted
delete-kind = What
delete-count = Number
delete-count-assessments = Checks
delete-count-answers = Answers and notes
delete-count-plan = Entries in the plan
delete-count-treatments = Decisions about risks
delete-link-dead = Your link leads nowhere any more.
delete-print = Print this page if you need a receipt.

download-file-report = Ringwall-report
download-file-dossier = Ringwall-folder
download-file-answers = Ringwall-answers
download-file-measures = Ringwall-measures

overview-kept = The folder belongs to your account now. Earlier links no longer work; from now on you come in by signing in.
overview-keep = Keep it
overview-keep-text = With an account the way back cannot get lost, everything stays longer, and you can invite others.
overview-keep-go = Keep the folder
overview-people-text = Who works here, and whom you would like to invite.
overview-people-go = See people and roles
