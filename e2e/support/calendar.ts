// What a calendar program makes of a file of ours: read by ical.js, the parser of Thunderbird, not by anything of ours.

export interface Event {
  uid: string;
  summary: string;
  begin: Date;
  minutes: number;
  sequence: number;
  status: string;
  place: string;
  method: string;
}

/** The one event in a calendar; complains about a file that is none, or holds several. */
export async function eventIn(text: string): Promise<Event> {
  const { default: ICAL } = await import("ical.js");
  const calendar = new ICAL.Component(ICAL.parse(text));
  const events = calendar.getAllSubcomponents("vevent");
  if (calendar.name !== "vcalendar" || calendar.getFirstPropertyValue("version") !== "2.0") throw new Error(`no calendar:\n${text}`);
  if (events.length !== 1 || !events[0]) throw new Error(`${events.length} events in:\n${text}`);
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const event = new ICAL.Event(events[0]);
  return {
    uid: event.uid,
    summary: event.summary,
    begin: event.startDate.toJSDate(),
    minutes: event.duration.toSeconds() / 60,
    sequence: Number(event.sequence),
    status: String(events[0].getFirstPropertyValue("status") ?? ""),
    place: event.location,
    method: String(calendar.getFirstPropertyValue("method") ?? ""),
  };
}
