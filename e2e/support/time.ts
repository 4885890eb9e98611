// The time of a story. The program reads the machine's clock; libfaketime shows it a shifted one, and reads by how much
// from a file at every look. So days pass when a test says so, and the program knows nothing of tests.

import { existsSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LIBRARIES = ["x86_64", "aarch64"].map((machine) => `/usr/lib/${machine}-linux-gnu/faketime/libfaketimeMT.so.1`);
const DAY = 86_400_000;

export class Time {
  private readonly file: string;
  private shift = 0;

  /** `begin` is an instant such as `2027-03-01T09:00:00+01:00`. */
  constructor(folder: string, begin: string) {
    this.file = join(folder, "clock");
    this.goTo(new Date(begin));
  }

  /** What the program must be started with. */
  get env(): Record<string, string> {
    const library = LIBRARIES.find((one) => existsSync(one));
    if (!library) throw new Error("libfaketime is missing: apt-get install faketime");
    return {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: this.file,
      FAKETIME_NO_CACHE: "1",
      // Waiting stays real: only the calendar jumps.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    };
  }

  now(): Date {
    return new Date(Date.now() + this.shift);
  }

  goTo(instant: Date): void {
    this.shift = instant.getTime() - Date.now();
    const seconds = this.shift / 1000;
    // Renamed into place: the program may look at any moment and must never see half a line.
    writeFileSync(`${this.file}.new`, `${seconds < 0 ? "-" : "+"}${Math.abs(seconds).toFixed(3)}\n`);
    renameSync(`${this.file}.new`, this.file);
  }

  passDays(days: number): void {
    this.goTo(new Date(this.now().getTime() + days * DAY));
  }

  passHours(hours: number): void {
    this.goTo(new Date(this.now().getTime() + (hours * DAY) / 24));
  }

  /** Lets working days pass: Saturdays and Sundays do not count. The story keeps clear of public holidays. */
  passWorkingDays(days: number): void {
    for (let left = days; left > 0; ) {
      this.passDays(1);
      if (![0, 6].includes(this.now().getDay())) left -= 1;
    }
  }

  /** The next such weekday (0 is Sunday) at such an hour in Germany. */
  goToWeekday(weekday: number, hour: number): void {
    do this.passDays(1);
    while (this.now().getDay() !== weekday);
    const now = this.now();
    const offset = Number(
      new Intl.DateTimeFormat("en", { timeZone: "Europe/Berlin", hour: "2-digit", hourCycle: "h23" }).format(now),
    ) - hour;
    this.goTo(new Date(now.getTime() - (offset * DAY) / 24));
  }

  /** A day in the form of a date field, some days from now. */
  day(inDays = 0): string {
    return new Date(this.now().getTime() + inDays * DAY).toISOString().slice(0, 10);
  }
}
