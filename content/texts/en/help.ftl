refusal-help-not-possible = This is no longer possible: the request is “{ $state }”. Load the page again.
refusal-help-too-many = There are no more than { $most } running requests at a time. Finish one first or take one back.
refusal-help-time-unknown = This time is not in the list. Choose one from it.
refusal-asker-name-missing = Write how we may address you. Your first name is enough.
refusal-proposal-over = This request can no longer be answered: somebody else took it, the time is over, or it was taken back.
refusal-partner-without-people = Nobody has signed up for this partner yet who could answer. Choose another one.
refusal-wish-missing = Choose what you wish for.
refusal-topic-missing = Choose what it is about.
refusal-area-missing = Choose the area in which you look for help.
field-asker-name = First name
field-asker-organisation = Name of the organisation
field-message = Message
field-topic = What is it about?
field-wish = What do you wish for?
state-open = waiting
state-proposed = asked
state-accepted = taken
state-appointed = time fixed
state-done = done
state-lapsed = lapsed
state-withdrawn = taken back
help-state-open = waiting
help-state-proposed = partners are asked
help-state-accepted = taken
help-state-appointed = time fixed
help-state-done = done
help-state-lapsed = lapsed
help-state-withdrawn = taken back
proposal-state-open = no answer yet
proposal-state-accepted = has said yes
proposal-state-declined = has said no
proposal-state-lapsed = did not answer
proposal-state-closed = no longer asked
wish-first-talk = First talk
wish-interview = Analysis together
wish-implementation = Help with putting things into practice
wish-training = Training
wish-first-talk-text = Half an hour to ask questions and find the next step.
wish-interview-text = Somebody goes through all questions with you and takes notes.
wish-implementation-text = Somebody helps you set measures up.
wish-training-text = Somebody shows your people what matters.
help-topic-overview = Where to begin?
help-topic-result = The result of our check
help-topic-accounts = Passwords and accounts
help-topic-backup = Backups
help-topic-technology = Devices, updates, network
help-topic-people = People and awareness
help-topic-emergency = Preparing for an emergency
help-topic-duties = Laws and duties
help-topic-other = Something else
help-time-monday = Monday
help-time-tuesday = Tuesday
help-time-wednesday = Wednesday
help-time-thursday = Thursday
help-time-friday = Friday
help-time-morning = mornings
help-time-afternoon = afternoons
help-time-evening = evenings
help-times-any = any time
help-unknown = not given
reason-area = is there for your area
reason-whole-region = is there for the whole region
reason-offer = offers what is wished for
reason-sector = knows the sector
reason-kind = is there for this kind of organisation
reason-size = is there for this size
reason-language = speaks the language wished for
reason-room = has room this month
reason-turn = it is their turn: they were asked less often than others lately
reason-chosen = chosen by the coordination of the area

help-title = Look for help
help-lead = Say what it is about. We ask up to three suitable partners; the first to say yes gets in touch with you.
help-list = Your requests
help-none = You have not asked for help yet.
help-new = Ask for help
help-submit = Ask partners
help-where = Where do you look for help?
help-no-areas = There is no area with partners here yet. Have a look at the directory, or ask in your town hall.
help-times = When does it suit you?
help-times-hint = Optional. Nothing chosen: any time.
help-times-short = Times
help-phone = Phone (optional)
help-organisation = Name of the organisation (optional)
help-language = Language of the talk
help-show = Which result would you like to show?
help-show-none = None yet
help-show-hint = Nobody sees it yet. Only when a partner has said yes do we ask you whether they may see the result.
help-contact = How do we reach you?
help-contact-hint = Only the partner who says yes sees this. If nobody is found, the coordination of your area sees it too, so that they can call.
help-message-hint = Optional. This, too, is seen only by whoever says yes. Do not write any passwords.
help-before = What partners see before they say yes
help-before-text = Area, kind, size and sector of your organisation, your wish, the topic, suitable times and the language. No name, no answer from a check.
help-asked-on = Asked on { $day }
help-until = Answer expected by { $when }
help-who = Whom we asked
help-why = Why this one?
help-rule = How we choose
help-rule-text = We ask up to three partners who are there for your area, offer what you wish for, suit kind, size and sector, speak the language and have room this month. First come those who were asked least in the last 90 days for the room they have. Whether somebody sells does not change the order; it is stated.
help-stuck = Nobody is free at the moment. The coordination of your area knows and takes care of it.
help-taken-by = Your request was taken by { $partner }, who will get in touch with you.
help-consent = May { $partner } see your result?
help-consent-text = Even after somebody has said yes, nobody sees your answers unless you consent. You can withdraw your consent at any time.
help-consent-link = To the consent
help-consented = You have consented: { $partner } may read your folder.
help-consented-link = Look at it or withdraw it
help-withdraw = Take the request back
help-withdraw-text = Whoever was asked is told.
help-finish = This is done
help-contact-of = Contact
help-yours = Your details
help-to-folder = Back to the folder
help-sent = We have asked. As soon as somebody says yes, we write to you.
help-withdrawn = The request is taken back.
help-finished = Good. The request is done.
help-card = Help from people
help-card-text = If you cannot get on alone: we ask partners near you.
help-keep-link = The e-mails lead to this page. You open it with your link or your account: keep it.

