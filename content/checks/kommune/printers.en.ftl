topic-printers = Printers and multifunction devices
    .intro = A modern copier is a computer with a hard disk that prints, scans and sends e-mail. Nearly every confidential sheet in the building passes through it.

kom-printers-1 = Protecting printouts
    .measure = Protect printouts from prying eyes
    .what = Printers stand in rooms without visitors. Where that is not possible, the device prints only once the person stands in front of it and identifies themselves by card or PIN.
    .why = A notice left lying is quickly taken. After that the administration has to inform those concerned and explain itself instead of working.
    .how-1 = Walk past all printers in the afternoon and collect what has been left lying.
    .how-2 = Move devices from corridors into offices or have printing by card or PIN switched on; many devices can already do it.
    .how-3 = Look into the output trays again after four weeks.
    .who = The firm that maintains your printers, or your IT provider.
kom-printers-1-1 = Are printouts protected from the eyes of visitors?
    .help = They are protected if the device is in a room not open to the public or prints only after a PIN is entered. Incoming faxes and originals left on the glass count too.
    .example = The copier stood in the corridor outside social services. Now everyone prints with their time-recording card, and nothing is left lying any more.

kom-printers-2 = Securing printers
    .measure = Secure printers and keep them current
    .what = On every printer the default password has been changed, unnecessary functions are off, and it is clear who installs updates. Whoever wants to open the settings needs the new password.
    .why = Default passwords can be found on the internet. Whoever knows them reads along, redirects scans or works their way from the printer further into the network.
    .how-1 = Write down all printers with their location and maintenance firm.
    .how-2 = Ask the maintenance firm to change the password on every device, switch off what is not needed and update the software.
    .how-3 = Open the settings page of a printer with the password from the manual: it must no longer fit.
    .who = The firm that maintains your printers, together with your IT provider.
kom-printers-2-1 = Has the default password been changed on every printer and copier?
    .help = This means the password for the device’s settings, which is the same for all when bought. The maintenance firm knows whether it was changed.
    .example = The copier in the building department opened with “admin” and held an address book of three hundred entries. The maintenance firm changes this on all devices at its next visit.

kom-printers-3 = Wiping the memory
    .measure = Wipe a copier’s memory before returning it
    .what = Before a device is returned, repaired or disposed of, its memory is wiped or removed. There is a certificate for it.
    .why = A copier may hold thousands of pages: birth certificates, notices, personnel papers. A leased device that is sold on takes them along.
    .how-1 = Look up in the leasing contract what happens to the hard disk on return.
    .how-2 = Ask the leasing firm for a certificate of deletion and put this into the next contract.
    .how-3 = File the certificate with the device number for every device returned.
    .who = The leasing or maintenance firm; the data protection officer checks the contract.
kom-printers-3-1 = Is a copier’s memory wiped before it leaves the building?
    .help = Many copiers have a hard disk on which old jobs may be stored. This covers return, repair off site and disposal.
    .example = The leasing contract ends in March. The municipality has the deletion confirmed in advance, before the haulier collects the device.
