// Ringwall in the browser: comfort only. Every form works without this file.
//
// data-autosave on a form: sends it in the background when an answer button is pressed or a note changes.
//   Each question block: [data-question="<id>"], with a hidden input name="seen" per form, a line [data-saved]
//   (role=status) and answer buttons with aria-pressed. Progress: [data-progress] (text), [data-progress-bar]
//   (progress element), [data-topic-progress="<topic>"].
//   Answer: {saved, message, revision, value, asked: [ids], progress: {text, answered, total, topics: {id: {answered, total}}}}
//   409: {error: "conflict", message, revision, value|note}
// data-copy="<css selector>": copies the value of that field.
"use strict";
(() => {
  const words = document.body.dataset;
  const all = (selector, from = document) => [...from.querySelectorAll(selector)];
  const blockOf = (form) => form.closest("[data-question]") || form;
  const states = new Map();   // form -> {timer, fields, queued, dirty}
  const queues = new Map();   // question block -> the end of its queue

  function say(form, text, kind) {
    const line = form.querySelector("[data-saved]") || blockOf(form).querySelector("[data-saved]");
    if (!line) return;
    line.replaceChildren(text);
    line.classList.toggle("is-pending", kind === "pending");
    line.classList.toggle("is-failed", kind === "failed");
    return line;
  }

  function button(text, action) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button small";
    made.textContent = text;
    made.addEventListener("click", action);
    return made;
  }

  function setSeen(form, revision) {
    if (revision === undefined || revision === null) return;
    for (const input of all('input[name="seen"]', blockOf(form))) input.value = revision;
  }

  function press(form, value) {
    for (const answer of all(".answers button[name]", form)) {
      const chosen = answer.value === (value ?? "\u0000");
      answer.setAttribute("aria-pressed", String(chosen));
      answer.classList.toggle("is-chosen", chosen);
    }
  }

  function progress(now) {
    if (!now) return;
    for (const line of all("[data-progress]")) {
      if (now.text) line.textContent = now.text;
      else if (line.dataset.progressTemplate) line.textContent = line.dataset.progressTemplate.replace("{answered}", now.answered).replace("{total}", now.total);
    }
    for (const bar of all("[data-progress-bar]")) { bar.max = now.total; bar.value = now.answered; }
    for (const [topic, part] of Object.entries(now.topics || {})) {
      for (const line of all(`[data-topic-progress="${CSS.escape(topic)}"]`)) {
        line.textContent = `${part.answered}/${part.total}`;
        (line.closest("li") || line).classList.toggle("is-done", part.answered === part.total);
      }
    }
  }

  // A requirement's block lists its questions; those no longer asked are hidden, those newly asked appear beneath.
  function showAsked(form, asked) {
    if (!Array.isArray(asked)) return;
    const group = form.closest("[data-requirement]");
    if (!group) return;
    for (const block of all("[data-question]", group)) block.hidden = !asked.includes(block.dataset.question);
  }

  const stateOf = (form) => {
    if (!states.has(form)) states.set(form, {});
    return states.get(form);
  };

  // The forms of one question share a revision, so they are sent one after the other, each with what it holds then.
  function send(form, fields) {
    const state = stateOf(form), block = blockOf(form);
    clearTimeout(state.timer);
    state.fields = fields;
    state.dirty = true;
    say(form, words.textSaving, "pending");
    if (state.queued) return;
    state.queued = true;
    queues.set(block, (queues.get(block) || Promise.resolve()).then(() => { state.queued = false; return post(form, state); }));
  }

  async function post(form, state) {
    const fields = state.fields;
    let answer, body = {};
    state.dirty = false;
    try {
      answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json", "X-CSRF-Token": words.csrf },
        body: new URLSearchParams(fields()),
        credentials: "same-origin",
        keepalive: true,
      });
      body = await answer.json();
    } catch {
      answer = undefined;
    }
    if (answer && answer.ok && body.saved) {
      setSeen(form, body.revision);
      if ("value" in body) press(form, body.value);
      progress(body.progress);
      showAsked(form, body.asked);
      // What was typed meanwhile is on its way; only then is it true that all is saved.
      if (!state.dirty) say(form, body.message, "good");
      return;
    }
    state.dirty = true;
    if (answer && answer.status === 409 && "revision" in body) {
      conflict(form, fields, body);
    } else {
      // Nothing is lost: the field keeps what was typed, the button tries again.
      const line = say(form, (body.message || words.textUnsaved) + " ", "failed");
      if (line) line.append(button(words.textRetry, () => send(form, fields)));
    }
  }

  // Somebody else changed it: the reader decides, nothing is overwritten silently.
  function conflict(form, fields, body) {
    const line = say(form, body.message + " ", "failed");
    if (!line) return;
    const choices = document.createElement("span");
    choices.className = "conflict-choices";
    choices.append(
      button(body.keep_mine || "OK", () => { setSeen(form, body.revision); send(form, fields); }),
      button(body.take_theirs || "OK", () => {
        setSeen(form, body.revision);
        if ("value" in body) press(form, body.value);
        const note = form.querySelector("textarea");
        if (note && typeof body.note === "string") note.value = body.note;
        stateOf(form).dirty = false;
        say(form, "", "good");
      }),
    );
    line.append(choices);
  }

  function fieldsOf(form, submitter) {
    return () => {
      const fields = new FormData(form);
      if (submitter && submitter.name) fields.set(submitter.name, submitter.value);
      return fields;
    };
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-autosave]")) return;
    event.preventDefault();
    send(form, fieldsOf(form, event.submitter));
  });

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-autosave]");
    if (!form || !event.target.matches("textarea, input[type=text]")) return;
    const state = stateOf(form);
    state.dirty = true;
    clearTimeout(state.timer);
    say(form, words.textUnsaved, "pending");
    state.timer = setTimeout(() => send(form, fieldsOf(form)), 800);
  });

  document.addEventListener("focusout", (event) => {
    const form = event.target.closest && event.target.closest("form[data-autosave]");
    const state = form && states.get(form);
    if (state && state.dirty && !state.queued && event.target.matches("textarea, input[type=text]")) send(form, fieldsOf(form));
  });

  addEventListener("beforeunload", (event) => {
    if ([...states.values()].some((state) => state.dirty || state.queued)) event.preventDefault();
  });

  for (const copy of all("[data-copy]")) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      const field = document.querySelector(copy.dataset.copy);
      if (!field) return;
      const label = copy.querySelector("[data-copy-text]") || copy;
      try {
        await navigator.clipboard.writeText(field.value ?? field.textContent);
      } catch {
        field.focus();
        field.select();
        document.execCommand("copy");
      }
      label.textContent = words.textCopied;
    });
  }

  // On phones a question fills the screen and pages snap to it.
  if (document.querySelector(".question")) document.documentElement.classList.add("has-questions");
  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();
})();
