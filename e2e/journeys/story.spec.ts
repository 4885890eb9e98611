// The whole story, told by the people in it, on an installation of its own with a real mail server. One chapter needs
// the one before; if one fails, the rest is not told. The chapters lie in `e2e/story`, by who acts in them.

import * as firm from "../story/firm";
import * as region from "../story/region";
import { test } from "../support/story";

test.describe.configure({ mode: "serial" });

test("the first operator begins with a link that the program printed", ({ story }) => region.firstLink(story));
test("the operator opens a region, its manager is invited by mail", ({ story }) => region.region(story));
test("a satellite is opened in one form", ({ story }) => region.satellite(story));
test("its coordinator accepts and writes its page, without script", ({ story }) => region.coordinator(story));
test("partners are set up", ({ story }) => region.partners(story));
test("a firm does the short check without an account", ({ story }) => firm.shortCheck(story));
test("and keeps it", ({ story }) => firm.keep(story));
