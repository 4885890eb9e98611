consent-advice-2026-11 = Advice from a partner
    .allows = The advisers of this partner may read your folder: facts, answers, notes, result, risks and plan. During the interview they may enter answers together with you and work on measures.
    .limits = Other partners, the coordinators and the regional management see nothing. The partner may not pass any of it on, may not manage people and may not delete anything.
    .ends = The consent holds until you withdraw it. From that moment nobody of this partner can open your folder. Every look into the folder is listed for you in the log.
    .sentence = We consent to the chosen partner reading our folder in order to advise us, and working on it with us.

consent-hand-over-2026-11 = Passing your details to a partner for a request
    .allows = The partner learns how to reach you and may read your result in order to answer your request.
    .limits = It may not change anything and may not pass anything on. Other partners see nothing.
    .ends = The consent holds until you withdraw it. What the partner has read by then cannot be taken back; from that moment it can no longer open your folder.
    .sentence = We consent to the chosen partner receiving our contact details and our result in order to answer our request.

consent-programme-evaluation-2026-11 = Evaluation of the programme
    .allows = The programme may count your answers and the state of your measures when it evaluates whether it makes a difference.
    .limits = Only figures about many organisations together are published. Your name, your notes and your files are not part of it, and nobody in the programme reads single answers.
    .ends = The consent holds until you withdraw it. After that you are no longer counted in new evaluations; figures already published do not change.
    .sentence = We consent to our details being included, without our name, in the evaluation of the programme.

consent-press-2026-11 = Being named in public
    .allows = The programme may mention your name, for example in a newspaper article or on the region's website.
    .limits = Results, points and open gaps are never mentioned. Before a text or a picture appears, the programme asks you again.
    .ends = The consent holds until you withdraw it. What is already in print cannot be taken back.
    .sentence = We consent to the programme naming us in public as a participating business or municipality.
