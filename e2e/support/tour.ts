// All pages there are, each with somebody who may open it and something on it. The routes are read from the table of
// permissions, which a test of `web` compares with the sources: a new page without a stop here, or without a reason why
// there is none, fails.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as adviser from "../story/adviser";
import * as consent from "../story/consent";
import * as firm from "../story/firm";
import * as help from "../story/help";
import { ADVISER, BAKER, COORDINATOR, MANAGER, OPERATOR, SILENT } from "../story/people";
import * as region from "../story/region";
import * as work from "../story/work";
import { answerAll, begin, check, finish, folder, goOn, resumeLink } from "./interview";
import { type Letter, linkIn } from "./mailbox";
import { type Page, type Person, type Story, expect } from "./story";

/** Looks without an account. */
export const STRANGER: Person = { name: "", mail: "stranger" };
/** Has begun without an account and holds only the link. */
export const GUEST: Person = { name: "Tilo Tischler", mail: "tilo@tischlerei.example" };
/** Is invited by the bakery and has not come yet. */
const INVITED = "gerda@baeckerei.example";

export interface Stop {
  who: Person;
  /** An address; `{name}` stands for what the world kept under this name. */
  at: string;
  /** Expected instead of 200. */
  status?: number;
}

const stop = (who: Person, at: string, status?: number): Stop => ({ who, at, ...(status ? { status } : {}) });
const dead = "0".repeat(32);

