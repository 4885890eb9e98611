//! A reader for the JSON that cargo prints. Not for input from strangers.

/// A JSON value. Numbers keep their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(String, Json)>),
}

impl Json {
    /// Reads a document.
    ///
    /// # Errors
    /// A sentence with the byte at which reading stopped.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value()?;
        reader.space();
        if reader.at == text.len() { Ok(value) } else { Err(reader.fault("the end")) }
    }

    /// The member of a map.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(members) => members.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The text under a key of a map.
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        match self.get(key) {
            Some(Self::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The list under a key of a map; empty if there is none.
    pub(crate) fn list(&self, key: &str) -> &[Self] {
        match self.get(key) {
            Some(Self::List(items)) => items,
            _ => &[],
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.at += character.len_utf8();
        Some(character)
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn fault(&self, wanted: &str) -> String {
        format!("JSON: expected {wanted} at byte {}", self.at)
    }

    /// Steps over `wanted` if it comes next.
    fn take(&mut self, wanted: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(wanted);
        if found {
            self.at += wanted.len();
        }
        found
    }

    fn value(&mut self) -> Result<Json, String> {
        self.space();
        match self.peek() {
            Some('{') => self.map(),
            Some('[') => self.list(),
            Some('"') => self.string().map(Json::Text),
            Some('-' | '0'..='9') => {
                let rest = self.rest();
                let length = rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
                let number = rest.get(..length.unwrap_or(rest.len())).unwrap_or_default();
                self.at += number.len();
                Ok(Json::Number(number.to_owned()))
            }
            _ if self.take("null") => Ok(Json::Null),
            _ if self.take("true") => Ok(Json::Bool(true)),
            _ if self.take("false") => Ok(Json::Bool(false)),
            _ => Err(self.fault("a value")),
        }
    }

    fn map(&mut self) -> Result<Json, String> {
        let mut members = Vec::new();
        self.take("{");
        while !self.take("}") {
            if !members.is_empty() && !self.take(",") {
                return Err(self.fault("`,` or `}`"));
            }
            self.space();
            let key = self.string()?;
            if !self.take(":") {
                return Err(self.fault("`:`"));
            }
            members.push((key, self.value()?));
        }
        Ok(Json::Map(members))
    }

    fn list(&mut self) -> Result<Json, String> {
        let mut items = Vec::new();
        self.take("[");
        while !self.take("]") {
            if !items.is_empty() && !self.take(",") {
                return Err(self.fault("`,` or `]`"));
            }
            items.push(self.value()?);
        }
        Ok(Json::List(items))
    }

    fn string(&mut self) -> Result<String, String> {
        if self.next() != Some('"') {
            return Err(self.fault("a string"));
        }
        let mut text = String::new();
        loop {
            match self.next().ok_or_else(|| self.fault("the end of a string"))? {
                '"' => return Ok(text),
                '\\' => match self.next() {
                    Some('n') => text.push('\n'),
                    Some('t') => text.push('\t'),
                    Some('r') => text.push('\r'),
                    Some('b') => text.push('\u{8}'),
                    Some('f') => text.push('\u{c}'),
                    Some('u') => text.push(self.escape()?),
                    Some(character) => text.push(character),
                    None => return Err(self.fault("an escape")),
                },
                character => text.push(character),
            }
        }
    }

    /// `\uXXXX`; halves of surrogate pairs become U+FFFD, which is enough for names and paths.
    fn escape(&mut self) -> Result<char, String> {
        let digits = self.rest().get(..4).ok_or_else(|| self.fault("four digits"))?;
        let code = u32::from_str_radix(digits, 16).map_err(|_| self.fault("four digits"))?;
        self.at += 4;
        Ok(char::from_u32(code).unwrap_or('\u{FFFD}'))
    }
}

#[cfg(test)]
mod tests {
    use super::Json;

    #[test]
    fn reads_what_cargo_prints() {
        let json = Json::read(r#" {"a":[1,-2.5e3,null,true,{"b":"x\"\u00e4\n"}],"c":{}} "#).unwrap();
        assert_eq!(json.list("a").len(), 5);
        assert_eq!(json.list("a")[4].text("b"), Some("x\"ä\n"));
        assert_eq!(json.get("c"), Some(&Json::Map(Vec::new())));
    }

    #[test]
    fn says_where_it_stopped() {
        for broken in ["", "{", "[1,]", "{\"a\" 1}", "\"a", "[1 2]", "{} x", "nul"] {
            assert!(Json::read(broken).unwrap_err().contains("at byte"), "{broken}");
        }
    }
}
