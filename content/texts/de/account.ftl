refusal-email-invalid = Das ist keine gültige E-Mail-Adresse. Bitte prüfen Sie die Schreibweise, zum Beispiel name@firma.de.
refusal-role-misplaced = Diese Rolle gibt es an dieser Stelle nicht.
field-email = E-Mail-Adresse
field-person-name = Ihr Name
