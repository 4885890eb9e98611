topic-old-technology = Old technology
    .intro = For every device and every program the day comes when the manufacturer stops supplying updates. After that every new hole stays open.

kurz-07 = Nothing without updates
    .measure = Replace old technology or disconnect it
    .what = A list shows how long updates are still available for every device and every program. What no longer gets any is replaced or disconnected from the network.
    .why = A single old computer can be the door to everything else. A planned swap costs hours, a forced one days at the wrong time.
    .how-1 = Walk through the building once and write down what is connected, including tills, machines and routers.
    .how-2 = Ask your IT provider what no longer gets updates, and disconnect these devices from the network.
    .how-3 = Plan the replacement with date and amount and go through the list every year.
    .who = Your IT provider, the manufacturers of machines and specialist programs.
kurz-07-1 = Do all devices and programs still get updates?
    .help = This means everything on the network: computers, routers and tills as well as Windows and specialist programs.
    .example = The printing shop runs its cutting machine from an old computer. It stays in use, but off the network; jobs arrive on a checked USB stick.
