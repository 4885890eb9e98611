// The whole story, told by the people in it, on an installation of its own with a real mail server. One chapter needs
// the one before; if one fails, the rest is not told. The chapters lie in `e2e/story`, by who acts in them.

import * as adviser from "../story/adviser";
import * as consent from "../story/consent";
import * as firm from "../story/firm";
import * as help from "../story/help";
import * as operator from "../story/operator";
import * as others from "../story/others";
import * as ownership from "../story/ownership";
import * as region from "../story/region";
import * as work from "../story/work";
import { test } from "../support/story";

test.describe.configure({ mode: "serial" });

test("the first operator begins with a link that the program printed", ({ story }) => region.firstLink(story));
test("the operator opens a region, its manager is invited by mail", ({ story }) => region.region(story));
test("a satellite is opened in one form", ({ story }) => region.satellite(story));
test("its coordinator accepts and writes its page, without script", ({ story }) => region.coordinator(story));
test("the coordinator has a coat of arms and a deputy, without script", ({ story }) => region.coordinatorsDesk(story));
test("partners are set up", ({ story }) => region.partners(story));
test("a firm does the short check without an account", ({ story }) => firm.shortCheck(story));
test("and keeps it", ({ story }) => firm.keep(story));
test("it asks for help; one partner is asked", ({ story }) => help.ask(story));
test("the second partner sets out", ({ story }) => region.secondPartner(story));
test("the first partner lets the time pass, the second is asked", ({ story }) => help.lapse(story));
test("the second accepts by the link in the mail", ({ story }) => help.acceptByMail(story));
test("they fix a time, and other programs can read it", ({ story }) => help.appointment(story));
test("without consent nobody sees anything", ({ story }) => consent.closed(story));
test("with consent the adviser does, and the firm sees that", async ({ story }) => {
  await consent.give(story);
  await consent.seen(story);
});
test("the firm begins the thorough check", ({ story }) => adviser.begin(story));
test("the adviser leads the interview", ({ story }) => adviser.lead(story));
test("what is unclear is clarified", ({ story }) => adviser.clarify(story));
test("both sign", ({ story }) => adviser.sign(story));
test("measures are assigned", ({ story }) => work.assign(story));
test("on Monday one letter says what is due", ({ story }) => work.digest(story));
test("on the day before the talk both are reminded", ({ story }) => help.dayBefore(story));
test("a file shows it, the measure is done", ({ story }) => work.done(story));
test("after three months one click says what became of it", ({ story }) => work.followUp(story));
test("the repeat shows the gain", ({ story }) => work.repeat(story));
test("consent is taken back, the adviser is locked out at once", ({ story }) => consent.revoke(story));
test("a firm that reads English uses the keyboard only", ({ story }) => others.keyboardInEnglish(story));
test("nobody is free: the coordinator asks by hand", ({ story }) => help.nobody(story));
test("a firm does without script", ({ story }) => others.withoutScript(story));
test("the operator looks around", ({ story }) => operator.looksAround(story));
test("a letter is stuck and goes out with one click", ({ story }) => operator.stuck(story));
test("a backup comes back on another machine", ({ story }) => operator.backup(story));
test("everything is taken out and looks the same elsewhere", ({ story }) => ownership.takeOut(story));
test("everything is deleted, with a receipt", ({ story }) => ownership.receipt(story));
