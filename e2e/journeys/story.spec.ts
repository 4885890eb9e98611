// The whole story, told by the people in it, on an installation of its own with a real mail server. One chapter needs
// the one before; if one fails, the rest is not told. The chapters lie in `e2e/story`, by who acts in them.

import * as firm from "../story/firm";
import { test } from "../support/story";

test.describe.configure({ mode: "serial" });

test("a firm does the short check without an account", ({ story }) => firm.shortCheck(story));