/** Every page, by its route. */
export const STOPS: Record<string, Stop[]> = {
  "/": [stop(STRANGER, "/"), stop(BAKER, "/")],
  "/about": [stop(STRANGER, "/about")],
  "/accessibility": [stop(STRANGER, "/accessibility")],
  "/account": [stop(BAKER, "/account"), stop(OPERATOR, "/account")],
  "/areas/{area}": [stop(COORDINATOR, "{area}")],
  "/areas/{area}/edit": [stop(COORDINATOR, "{area}/edit")],
  "/areas/{area}/people": [stop(COORDINATOR, "{area}/people")],
  "/areas/{area}/requests": [stop(COORDINATOR, "{area}/requests")],
  "/areas/{area}/requests/{request}": [stop(COORDINATOR, "{area}/requests/{waiting}"), stop(COORDINATOR, "{area}/requests/{taken}")],
  "/c/{tenant}": [stop(BAKER, "{folder}"), stop(GUEST, "{guest}"), stop(ADVISER, "{folder}")],
  "/c/{tenant}/a/{assessment}/interview": [stop(ADVISER, "{talk}/interview"), stop(BAKER, "{talk}/interview"), stop(ADVISER, "{second talk}/interview"), stop(BAKER, "{second talk}/interview"), stop(ADVISER, "{assessment}/interview")],
  "/c/{tenant}/a/{assessment}/interview/t/{topic}": [stop(ADVISER, "{second talk}/interview/t/organisation"), stop(ADVISER, "{second talk}/interview/t/organisation?share")],
  "/c/{tenant}/a/{assessment}/plan": [stop(BAKER, "{talk}/plan"), stop(ADVISER, "{talk}/plan"), stop(BAKER, "{assessment}/plan")],
  "/c/{tenant}/a/{assessment}/plan/{requirement}": [stop(BAKER, "{measure}"), stop(ADVISER, "{measure}")],
  "/c/{tenant}/a/{assessment}/plan/{requirement}/comments/{comment}": [stop(BAKER, "{comment}")],
  "/c/{tenant}/a/{assessment}/result": [stop(BAKER, "{talk}/result"), stop(BAKER, "{assessment}/result"), stop(ADVISER, "{talk}/result"), stop(GUEST, "{guest draft}/result")],
  "/c/{tenant}/a/{assessment}/risks": [stop(BAKER, "{talk}/risks"), stop(ADVISER, "{talk}/risks")],
  "/c/{tenant}/a/{assessment}/t/{topic}": [stop(BAKER, "{talk}/t/systems"), stop(GUEST, "{guest draft}/t/{guest topic}")],
  "/c/{tenant}/consents": [stop(BAKER, "{folder}/consents")],
  "/c/{tenant}/delete": [stop(BAKER, "{folder}/delete")],
  "/c/{tenant}/help": [stop(BAKER, "{folder}/help"), stop(GUEST, "{guest}/help")],
  "/c/{tenant}/help/new": [stop(BAKER, "{folder}/help/new")],
  "/c/{tenant}/help/{request}": [stop(BAKER, "{folder}/help/{waiting}"), stop(BAKER, "{folder}/help/{taken}")],
  "/c/{tenant}/keep": [stop(GUEST, "{guest}/keep"), stop(BAKER, "{folder}/keep")],
  "/c/{tenant}/log": [stop(BAKER, "{folder}/log"), stop(GUEST, "{guest}/log")],
  "/c/{tenant}/organisation": [stop(BAKER, "{folder}/organisation")],
  "/c/{tenant}/people": [stop(BAKER, "{folder}/people"), stop(GUEST, "{guest}/people")],
  "/c/{tenant}/take-out": [stop(BAKER, "{folder}/take-out")],
  "/c/{tenant}/tokens": [stop(BAKER, "{folder}/tokens")],
  "/checks": [stop(STRANGER, "/checks")],
  "/follow-up/{token}": [stop(STRANGER, "/follow-up/{follow-up}"), stop(STRANGER, `/follow-up/${dead}`, 404)],
  "/g/{slug}": [stop(STRANGER, "/g/kalletal")],
  "/import": [stop(STRANGER, "/import")],
  "/invitation/{token}": [stop(STRANGER, "/invitation/{invitation}"), stop(BAKER, "/invitation/{invitation}"), stop(STRANGER, `/invitation/${dead}`, 404)],
  "/keep/{token}": [stop(STRANGER, "/keep/{keep}"), stop(STRANGER, `/keep/${dead}`, 404)],
  "/me": [stop(BAKER, "/me"), stop(ADVISER, "/me"), stop(COORDINATOR, "/me"), stop(MANAGER, "/me"), stop(OPERATOR, "/me")],
  "/me/calendar": [stop(BAKER, "/me/calendar"), stop(ADVISER, "/me/calendar")],
  "/operator": [stop(OPERATOR, "/operator")],
  "/operator/accounts": [stop(OPERATOR, "/operator/accounts")],
  "/operator/health": [stop(OPERATOR, "/operator/health")],
  "/operator/mail": [stop(OPERATOR, "/operator/mail")],
  "/operator/regions": [stop(OPERATOR, "/operator/regions")],
  "/partner/{partner}": [stop(ADVISER, "{partner}"), stop(MANAGER, "{partner}")],
  "/partner/{partner}/clients": [stop(ADVISER, "{partner}/clients"), stop(SILENT, "{other partner}/clients")],
  "/partner/{partner}/edit": [stop(ADVISER, "{partner}/edit"), stop(MANAGER, "{partner}/edit")],
  "/partner/{partner}/people": [stop(ADVISER, "{partner}/people")],
  "/partner/{partner}/requests": [stop(ADVISER, "{partner}/requests"), stop(SILENT, "{other partner}/requests")],
  "/partner/{partner}/tokens": [stop(ADVISER, "{partner}/tokens")],
  "/partner/{partner}/requests/{request}": [stop(ADVISER, "{partner}/requests/{taken}")],
  "/partners": [stop(STRANGER, "/partners"), stop(STRANGER, "/partners?q=nirgendwo")],
  "/partners/{slug}": [stop(STRANGER, "/partners/{partner slug}")],
  "/privacy": [stop(STRANGER, "/privacy")],
  "/proposal/{token}": [stop(STRANGER, "/proposal/{proposal}"), stop(STRANGER, `/proposal/${dead}`, 404)],
  "/r/{token}": [stop(STRANGER, `/r/${dead}`, 404)],
  "/recover": [stop(STRANGER, "/recover")],
  "/recover/{token}": [stop(STRANGER, "/recover/{recover}"), stop(STRANGER, `/recover/${dead}`, 404)],
  "/regions/{region}": [stop(MANAGER, "{region}")],
  "/regions/{region}/edit": [stop(MANAGER, "{region}/edit")],
  "/regions/{region}/new-area": [stop(MANAGER, "{region}/new-area")],
  "/regions/{region}/new-partner": [stop(MANAGER, "{region}/new-partner")],
  "/regions/{region}/people": [stop(MANAGER, "{region}/people")],
  "/resume": [stop(STRANGER, "/resume")],
  "/sign-in": [stop(STRANGER, "/sign-in")],
  "/start": [stop(STRANGER, "/start"), stop(STRANGER, "/start?check=kommune")],
  "/unsubscribe/{token}": [stop(STRANGER, "/unsubscribe/{unsubscribe}"), stop(STRANGER, `/unsubscribe/${dead}`, 404)],
  "/verify/{token}": [stop(BAKER, "/verify/{verify}"), stop(BAKER, `/verify/${dead}`, 404)],
};

const FORM = "the address of a form: whoever opens it is led back to its page";
const FILE = "a file, not a page";

/** Routes without a page of their own, and where what they show is looked at. */
export const NO_PAGE: Record<string, string> = {
  "/areas/{area}/coat-of-arms": FORM,
  "/c/{tenant}/a/{assessment}": "leads on to the next open question or the result",
  "/c/{tenant}/a/{assessment}/answers.csv": FILE,
  "/c/{tenant}/a/{assessment}/dossier.json": FILE,
  "/c/{tenant}/a/{assessment}/measures.csv": FILE,
  "/c/{tenant}/a/{assessment}/plan/bulk": FORM,
  "/c/{tenant}/a/{assessment}/plan/{requirement}/comments": FORM,
  "/c/{tenant}/a/{assessment}/plan/{requirement}/files": FORM,
  "/c/{tenant}/a/{assessment}/plan/{requirement}/files/{file}": FILE,
  "/c/{tenant}/a/{assessment}/report.docx": FILE,
  "/c/{tenant}/a/{assessment}/report.pdf": FILE,
  "/c/{tenant}/help/{request}/appointment": FORM,
  "/c/{tenant}/help/{request}/appointment.ics": FILE,
  "/c/{tenant}/link": FORM,
  "/calendar/{file}": FILE,
  "/demo": "only the demonstration has it: accessibility.spec.ts",
  "/favicon.ico": FILE,
  "/g/{slug}/coat-of-arms/{digest}": FILE,
  "/g/{slug}/colours.css": FILE,
  "/health/live": "for machines",
  "/health/ready": "for machines",
  "/me/invitations": FORM,
  "/partner/{partner}/requests/{request}/appointment": FORM,
  "/partner/{partner}/requests/{request}/appointment.ics": FILE,
  "/sign-in/code": "between password and second factor: sign-in.spec.ts",
  "/sign-in/confirm/{token}": "after an attack on the account only: `sign_in.rs` in the tests of web",
  "/sign-in/oidc/{provider}": "leads to another service: sign-in.spec.ts",
  "/sign-in/oidc/{provider}/back": "comes back from another service: sign-in.spec.ts",
  "/static/{fingerprint}/{name}": FILE,
};

/** Every route that answers GET, programs' routes excepted, as the table of permissions has them. */
export function pageRoutes(): string[] {
  const table = readFileSync(resolve(__dirname, "../../crates/web/tests/it/permissions.tsv"), "utf8");
  const rows = table.split("\n").map((line) => line.split("\t"));
  return rows.filter(([method, route]) => method === "GET" && !route?.startsWith("/api/")).map(([, route]) => route ?? "");
}

/** Where a stop lies in this world. */
export function addressOf(story: Story, { at }: Stop): string {
  return at.replace(/\{([^}]+)\}/g, (_, name: string) => story.recall(name));
}

