// Each check from the first page to its result: two sizes, two languages, mouse, keyboard, no script.

import {
  answerAll,
  answerAllByKeyboard,
  begin,
  beginByKeyboard,
  check,
  expectResult,
  finish,
  finishByKeyboard,
  goOn,
} from "../support/interview";
import { type Language, type Look, type Size, test } from "../support/visitor";

type Way = "with the mouse" | "with the keyboard only" | "without script";
const PLACES: Record<Size, string> = { phone: "on a phone", desk: "on a desk" };
const TONGUES: Record<Language, string> = { de: "in German", en: "in English" };

const journeys: [Parameters<typeof check>[0], string, Size, Language, Way][] = [
  ["kurzcheck", "the short check", "phone", "de", "with the mouse"],
  ["kurzcheck", "the short check", "phone", "en", "with the mouse"],
  ["kurzcheck", "the short check", "desk", "de", "with the mouse"],
  ["kurzcheck", "the short check", "desk", "en", "with the mouse"],
  ["kurzcheck", "the short check", "phone", "de", "without script"],
  ["kurzcheck", "the short check", "desk", "en", "with the keyboard only"],
  ["cyberrisikocheck", "the CyberRisikoCheck", "desk", "de", "with the keyboard only"],
  ["cyberrisikocheck", "the CyberRisikoCheck", "phone", "de", "with the mouse"],
  ["cyberrisikocheck", "the CyberRisikoCheck", "desk", "en", "with the mouse"],
  ["cyberrisikocheck", "the CyberRisikoCheck", "phone", "en", "without script"],
  ["kommune", "the check for town halls", "desk", "en", "with the keyboard only"],
  ["kommune", "the check for town halls", "phone", "de", "without script"],
  ["kommune", "the check for town halls", "desk", "de", "with the mouse"],
  ["kommune", "the check for town halls", "phone", "en", "with the mouse"],
];

for (const [id, title, size, language, way] of journeys) {
  test(`${title} is finished ${PLACES[size]} ${TONGUES[language]} ${way}`, async ({ visitor }) => {
    const facts = check(id);
    const look: Look = { size, language, script: way !== "without script" };
    const page = await visitor(look);
    if (way === "with the keyboard only") {
      await beginByKeyboard(page, facts);
      await answerAllByKeyboard(page);
      await finishByKeyboard(page);
    } else {
      await begin(page, facts);
      await goOn(page);
      await answerAll(page);
      await finish(page);
    }
    await expectResult(page, language, facts);
  });
}
