//! Municipalities: names, official keys, inhabitants.
//!
//! Knows the files `content/municipalities/*.csv`: lines that begin with `#` say where the data comes from, the first
//! other line names the columns `key;name;district;population;postcode`.

use include_dir::Dir;
use ringwall_core::region::municipality_key;

const FOLDER: &str = "municipalities";
const COLUMNS: &str = "key;name;district;population;postcode";

/// A city or municipality of a Land.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Municipality {
    /// Official municipality key, eight digits.
    pub key: String,
    /// Official name, for example "Solingen, Klingenstadt".
    pub name: String,
    /// District it belongs to; "kreisfrei" if none.
    pub district: String,
    /// Inhabitants at the date of the source.
    pub population: u32,
    /// Postcode of the administration.
    pub postcode: String,
}

impl Municipality {
    /// The name without what stands behind a comma: "Solingen".
    pub fn short_name(&self) -> &str {
        self.name.split(',').next().unwrap_or(&self.name).trim()
    }
}

/// All municipalities, with where they come from.
#[derive(Clone, Debug, Default)]
pub struct Municipalities {
    /// All of them, by name.
    pub list: Vec<Municipality>,
    /// One line on where the data comes from.
    pub source: String,
}

impl Municipalities {
    /// The municipality with this name, official or short; none if two have it.
    pub fn named(&self, name: &str) -> Option<&Municipality> {
        let name = name.trim();
        let same = |text: &str| text.to_lowercase() == name.to_lowercase();
        let mut found = self.list.iter().filter(|place| same(&place.name) || same(place.short_name()));
        found.next().filter(|_| found.next().is_none())
    }

    /// The municipality with this key.
    pub fn with_key(&self, key: &str) -> Option<&Municipality> {
        self.list.iter().find(|place| place.key == key)
    }
}

pub(crate) fn load(files: &Dir<'_>, faults: &mut Vec<String>) -> Municipalities {
    let mut all = Municipalities::default();
    for file in files.get_dir(FOLDER).map(Dir::files).into_iter().flatten() {
        let shown = file.path().display();
        let Some(text) = file.contents_utf8() else {
            faults.push(format!("{shown}: is not UTF-8"));
            continue;
        };
        if let Some(source) = text.lines().next().and_then(|line| line.strip_prefix('#')) {
            source.trim().clone_into(&mut all.source);
        } else {
            faults.push(format!("{shown}: the first line must say where the data comes from"));
        }
        let mut lines = text.lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
        if lines.next().is_none_or(|(line, _)| line != COLUMNS) {
            faults.push(format!("{shown}: the columns must be {COLUMNS}"));
        }
        for (line, number) in lines {
            let columns: Vec<&str> = line.split(';').collect();
            let read = match columns.as_slice() {
                [key, name, district, population, postcode]
                    if municipality_key(key).is_ok_and(|key| key.is_some()) && !name.is_empty() =>
                {
                    population.parse().ok().map(|population| Municipality {
                        key: (*key).to_owned(),
                        name: (*name).to_owned(),
                        district: (*district).to_owned(),
                        population,
                        postcode: (*postcode).to_owned(),
                    })
                }
                _ => None,
            };
            match read {
                Some(place) if all.with_key(&place.key).is_none() => all.list.push(place),
                Some(place) => faults.push(format!("{shown}:{number}: {} stands twice", place.key)),
                None => faults.push(format!("{shown}:{number}: does not fit the columns")),
            }
        }
    }
    all.list.sort_by(|one, two| one.name.cmp(&two.name));
    all
}
