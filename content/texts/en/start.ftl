start-title = Begin a check
start-lead = Two answers are enough. Everything else is voluntary and makes the advice more precise.
start-optional = More about you
start-optional-hint = This stays in your folder and your report. It makes risks and funding advice fit you better.
start-voluntary = (voluntary)
start-no-answer = Not stated
start-employees-hint = Count everybody: the owner, part-timers, trainees.
start-submit = Begin check
start-errors = { $count ->
    [one] One entry needs another look
   *[other] { $count } entries need another look
}
start-error-prefix = Please check:
start-know = Good to know
start-know-unknown = “I don't know” is fine. It shows what you can ask about.
start-know-saved = Every answer is saved at once. There is no save button.
start-know-link = You get a link. It brings you back at any time, on any device.
start-know-kept = If you do not come back for { $days } days, everything is deleted.

resume-title = Carry on
resume-lead = Your link opens your folder on any device.
resume-lost = Lost your link?
    .text = Nobody can open your folder without the link, not even we: only a fingerprint of it is stored. Look in the history of the browser you began with, or on your printout. Otherwise begin anew; the old folder is deleted when its time is over.

import-title = Bring in a folder
import-lead = Did you take your folder with you as a file, from here or from another Ringwall? Bring it back in here.
import-hint = An archive ends in “.zip” and is at most { $megabytes } MB; the operator reads in larger ones. A file “dossier.json” from before can be read in as well.
import-submit = Bring in the file
import-what = The file becomes a new folder with a new link. Answers, notes, plan and decisions about risks are then back. A folder that is already here is not changed.
import-refused = This file cannot be brought in
import-nothing-stored = Nothing was stored.
