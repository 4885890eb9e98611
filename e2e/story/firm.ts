// What a firm does: check, keep, ask for help, work on the plan, take everything out, delete.

import { answerAll, begin, check, finish, folder, goOn } from "../support/interview";
import { picture } from "../support/picture";
import type { Story } from "../support/story";
import { BAKER } from "./people";

export async function shortCheck(story: Story): Promise<void> {
  const page = await story.at(BAKER);
  await page.goto("/");
  await begin(page, check("kurzcheck"), "Bäckerei Brandt");
  story.keep("folder", folder(page));
  await story.look(page, "the new folder");
  await picture(page, "betrieb-mappe");
  await goOn(page);
  await picture(page, "betrieb-frage");
  await answerAll(page, ["no", "yes", "unknown"]);
  await finish(page);
  await story.look(page, "the first result");
  await picture(page, "betrieb-ergebnis");
}
