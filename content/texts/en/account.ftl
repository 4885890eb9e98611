refusal-email-invalid = This is not a valid e-mail address. Please check the spelling, for example name@company.com.
refusal-role-misplaced = This role does not exist in this place.
field-email = E-mail address
field-person-name = Your name
