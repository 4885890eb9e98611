// Passkeys: between our forms and the browser's own dialogue. Without this file, or where a browser has no passkeys,
// the forms with a password are all there is.
//
// form[data-passkey-get]: signing in. form with button[data-passkey-create]: making one.
//   Both have hidden inputs "ceremony" and "credential", and a line [data-passkey-error] (role=alert).
//   On the button: data-what, data-token; the fields email, person-name of its form go along.
"use strict";
(() => {
  if (!window.PublicKeyCredential || !navigator.credentials) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  async function ask(path, fields) {
    const answer = await fetch(path, {
      method: "POST",
      headers: { Accept: "application/json", "X-CSRF-Token": document.body.dataset.csrf },
      body: new URLSearchParams(fields),
      credentials: "same-origin",
    });
    const body = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(body.message), { said: body.message });
    return body;
  }

  function create({ publicKey }) {
    publicKey.challenge = bytes(publicKey.challenge);
    publicKey.user.id = bytes(publicKey.user.id);
    for (const known of publicKey.excludeCredentials || []) known.id = bytes(known.id);
    return navigator.credentials.create({ publicKey });
  }

  function get({ publicKey }) {
    publicKey.challenge = bytes(publicKey.challenge);
    for (const known of publicKey.allowCredentials || []) known.id = bytes(known.id);
    return navigator.credentials.get({ publicKey });
  }

  function told(credential) {
    const { response } = credential;
    const out = { id: credential.id, rawId: text(credential.rawId), type: credential.type, response: {} };
    for (const part of ["attestationObject", "clientDataJSON", "authenticatorData", "signature", "userHandle"]) {
      if (response[part]) out.response[part] = text(response[part]);
    }
    out.extensions = {};
    return JSON.stringify(out);
  }

  async function run(form, path, fields, ceremony) {
    const line = form.querySelector("[data-passkey-error]");
    if (line) line.textContent = "";
    try {
      const begun = await ask(path, fields);
      const credential = await ceremony(begun.options);
      form.elements.ceremony.value = begun.ceremony;
      form.elements.credential.value = told(credential);
      form.submit();
    } catch (error) {
      // The reader closed the dialogue, or the device has nothing for us: both are said, neither is a fault.
      if (line) line.textContent = error.said || line.dataset.text;
    }
  }

  for (const form of document.querySelectorAll("form[data-passkey-get]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      run(form, "/passkey/get", {}, get);
    });
  }
  for (const button of document.querySelectorAll("button[data-passkey-create]")) {
    (button.closest("[data-passkey-part]") || button).hidden = false;
    button.addEventListener("click", () => {
      const form = button.form;
      const field = (name) => (form.elements[name] ? form.elements[name].value : "");
      const { what, token } = button.dataset;
      run(form, "/passkey/create", { what, token: token || "", email: field("email"), name: field("person-name") }, create);
    });
  }
})();
