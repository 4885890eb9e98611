//! The forms on a page, as a browser would send them untouched. Reads our own well-formed pages, not the web's.

/// A form with the fields it would send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Where it goes; empty means the page itself.
    pub action: String,
    /// Names and values: inputs, chosen options, text areas. Boxes and buttons that are not chosen are left out.
    pub fields: Vec<(String, String)>,
    /// Name and value of everything one can choose or press: radio buttons and named buttons.
    pub choices: Vec<(String, String)>,
}

impl Form {
    /// The value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The fields with these values put in.
    #[must_use]
    pub fn filled(&self, values: &[(&str, &str)]) -> Vec<(String, String)> {
        let kept = self.fields.iter().filter(|(name, _)| !values.iter().any(|(set, _)| set == name)).cloned();
        kept.chain(values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
    }
}

/// A tag: its name with a leading `/` if it closes, and its attributes.
struct Tag<'a> {
    name: &'a str,
    attributes: Vec<(&'a str, String)>,
    after: &'a str,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| *key == name).map(|(_, value)| value.as_str())
    }

    fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some()
    }
}

/// All tags in order.
fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let length = after.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(after.len());
        let (name, mut inside) = after.split_at(length);
        let mut attributes = Vec::new();
        loop {
            inside = inside.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if inside.is_empty() || inside.starts_with('>') {
                break;
            }
            let end = inside.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>')).unwrap_or(inside.len());
            let (key, after_key) = inside.split_at(end);
            let (value, after_value) = value(after_key.trim_start());
            attributes.push((key, value));
            inside = after_value;
        }
        let after = inside.strip_prefix('>').unwrap_or_default();
        found.push(Tag { name: name.trim_end_matches('/'), attributes, after });
        rest = after;
    }
    found
}

/// The value behind an attribute's name, if there is one, and what follows.
fn value(text: &str) -> (String, &str) {
    let Some(text) = text.strip_prefix('=').map(str::trim_start) else { return (String::new(), text) };
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            let (value, after) = quoted.split_once(quote).unwrap_or((quoted, ""));
            return (unescaped(value), after);
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    let (value, after) = text.split_at(end);
    (unescaped(value), after)
}

fn unescaped(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&#38;", "&")];
    let text = pairs.into_iter().fold(text.to_owned(), |text, (entity, plain)| text.replace(entity, plain));
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&amp;", "&")
}

/// All forms of a page.
pub fn forms(html: &str) -> Vec<Form> {
    let mut forms: Vec<Form> = Vec::new();
    let mut inside = false;
    let mut select: Option<(String, Option<String>)> = None;
    for tag in tags(html) {
        match tag.name {
            "form" => {
                inside = true;
                forms.push(Form { action: tag.attribute("action").unwrap_or_default().to_owned(), ..Form::default() });
            }
            "/form" => inside = false,
            _ => {}
        }
        let Some(form) = forms.last_mut().filter(|_| inside) else { continue };
        let name = tag.attribute("name").unwrap_or_default().to_owned();
        match tag.name {
            "input" if !name.is_empty() && !tag.has("disabled") => {
                let kind = tag.attribute("type").unwrap_or("text");
                let value = tag.attribute("value").unwrap_or_default().to_owned();
                match kind {
                    "radio" | "checkbox" => {
                        if tag.has("checked") {
                            form.fields.push((name.clone(), value.clone()));
                        }
                        if kind == "radio" {
                            form.choices.push((name, value));
                        }
                    }
                    "submit" | "button" | "image" | "reset" | "file" => {}
                    _ => form.fields.push((name, value)),
                }
            }
            "button" if !name.is_empty() => {
                form.choices.push((name, tag.attribute("value").unwrap_or_default().to_owned()));
            }
            "select" => select = Some((name, None)),
            "option" => {
                if let Some((_, chosen)) = &mut select {
                    if chosen.is_none() || tag.has("selected") {
                        *chosen = Some(tag.attribute("value").unwrap_or_default().to_owned());
                    }
                }
            }
            "/select" => {
                if let Some((name, chosen)) = select.take() {
                    form.fields.push((name, chosen.unwrap_or_default()));
                }
            }
            "textarea" if !name.is_empty() => {
                let text = tag.after.split("</textarea").next().unwrap_or_default();
                form.fields.push((name, unescaped(text.strip_prefix('\n').unwrap_or(text))));
            }
            _ => {}
        }
    }
    forms
}

/// Where one can go from here.
pub(super) fn links(html: &str) -> Vec<String> {
    tags(html).iter().filter(|tag| tag.name == "a").filter_map(|tag| tag.attribute("href").map(str::to_owned)).collect()
}

/// Addresses a browser fetches to show this page: style sheets, scripts, pictures, preloaded fonts.
pub fn linked_files(html: &str) -> Vec<String> {
    let fetched = |tag: &Tag<'_>| match tag.name {
        "script" | "img" | "source" | "iframe" => tag.attribute("src").map(str::to_owned),
        "link" => tag
            .attribute("rel")
            .filter(|rel| ["stylesheet", "preload", "icon", "manifest", "modulepreload"].contains(rel))
            .and(tag.attribute("href"))
            .map(str::to_owned),
        _ => None,
    };
    let mut files: Vec<String> =
        tags(html).iter().filter_map(fetched).filter(|file| !file.starts_with("data:")).collect();
    files.sort();
    files.dedup();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><link rel="stylesheet" href="/app.css"><script src=/app.js defer></script>
        <!-- <form action="/no"><input name="x"></form> -->
        <form method="post" action="/c/1?a=1&amp;b=2">
        <input type="hidden" name="csrf" value="a&quot;b"><input name=seen value=3 />
        <label><input type="radio" name="answer" value="unknown"> ?</label>
        <input type="radio" name="answer" value="yes" checked>
        <input type="checkbox" name="box" value="1"><button name="go" value="1">Weiter</button>
        <select name="kind"><option value="a">A<option value="b" selected>B</select>
        <textarea name="note">
x &lt; y</textarea></form><input name="outside">"#;

    #[test]
    fn a_form_sends_what_a_browser_sends() {
        let found = forms(PAGE);
        assert_eq!(found.len(), 1);
        let form = &found[0];
        assert_eq!(form.action, "/c/1?a=1&b=2");
        let names: Vec<&str> = form.fields.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["csrf", "seen", "answer", "kind", "note"]);
        assert_eq!(form.value("csrf"), Some("a\"b"));
        assert_eq!(form.value("answer"), Some("yes"));
        assert_eq!(form.value("kind"), Some("b"));
        assert_eq!(form.value("note"), Some("x < y"));
        assert_eq!(form.choices.len(), 3, "two radio buttons and a button");
        assert_eq!(form.filled(&[("seen", "4")]).last().unwrap().1, "4");
    }

    #[test]
    fn files_of_a_page() {
        assert_eq!(links("<a class=x href='/a?b&amp;c'>d</a><a>e</a>"), ["/a?b&c"]);
        assert_eq!(linked_files(PAGE), ["/app.css", "/app.js"]);
    }
}
