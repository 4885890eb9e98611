topic-devices = Lost devices
    .intro = A phone is left on the train, a laptop in the car. Whether that is a nuisance or a data leak is decided beforehand.

kurz-10 = Devices locked
    .measure = Lock and encrypt phones and laptops
    .what = Every phone and every laptop locks itself, the data on it are encrypted, and it can be wiped from afar.
    .why = A lost device that is locked is replaced the next day. An open one means days of extra work and messages to everyone whose data were on it.
    .how-1 = Set the PIN and the short locking time on your phone, ideally right now.
    .how-2 = Switch on encryption on the laptops and keep the recovery key in a separate place.
    .how-3 = Rehearse once how to lock a device from afar, and write down whom to call for it.
    .who = Your IT provider; for single devices an experienced person in the house is enough.
kurz-10-1 = Are phones and laptops protected if lost?
    .help = Protected means that the device locks itself and nobody gets at the data without PIN or password.
    .example = The carer leaves the tablet behind on a home visit. The office locks it from the computer, and the next morning a replacement is ready.