requests-title = Requests to us
requests-load = Taken this month: { $taken } of { $capacity }
requests-none = No requests yet.
requests-older = Older requests
request-title = Request from { $area }
request-asks = What is wished for
request-why = Why we ask you
request-accept = Accept
request-decline = Decline
request-accept-hint = You then get name and contact and get in touch yourself.
request-over-capacity = You have taken as many this month as you said. You can still accept.
request-over = This request is no longer open.
request-accepted = You have accepted. Please get in touch soon.
request-declined = You have declined. Thank you for the quick answer.
request-contact = Contact
request-give-back = Give the request back
request-give-back-text = If it does not work out after all: we then ask others.
request-answers = You do not see answers from checks here. That needs the organisation’s consent.
request-back = All requests
request-sign-in = More after signing in

area-requests-title = Requests for help in { $area }
area-requests-none = There has been no request from this area yet.
area-requests-stuck = nobody free
area-request-stuck = All suitable partners have declined or did not answer. Please call and help.
area-request-seen = The organisation sees in its record that you looked at the contact.
area-request-choose = Ask a partner by hand
area-request-choose-submit = Ask this partner
area-request-chosen = The partner is asked.
area-request-asked = Who was asked
area-request-nobody-asked = Nobody yet.

mail-help-proposal-subject = Request for help from { $area }: { $wish }
mail-help-proposal-text =
    An organisation in { $area } asks for help: { $wish }.

    Topic: { $topic }. Kind: { $kind }. Size: { $size }. Sector: { $sector }.

    Why we ask you: your office …

    { $reasons }

    Please answer by { $until }. On the page behind the button you can accept or decline. Whoever accepts first gets name and contact.
mail-help-proposal-action = Look at the request and answer
mail-help-taken-subject = Request from { $area }: already taken
mail-help-taken-text =
    The request “{ $wish }” from { $area } was accepted by somebody else. You need not do anything.

    Thank you for being ready. For the next request, it counts how often we have asked you.
mail-help-taken-action = Look at your requests
mail-help-contact-subject = You accepted: contact for the request from { $area }
mail-help-contact-text =
    Thank you for accepting the request “{ $wish }”. Please get in touch soon:

    { $name } · { $organisation }

    E-mail: { $email } · Phone: { $phone }

    Message: { $message }

    You see answers from checks only once the organisation consents.
mail-help-contact-action = Propose a time
mail-help-accepted-subject = Good news: { $partner } helps you
mail-help-accepted-text =
    Good news about your request “{ $wish }”: { $partner } has accepted and will get in touch with you.

    On the page of your request you see the contact and can propose a time. { $partner } sees your result only if you consent.
mail-help-accepted-action = Look at the request
mail-help-stuck-subject = Nobody is free for a request from { $area }
mail-help-stuck-text =
    An organisation in { $area } asks for help. All suitable partners have declined or did not answer.

    Please look at the request: you find the contact there and can ask a partner by hand.
mail-help-stuck-action = Look at the request
mail-help-stuck-manager-subject = Nobody is free for a request from { $area }
mail-help-stuck-manager-text =
    An organisation in { $area } asks for help. All suitable partners have declined or did not answer, and the area has no coordination yet.

    Invite a coordinator, who then sees the request and can help.
mail-help-stuck-manager-action = To the region
mail-help-stuck-asker-subject = Your request: nobody is free at the moment
mail-help-stuck-asker-text =
    We have asked all suitable partners about your request “{ $wish }”. Nobody is free at the moment.

    The coordination of your area knows and takes care of it.
mail-help-stuck-asker-action = Look at the request
mail-help-lapsed-subject = Your request has lapsed
mail-help-lapsed-text =
    Nobody could be found for your request “{ $wish }”, unfortunately. We have closed it.

    You can ask again at any time, perhaps with another wish or about another topic.
mail-help-lapsed-action = Look at the request
mail-help-withdrawn-subject = Request from { $area } taken back
mail-help-withdrawn-text =
    The organisation has taken back its request “{ $wish }” from { $area }. You need not do anything more.
mail-help-withdrawn-action = Look at your requests
mail-help-given-back-subject = Your request: we go on looking
mail-help-given-back-text =
    Your request “{ $wish }” cannot be dealt with by { $partner } after all. We ask further partners and write as soon as somebody says yes.
mail-help-given-back-action = Look at the request
