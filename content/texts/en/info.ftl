about-title = About Ringwall
about-lead = Ringwall helps the small firms, associations and town halls of a region to protect themselves together against harm from attacks, mishaps and lost data.
about-what = What Ringwall does
    .text = You answer questions in plain words. By fixed and published rules, Ringwall works out where you stand, which risks that means and which measures, at most six, come first. After some time you repeat the check and see what has changed.
about-who = For whom
    .text = For everybody without an IT department of their own: from a workshop with three people to a town hall with eighty. You need no expert knowledge and no account.
about-checks = Where the questions come from
    .text = We wrote all questions and explanations ourselves. Where it fits, structure and order follow public models; every check says which. Where experts still have to confirm something, it says so.
about-content = What a result is not
    .text = A result is not an audit, not a certificate and not legal advice. Nothing about your technology is measured. The result is as good as your answers.
about-not = Open to all
    .text = Ringwall is free software under the licence EUPL-1.2. Every region can run and adapt it. The typeface is Atkinson Hyperlegible Next under the SIL Open Font License.
about-name = Where the name comes from
    .text = A ring wall is a rampart of earth, wood or stone that a settlement builds around itself together. It holds because everybody builds a piece of it.

info-operator-missing = Who runs this installation has not been entered yet. The operator has to do so before it is used with real data.

privacy-title = Privacy
privacy-lead = We store as little as possible, and you can take it with you or delete it at any time.
privacy-stored = What is stored
    .text = What you say about yourself (only the kind of organisation is needed), your answers and notes, your plan and your decisions about risks, each with its time. If you work with an account, this is added: your e-mail address and name, what you sign in with (the password only as a check value), your roles, comments and stored files, consents, requests and appointments. A log says what happened in the folder and who looked in from outside. Do not write names or passwords into notes.
privacy-not-stored = What is not stored
    .text = A check needs no account and no e-mail address. There are no usage profiles, with an account or without. No page loads anything from other providers. Your link itself is not stored, only a fingerprint from which it cannot be worked out.
privacy-cookies = Cookies
    .text = We only set cookies without which the pages do not work: one that opens your folder in this browser, one for your sign-in, one with a random number that protects forms from abuse, and one for the language if you switch it. That is why you need not agree to anything.
privacy-access = Who can see your folder
    .text = Without an account: everybody who has your link. With an account: the people whom you invite. Advisers, coordinators and the regional management see your answers only if you consent; every look from outside is in your log, and a withdrawal works at once. Give your link only to people you trust. If it has got into the wrong hands, renew it in your folder; the old one stops working at once. Whoever runs the server has technical access to the database.
privacy-log = What the server's log contains
    .text = Which kind of page was opened when, and whether it worked. Neither your link nor your answers are in it. We hold the internet address of your connection in memory for a few minutes only, to slow down abuse.
privacy-kept = For how long
    .text = { $days ->
        [one] One day
       *[other] { $days } days
    } from your last step, then a folder without an account is deleted. With “Delete everything now” in your folder it happens at once, and you get a receipt.
privacy-rights = Your rights
    .text = You can see, take out and delete your data yourself in your folder. You can also turn to the operator, and complain to the data protection authority of your state.
privacy-contact = Who is responsible
    .text = Responsible for this installation:

accessibility-title = Accessibility
accessibility-lead = Everybody should be able to use these pages: with a keyboard, with a screen reader, with large type, on an old phone and without JavaScript.
accessibility-state = Where we are
    .text = Our measure is WCAG 2.2 at level AA, which the German BITV 2.0 also asks for. We check every page with tools and by hand, in light and dark appearance. A check by an independent body and by people with disabilities is still to come. That is why we do not claim that everything is met.
accessibility-how = What we look after
    .text = Every colour comes with a word and a symbol. Beside every chart there is a table. Everything can be reached with the keyboard, and you can see where you are. Buttons are large enough for a thumb. There is hardly any motion, and none if you have switched it off.
accessibility-known = What is not good yet
    .text = Imported catalogues often exist in one language only, and in technical language. A version in easy language and videos in sign language are missing.
accessibility-contact = Something does not work?
    .text = Tell us, we will answer you:
