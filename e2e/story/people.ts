// The people of the story. Each looks at the pages in another way: on a phone, without script, in the dark, in English.

import type { Person } from "../support/story";

/** Keeps the installation running. */
export const OPERATOR: Person = { name: "Olaf Opel", mail: "olaf@rechenzentrum.example" };
/** Runs the region, in the dark. */
export const MANAGER: Person = { name: "Monika Münster", mail: "monika@musterland.example", look: { dark: true } };
/** Looks after Kalletal, without script: the town hall's browser forbids it. */
export const COORDINATOR: Person = { name: "Karin Kalle", mail: "karin@kalletal.example", look: { script: false } };
/** Is asked first and does not answer. Reads English. */
export const SILENT: Person = { name: "Sam Silent", mail: "sam@langsam-it.example", look: { language: "en" } };
/** Answers, leads the interview, signs; opens the account with a passkey and has no password. */
export const ADVISER: Person = { name: "Bernd Berater", mail: "bernd@kammer.example", passkey: true };
/** Owns a bakery in Kalletal, does everything on her phone. */
export const BAKER: Person = { name: "Brigitte Brandt", mail: "brandt@baeckerei.example", look: { size: "phone" } };
/** Runs a tea shop, reads English and cannot use a mouse. */
export const GROCER: Person = { name: "Grace Green", mail: "grace@tea-shop.example", look: { language: "en" } };
/** Mends bicycles; the browser on the workshop's old computer runs no script. */
export const MECHANIC: Person = { name: "Otto Ohm", mail: "otto@radwerkstatt.example", look: { script: false } };
