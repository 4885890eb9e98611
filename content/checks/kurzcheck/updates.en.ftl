topic-updates = Updates
    .intro = Attackers look for holes for which an update has long existed. Whoever installs quickly is of no interest to them.

kurz-06 = Updates within a week
    .measure = Install security updates within a week
    .what = Computers, servers, phones and the device at the internet connection get security updates by themselves or within a week at the latest.
    .why = A known hole is like a key under the doormat. An update costs minutes, a break-in often weeks without orders or without services for citizens.
    .how-1 = Check on your computer and phone whether automatic updates are switched on.
    .how-2 = Agree on one week as the limit with your IT provider, also for router and firewall, which guard the network towards the outside.
    .how-3 = Ask to be shown once a quarter which devices lag behind.
    .who = Your IT provider; the BSI’s warnings point out urgent holes, and for town halls the free warning service of CERT NRW, the state’s IT emergency team, does too.
kurz-06-1 = Are new updates installed within a week?
    .help = This means security updates for computers, phones, servers and the device at the internet connection.
    .example = At the hairdresser’s they run by themselves at night. In the town hall the provider installs them every Thursday and sends a short list.