async function letterWith(story: Story, to: string, part: RegExp): Promise<string> {
  const all = (letter: Letter) => `${letter.text} ${letter.headers.get("list-unsubscribe") ?? ""}`;
  const find = () => story.mailbox.to(to).map((letter) => part.exec(all(letter))?.[1]).filter(Boolean).at(-1);
  await expect.poll(find, { message: `a letter to ${to} with ${part}`, timeout: 20_000 }).toBeTruthy();
  return find() ?? "";
}

/** A second firm, whose folder is held by its link only and whose wish to keep it waits for the click in a mail. */
async function guest(story: Story): Promise<void> {
  const page = await story.at(GUEST);
  await begin(page, check("kurzcheck"), "Tischlerei Tannenhof und Söhne");
  story.keep("guest", folder(page));
  story.keep("guest link", await resumeLink(page));
  await goOn(page);
  story.keep("guest draft", new URL(page.url()).pathname.replace(/\/t\/.*/, ""));
  story.keep("guest topic", /\/t\/([\w-]+)/.exec(page.url())?.[1] ?? "");
  await page.locator(".answers button[value=yes]").first().click();
  await page.goto(`${story.recall("guest")}/keep`);
  await page.locator("#field-email").fill(GUEST.mail);
  await page.locator("#field-person-name").fill(GUEST.name);
  await page.locator('form[action$="/keep"] button[type=submit]').click();
  story.keep("keep", await letterWith(story, GUEST.mail, /\/keep\/(\w+)/));
}

/** An interview that is under way, with something to clarify. */
async function secondTalk(story: Story): Promise<void> {
  const page = await story.open(BAKER, story.recall("folder"));
  await page.locator("#another-check").selectOption("cyberrisikocheck");
  await page.locator('form[action$="/start"] button').click();
  await expect(page.locator("[data-question]").first()).toBeVisible();
  story.keep("second talk", new URL(page.url()).pathname.replace(/\/t\/.*/, ""));
  const adviser = await story.open(ADVISER, `${story.recall("second talk")}/interview`);
  await adviser.locator('form[action$="/interview/begin"] button').click();
  await adviser.goto(`${story.recall("second talk")}/interview/t/organisation`);
  await adviser.locator(".answers button[value=no]").first().click();
  await expect(adviser.locator(".answer-form [data-saved]").first()).toHaveText(/Gespeichert/);
  const note = adviser.locator("[data-question]:visible details.talk-note").first();
  await note.locator("summary").click();
  await note.locator("textarea[name=clarify]").fill("Wer vertritt die Chefin im Urlaub?");
  await note.locator("textarea[name=private]").fill("Beim nächsten Besuch in der Backstube nachsehen.");
  await note.locator("button[type=submit]").click();
  await expect(adviser.locator("[data-question] .badge.pending").first()).toBeVisible();
}

/** One more request, that nobody has answered yet. */
async function waitingRequest(story: Story): Promise<void> {
  const before = story.mailbox.letters.length;
  const page = await story.open(BAKER, `${story.recall("folder")}/help/new`);
  await page.locator("input[name=wish][value=implementation]").check();
  await page.locator("input[name=topic]").first().check();
  await page.locator("#field-asker_name").fill("Brigitte");
  await page.locator("#field-email").fill(BAKER.mail);
  await page.locator("#field-message").fill("Die Datensicherung soll bis Ostern stehen. Wer kann uns dabei helfen?");
  await page.locator('form[action$="/help/new"] button[type=submit]').click();
  await page.waitForURL(/\/help\/[0-9a-f-]{36}/);
  story.keep("waiting", page.url().split("/").at(-1)?.split("?")[0] ?? "");
  const token = () => story.mailbox.letters.slice(before).map((letter) => /\/proposal\/(\w+)/.exec(letter.text)?.[1]).find(Boolean);
  await expect.poll(token, { timeout: 20_000 }).toBeTruthy();
  story.keep("proposal", token() ?? "");
}

