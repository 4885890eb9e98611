risk-ransomware = Extortion malware brings work to a standstill
    .story = On Monday morning a bakery can open neither its orders nor its delivery notes, and a ransom demand is on the screen. The till and the office are at a standstill, and the backup on the plugged-in drive cannot be read either.
    .consequence = In the first week you work with paper and telephone while specialists look for the way in and set devices up afresh. As a rule you only get your data back if a backup was kept apart from the network.
    .transfer = Cyber insurance (insurance against damage from attacks on IT) can pay for specialists, recovery and lost business; what it asks of you in return is in its terms. You can agree with your IT provider how quickly it helps in an emergency.
    .frequency = The figure counts firms that had a case of extortion malware within one year. The lower value comes from claims made to an insurer, the upper one from a survey of UK businesses.

risk-payment-fraud = Money goes to a fraudster
    .story = A joinery receives an invoice by e-mail, apparently from its timber supplier; only the account number is new. The office pays, and it takes a reminder from the real supplier to show that the money has gone to strangers.
    .consequence = In the first hour the call to your own bank is what counts, because sometimes the payment can still be stopped. The days after bring the report to the police, the talk with the supplier and the question whether strangers are reading the mailbox.
    .transfer = Depending on the contract, cyber insurance or fidelity insurance (meant for losses through fraud) replaces part of the money. You can agree with suppliers that a new account number only counts after a call back.
    .frequency = The figure counts insured firms that made such a claim to their insurer within one year: the lower value payment fraud only, the upper one together with taken-over mailboxes. Surveys report more cases.

risk-mailbox-takeover = Strangers take over an e-mail mailbox
    .story = In the office of a tool maker somebody types a password into an imitated sign-in page. For weeks strangers read along and then write to customers and suppliers in that person’s name.
    .consequence = In the first week the password and all open sessions are reset and hidden forwarding rules are deleted. You find out what was read, warn everyone who was written to by another channel and have somebody check whether the data protection authority must be notified.
    .transfer = Depending on the contract, cyber insurance pays for the investigation and legal advice. If you rent the mailbox from a provider, you can often add monitoring and help with suspicious sign-ins; responsibility for the data stays with you.
    .frequency = The figure counts insured firms that made such a claim to their insurer within one year: the lower value taken-over mailboxes only, the upper one together with payment fraud. Surveys report more cases.

risk-data-leak = Data of customers or citizens gets out
    .story = In a town hall a list with details from applications lies in an online folder that anyone with the link can open. A resident comes across it by chance and rings the newspaper.
    .consequence = In the first week you close the gap, establish whose data is concerned and answer many calls. There is a short deadline for a report to the data protection authority; if the risk to the people concerned is high, they have to be told as well.
    .transfer = Depending on the contract, cyber insurance pays for the investigation, advice and letters to the people concerned. If a provider processes the data, the contract settles its duties; towards others you stay responsible.
    .frequency = We know of no reliable public figure for this.

risk-provider-outage = IT or cloud provider is down
    .story = A home-care service plans its rounds with a program that runs at a provider on the internet. The provider is attacked and switches off, and nobody can say when the plans will be visible again.
    .consequence = In the first week only printouts, copies of your own and a second way to reach customers help. You block the provider’s access to your network until it is clear what happened, and ask in writing whether your data is affected.
    .transfer = The contract can settle downtime, notification and the handing over of your data. Some cyber insurance also pays when the outage is at the provider; ask about it explicitly.
    .frequency = We know of no reliable public figure for this.

risk-data-loss = Important data is gone
    .story = In a joinery the disk with quotations, drawings and accounts fails. The last backup is six months old, and nobody has ever tried whether it can be restored.
    .consequence = In the first week you gather what is still in e-mails, on paper and with business partners, and type in a great deal again. Whether the data can be rescued from the broken device is uncertain.
    .transfer = Depending on the contract, electronics or cyber insurance pays for recovery, but it brings back no data of which there is no copy. The backup and its regular test can be handed to a provider.
    .frequency = We know of no reliable public figure for this.

risk-website-down = Website or online shop is disrupted or altered
    .story = Shortly before Easter the order page of a bakery redirects to somebody else’s advertising page. Orders stop coming in, and regular customers ring to ask whether their details are still safe.
    .consequence = In the first week you take the site offline, have it rebuilt from a clean copy and change all access data. Until then you need another way for people to reach you.
    .transfer = Running, updating and backing up the website can be handed to a provider by contract, with a fixed time until help. Depending on the contract, cyber insurance replaces lost income.
    .frequency = We know of no reliable public figure for this.

risk-lost-device = A laptop or phone is lost
    .story = After a site visit the work phone of the head of the building department stays behind on the train. It has no screen lock, and whoever finds it can read e-mails, photos and addresses.
    .consequence = On the first day you lock the SIM card and the device remotely, end all sessions and change passwords. After that you find out which data was on the device and whether it was encrypted, that is, stored so that strangers cannot read it.
    .transfer = Depending on the contract, device insurance replaces the device but not the data. Locking and wiping from a distance can be handed to a provider if it was set up before the loss.
    .frequency = We know of no reliable public figure for this.

risk-insider = Access is misused from within
    .story = A sales representative moves from a tool maker to a competitor, and his access to the customer file stays open. Three months later it turns out that price lists have been retrieved.
    .consequence = In the first week you block the access, secure the records of who was signed in and when, and take legal advice. There are no investigations of your own until it is clear what is allowed.
    .transfer = Fidelity insurance (meant for losses through dishonesty and fraud) replaces part of the damage, depending on the contract. Contracts with staff and providers can settle confidentiality and the return of access.
    .frequency = We know of no reliable public figure for this.

risk-outdated-technology = Break-in through outdated technology
    .story = A computer attached to a tool maker’s milling machine has had no updates (new versions from the manufacturer that fix faults) for years. Through a gap that has long been known, strangers get from there into the office network.
    .consequence = In the first week the device concerned is cut off from the network, and specialists find out how far the strangers got. If there is no replacement for the device, the work done on it stands still for that long.
    .transfer = Installing updates can be handed to a provider, with fixed deadlines in the maintenance contract. Some cyber insurance excludes damage through outdated technology; read the terms.
    .frequency = We know of no reliable public figure for this.

risk-remote-access = Break-in through remote access or remote maintenance
    .story = A joinery has its machines maintained remotely; the access is always open and protected only by a short password. One weekend a program tries thousands of passwords and finds the right one.
    .consequence = In the first week all access from outside is closed, including the useful kind, and all passwords are changed. Specialists look for traces, and anyone who works from home has to come in for that long.
    .transfer = The maintenance contract can lay down that the provider connects only after you allow it, encrypted and with a second proof besides the password, and is liable for its mistakes. Cyber insurance often asks about exactly this kind of access.
    .frequency = We know of no reliable public figure for this.

risk-key-person = The only person who knows is away
    .story = In a small municipal administration only one colleague knows the passwords and how the server is set up. He is in hospital when, one morning, nobody can sign in any more.
    .consequence = In the first week you gather passwords, contracts and contacts, and every step takes longer. An outside provider first has to get to know your technology before it can help.
    .transfer = You can agree with an IT provider on a stand-in who already knows your technology. This requires that the most important details are written down and kept safe.
    .frequency = We know of no reliable public figure for this.

risk-elements = Fire, water or overvoltage destroys the technology
    .story = After heavy rain the cellar of a bakery floods, and that is where the server stands. The drive with the backup was on the same shelf.
    .consequence = In the first week you obtain replacement devices and a dry place with power and internet. How quickly you work again depends on whether a backup is kept at another place.
    .transfer = Electronics, buildings and natural-hazard insurance (for damage from floods and heavy rain, for example) replaces the devices, depending on the contract, but not the data. If the technology stands at a provider, the contract settles how it is protected.
    .frequency = We know of no reliable public figure for this.

risk-citizen-services = Services for citizens stand still
    .story = On Monday a town hall can neither take applications for identity cards nor pay out benefits, because the shared IT provider has switched off after an attack. In October 2023 an outage of this kind hit around 70 towns and municipalities at once.
    .consequence = In the first week you decide which services have to run first, such as payments and certificates, and set up emergency operation for them. People need clear information every day, even when website and e-mail do not work.
    .transfer = The contract with the IT provider can lay down restart times and the order of services. Neighbouring municipalities can agree to help each other. Responsibility for the task stays with the municipality.
    .frequency = We know of no reliable public figure for this.
