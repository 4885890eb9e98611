refusal-answer-not-allowed = The answer “{ $value }” does not exist for this question. Choose one of the answers shown.
refusal-assessment-finished = This check is finished and does not change any more. If something has changed, do it again.
refusal-assessment-incomplete = { $missing ->
    [one] One question has not been answered yet. After that you can finish.
   *[other] { $missing } questions have not been answered yet. After that you can finish.
}
refusal-assessment-not-finished = Finish this check first, then you can do it again.
refusal-check-missing = Choose a check.
refusal-kind-missing = Choose what you are.
refusal-question-unknown = This question does not exist in this check. Reload the page.
refusal-risk-unknown = We do not know this risk. Reload the page.
refusal-sector-unknown = This sector is not in the list. Choose one or leave it out.
refusal-employees-range = The number of people who work for you is above { $most }. Check the number.
refusal-employees-number = Write the number of people in digits, for example 12, or leave the field empty.
refusal-field-too-long = The field “{ $field }” holds more than { $most } characters. Shorten the text.
refusal-field-control-characters = There are invisible control characters in the field “{ $field }”. Type the text by hand.
refusal-note-too-long = Your text has { $length } characters, there is room for { $most }. Shorten it.
refusal-note-control-characters = There are invisible control characters in your text. Type that part by hand.
refusal-plan-reason-missing = Add a short note on why this measure is not for you.
refusal-treatment-accept-incomplete = Accepting a risk is a decision. Say why, who decided and when.
refusal-dossier-format = This file has the format “{ $format }”. We only read “ringwall-dossier/1”.
refusal-dossier-too-large = There are more than { $most } checks in this file. We do not take that many at once.
refusal-dossier-check-missing = A check that the answers refer to is missing in this file. Take your folder out there once more.
refusal-dossier-check-faulty = A check in this file is faulty: { $fault }.
refusal-form-field-missing = The entry “{ $field }” is missing in the form. Reload the page and send the form again.
refusal-form-field-unknown = The form contains the entry “{ $field }”, which nobody expects here. Reload the page.
refusal-form-field-twice = The form contains the entry “{ $field }” twice. Reload the page.
refusal-form-unreadable = The form arrived incomplete or faulty. Reload the page and send it again.
refusal-import-no-file = Choose a file first.
refusal-import-not-json = The file cannot be read at line { $line }, column { $column }. Choose the file you saved with “Everything as a file (JSON)”, and do not change it by hand.
refusal-import-cut-off = The file breaks off at line { $line }, column { $column }. It was probably not downloaded completely.
refusal-import-not-a-dossier = The file can be read but is not a Ringwall folder; the first difference is at line { $line }, column { $column }.