/** The partner who took the first request offers a time. */
async function appointment(story: Story): Promise<void> {
  const page = await story.open(ADVISER, `${story.recall("partner")}/requests/${story.recall("taken")}`);
  await page.locator("#appointment input[name=date]").fill(story.time.day(20));
  await page.locator("#appointment input[name=time]").fill("14:30");
  await page.locator("#appointment input[name=minutes]").fill("60");
  await page.locator("#appointment input[name=meeting]").first().check();
  await page.locator("#appointment input[name=place]").fill("Backstube, Hauptstraße 7, 32689 Kalletal");
  await page.locator('#appointment form button[type=submit]').last().click();
  await expect(page.locator("[role=status]").first()).toBeVisible();
}

async function links(story: Story): Promise<void> {
  const page = await story.open(BAKER, `${story.recall("folder")}/people`);
  await page.locator("#field-email").fill(INVITED);
  await page.locator("input[name=role][value=member]").check();
  await page.locator('form:has(input[value=invite]) button[type=submit]').click();
  story.keep("invitation", await letterWith(story, INVITED, /\/invitation\/(\w+)/));
  await page.goto(`${story.recall("folder")}/tokens`);
  await page.locator("#field-name").fill("Warenwirtschaft");
  await page.locator("input[name=scope]").first().check();
  await page.locator('form[action$="/tokens"] button[type=submit]').click();
  await expect(page.locator("#key")).toBeVisible();
  await page.goto("/account");
  await page.locator("#field-email").fill("brandt@neue-adresse.example");
  await page.locator('form[action="/account/address"] button[type=submit]').click();
  story.keep("verify", await letterWith(story, "brandt@neue-adresse.example", /\/verify\/(\w+)/));
  const stranger = await story.at(STRANGER);
  await stranger.goto("/recover");
  await stranger.locator("#field-email").fill(BAKER.mail);
  await stranger.locator('form[action="/recover"] button[type=submit]').click();
  story.keep("recover", await letterWith(story, BAKER.mail, /\/recover\/(\w+)/));
  await stranger.goto("/partners");
  story.keep("partner slug", (await stranger.locator('main a[href^="/partners/"]').first().getAttribute("href"))?.split("/").at(-1) ?? "");
}

/** Tells the story as far as there is something on every page; what is looked at comes later. */
export async function populate(story: Story): Promise<void> {
  story.look = async () => undefined;
  await region.firstLink(story);
  await region.region(story);
  await region.satellite(story);
  await region.coordinator(story);
  await region.partners(story);
  await firm.shortCheck(story);
  await firm.keep(story);
  await help.ask(story);
  await region.secondPartner(story);
  await help.lapse(story);
  await help.acceptByMail(story);
  await consent.give(story);
  story.keep("partner", story.recall(`partner ${ADVISER.mail}`));
  story.keep("other partner", story.recall(`partner ${SILENT.mail}`));
  story.keep("taken", story.recall("request").split("/").at(-1) ?? "");
  await adviser.begin(story);
  await adviser.lead(story);
  await adviser.clarify(story);
  await adviser.sign(story);
  await work.assign(story);
  story.time.passDays(9);
  await story.here.wakeUp();
  story.keep("unsubscribe", await letterWith(story, BAKER.mail, /\/unsubscribe\/(\w+)/));
  await work.done(story);
  const page = await story.at(BAKER);
  story.keep("comment", (await page.locator('ol.comments a[href*="/comments/"]').first().getAttribute("href")) ?? "");
  story.time.passDays(95);
  await story.here.wakeUp();
  story.keep("follow-up", await letterWith(story, BAKER.mail, /\/follow-up\/(\w+)/));
  await secondTalk(story);
  await appointment(story);
  await waitingRequest(story);
  await guest(story);
  await links(story);
  // Everybody is signed in when the tour begins.
  for (const person of [OPERATOR, MANAGER, COORDINATOR, SILENT, ADVISER, BAKER]) await story.open(person, "/me");
}

export type { Page };
