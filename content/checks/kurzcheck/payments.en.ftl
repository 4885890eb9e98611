topic-payments = Payments
    .intro = A forged invoice with new bank details looks like any other. A call to the old, known number exposes it.

kurz-08 = Call back before paying
    .measure = Confirm new bank details by calling back
    .what = For every new or changed bank account somebody calls a number that is already known. Larger sums are released by two people.
    .why = Out of 1,000 insured firms about nine a year report a hijacked mailbox or a payment fraud (Coalition 2026). Money transferred often does not come back, while the call takes two minutes.
    .how-1 = Tell everyone who makes transfers today: new account number, call first.
    .how-2 = Fix a sum above which two people release a payment, and set this up in online banking.
    .how-3 = Note on every changed account who spoke to whom and when, and go through the notes each quarter.
    .who = Your bank or savings bank, your tax adviser; in town halls the cash office and the audit office.
kurz-08-1 = Do you check changed account numbers by calling back?
    .help = The call goes to the number you already know, not to the one in the message.
    .example = The building firm allegedly sends new bank details for the final invoice. A call from the municipal cash office shows: nothing has changed there.
