document-title = Evidence
document-about = An invoice, a photo, minutes: files that show that the measure is in place. Everybody who may open this folder can read them.
document-label = Choose a file
document-room = PDF, PNG, JPEG, WebP, ODT, ODS, DOCX, XLSX or text, {$largest} at most. There is room for {$files ->
        [one] one more file
       *[other] {$files} more files
    }, {$left} altogether.
document-send = Save file
document-facts = {$kind}, {$size} · {$who}, {$day}
document-kilobytes = {$size} KB
document-megabytes = {$size} MB
document-full = There is no room left. Delete a file that nobody needs any more, then the next one fits.
document-saved = The file is saved.
document-deleted = The file is deleted.
document-delete = Delete
document-delete-sure = The file is gone for good afterwards. The history keeps that it was there.
document-delete-now = Delete file for good
document-kind-pdf = PDF
document-kind-png = picture (PNG)
document-kind-jpeg = picture (JPEG)
document-kind-webp = picture (WebP)
document-kind-odt = text (ODT)
document-kind-ods = table (ODS)
document-kind-docx = text (DOCX)
document-kind-xlsx = table (XLSX)
document-kind-txt = text

refusal-document-none = Choose a file first.
refusal-document-empty = This file is empty. Choose another one.
refusal-document-kind = We do not take files of this kind, whatever their name says: we look at the content. Possible are PDF, PNG, JPEG, WebP, ODT, ODS, DOCX, XLSX and text (UTF-8). Save it as a PDF, for example.
refusal-document-macros = There is a small program (a macro) in this file. Save it without macros or as a PDF.
refusal-document-too-large = This file is too large, { $most } MB are possible. Make it smaller or save only the pages that are needed.
refusal-documents-too-many = An organisation cannot keep more than { $most } files. Delete one that nobody needs any more.
refusal-documents-too-much = { $most } MB fit altogether, with this file it would be more. Delete one that nobody needs any more, or make this one smaller.
