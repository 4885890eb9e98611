// The people of the story. Each looks at the pages in another way: on a phone, without script, in the dark, in English.

import type { Person } from "../support/story";

/** Owns a bakery in Kalletal, does everything on her phone. */
export const BAKER: Person = { name: "Brigitte Brandt", mail: "brandt@baeckerei.example", look: { size: "phone" } };
