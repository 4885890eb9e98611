// The world of a story: an installation as an operator sets it up (configuration file, database, folder for files, mail
// server), a calendar that can be turned, and people who keep their windows from one chapter to the next.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext } from "@playwright/test";
import { Mailbox } from "./mailbox";
import { passkeys } from "./passkey";
import { Program, command } from "./program";
import { Time } from "./time";
import { type Look, type Page, Watch, expect, expectAccessible, expectNoSideways, fold, test as base, unfold, window } from "./visitor";

export { expect, type Page };

/** Somebody in the story. */
export interface Person {
  name: string;
  mail: string;
  look?: Look;
  /** Whether they sign in with a passkey; they have no password then. */
  passkey?: boolean;
}

/** What somebody would choose: words that have nothing to do with each other. */
export function password(person: Person): string {
  return `Kranich ${person.name.length} Leiter Nebel ${person.mail.length}`;
}

/** One installation of its own. */
export class Installation {
  readonly folder: string;
  readonly time: Time;
  program!: Program;

  private constructor(name: string, time: Time | string, private readonly mailbox: Mailbox) {
    this.folder = mkdtempSync(join(tmpdir(), `ringwall-${name}-`));
    this.time = typeof time === "string" ? new Time(this.folder, time) : time;
  }

  static async start(name: string, time: Time | string, mailbox: Mailbox): Promise<Installation> {
    const made = new Installation(name, time, mailbox);
    await made.go();
    return made;
  }

  /** A folder with a configuration and nothing else, as before the first start. */
  static async prepare(name: string, time: Time | string, mailbox: Mailbox): Promise<Installation> {
    const made = new Installation(name, time, mailbox);
    await made.configure();
    return made;
  }

  /** By name, not by number: passkeys belong to a name. */
  get address(): string {
    return this.program.address.replace("127.0.0.1", "localhost");
  }

  private config(listen: string): string {
    return `
[server]
listen = "${listen}"
metrics = ""
public_url = "http://${listen.replace("127.0.0.1", "localhost")}"
operator = "Kreis Beispiel, Musterstraße 1, 12345 Musterstadt"
[database]
url = "sqlite:ringwall.db"
[limits]
starts_per_minute = 0
[mail]
smtp = "smtp://127.0.0.1:${this.mailbox.port}?tls=none"
from = "ringwall@musterland.example"
name = "Ringwall Musterland"
`;
  }

  /** Starts it on the port it had, or takes a free one: mail must name the address people can open. */
  private async configure(): Promise<void> {
    const listen = this.program?.address.replace("http://", "") ?? `127.0.0.1:${await freePort()}`;
    writeFileSync(join(this.folder, "ringwall.toml"), this.config(listen));
  }

  async go(): Promise<void> {
    await this.configure();
    this.program = await Program.serve(["serve"], { env: this.time.env, cwd: this.folder });
  }

  /** Days later: the program is started anew, as after an upgrade, and finds what became due in the meantime. */
  async wakeUp(): Promise<void> {
    await this.program.stop();
    await this.go();
  }

  /** Runs a command in its folder. */
  run(...words: string[]) {
    return command(words, { env: this.time.env, cwd: this.folder });
  }

  async end(): Promise<void> {
    await this.program.stop();
    if (!process.env.KEEP_STORY) rmSync(this.folder, { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  return new Promise((found, failed) => {
    const server = createServer().once("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const at = server.address();
      server.close(() => (at && typeof at === "object" ? found(at.port) : failed(new Error("no port"))));
    });
  });
}

/** What the chapters of a story share. */
export class Story {
  readonly watch = new Watch();
  /** What one chapter finds out and a later one needs. */
  readonly kept = new Map<string, string>();
  private readonly scriptless = new Set<BrowserContext>();
  private readonly devices = new Set<Page>();
  private readonly windows = new Map<string, BrowserContext>();

  constructor(
    private readonly browser: Browser,
    readonly here: Installation,
    readonly mailbox: Mailbox,
  ) {}

  get time(): Time {
    return this.here.time;
  }

  /** The window of somebody, the same in every chapter. */
  async at(person: Person): Promise<Page> {
    let context = this.windows.get(person.mail);
    if (!context) {
      context = await window(this.browser, this.here.address, this.watch, person.look ?? {});
      if (person.look?.script === false) this.scriptless.add(context);
      this.windows.set(person.mail, context);
    }
    const page = context.pages()[0] ?? (await context.newPage());
    if (person.passkey && !this.devices.has(page)) {
      this.devices.add(page);
      await passkeys(page);
    }
    return page;
  }

  /** Another look at the same moment, or a stranger: a window that nobody keeps. */
  async fresh(look: Look = {}, address = this.here.address): Promise<Page> {
    return (await window(this.browser, address, this.watch, look)).newPage();
  }

  /** Opens a page as somebody who has an account; signs in on the way if the session is over. */
  async open(person: Person, path: string): Promise<Page> {
    const page = await this.at(person);
    // A folder does not say whether it exists to somebody who is not signed in, so that is asked first.
    await page.goto("/account");
    if (new URL(page.url()).pathname === "/sign-in") await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
    else await page.goto(path);
    if (new URL(page.url()).pathname === "/sign-in") await this.signIn(page, person);
    return page;
  }

  /** Fills in the form of the sign-in page that is open. */
  async signIn(page: Page, person: Person): Promise<void> {
    if (person.passkey) await page.locator("form[data-passkey-get] button[type=submit]").click();
    else {
      await page.locator("#field-email").fill(person.mail);
      await page.locator("#field-password").fill(password(person));
      await page.locator('form[action="/sign-in"] button[type=submit]').click();
    }
    await page.waitForURL((url) => url.pathname !== "/sign-in");
  }

  keep(name: string, value: string): void {
    this.kept.set(name, value);
  }

  recall(name: string): string {
    const value = this.kept.get(name);
    if (value === undefined) throw new Error(`no earlier chapter kept "${name}"`);
    return value;
  }

  /** A page as it must always be: one heading, nothing sticks out, no rule of accessibility broken. */
  async look(page: Page, what: string): Promise<void> {
    await expect(page.locator("h1"), what).toHaveCount(1);
    await expectNoSideways(page, what);
    // The checker needs script. Who has none lends the cookies to a window that does.
    const lent = this.scriptless.has(page.context());
    const seen = lent ? await this.borrow(page) : page;
    await unfold(seen);
    await expectAccessible(seen, what);
    if (lent) await seen.context().close();
    else await fold(page);
  }

  /** The same page for the same person in another window, for example in another language. */
  async borrow(page: Page, look: Look = {}): Promise<Page> {
    const context = await window(this.browser, this.here.address, this.watch, look);
    await context.addCookies(await page.context().cookies());
    const other = await context.newPage();
    await other.goto(page.url());
    return other;
  }
}

export const test = base.extend<{ calm: void }, { story: Story }>({
  story: [
    async ({ browser }, use) => {
      const mailbox = await Mailbox.open();
      // A Monday in March, far from public holidays.
      const here = await Installation.start("story", "2027-03-01T08:30:00+01:00", mailbox);
      await use(new Story(browser, here, mailbox));
      await here.end();
      await mailbox.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  calm: [
    async ({ story }, use) => {
      await use();
      expect(story.watch.problems.splice(0), "nothing happens behind the reader's back").toEqual([]);
    },
    { auto: true },
  ],
});
