//! Conditions over facts of which some are unknown, in Kleene's three-valued logic, and how rule files write them.
//!
//! ```text
//! role = controller and personal_data and not (risk = unlikely)
//! employees >= 50 or (turnover_eur > 10000000 and balance_eur > 10000000)
//! kind in (municipality, other-public-body) and unknown personal_data
//! @in-scope and significant                     -- another condition by its name
//! ```
//!
//! Knows that what is not known is neither true nor false, and which unknown facts still matter. Refuses to know any
//! rule: those are content.
//!
//! A condition that comes out the same whatever the unknown facts turn out to be is not unknown, although the tables, which
//! look at one part at a time, say so: `not a and a`.
//!
//! Sources: S. C. Kleene, Introduction to Metamathematics (1952), § 64, strong tables; B. C. van Fraassen, Singular terms,
//! truth-value gaps, and free logic (1966), supervaluation.

use std::{collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize};

/// What is known about one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A count, or an amount in whole euros.
    Number(u64),
    /// One of several words.
    Word(String),
}

/// Facts by name. One that is missing is unknown.
pub type Facts = BTreeMap<String, Value>;

/// True, false, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Truth {
    /// It does not hold.
    False,
    /// It depends on something that is not known.
    Unknown,
    /// It holds.
    True,
}

impl Truth {
    const fn of(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

impl std::ops::Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All of these; true if there are none.
    All(Vec<Self>),
    /// At least one of these; false if there are none.
    Any(Vec<Self>),
    /// The opposite.
    Not(Box<Self>),
    /// The fact is yes.
    Is(String),
    /// The fact is one of these words.
    OneOf(String, Vec<String>),
    /// The fact is at least this number.
    AtLeast(String, u64),
    /// The fact is more than this number.
    MoreThan(String, u64),
    /// Nothing is known about the fact. Never unknown itself.
    NotKnown(String),
    /// Another condition, by its name. Resolved before anything is asked, see [`Condition::resolved`].
    Named(String),
}

/// What became of a condition, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Whether it holds.
    pub truth: Truth,
    /// The known facts that made it so, in the order of the condition, each once. For an unknown outcome: those that
    /// speak for it.
    pub because: Vec<String>,
    /// The facts whose learning could change the outcome, by name, each once; empty unless it is unknown.
    pub unknown: Vec<String>,
}

impl Outcome {
    fn of(truth: Truth, fact: &str) -> Self {
        let name = || vec![fact.to_owned()];
        match truth {
            Truth::Unknown => Self { truth, because: Vec::new(), unknown: name() },
            Truth::True | Truth::False => Self { truth, because: name(), unknown: Vec::new() },
        }
    }

    /// Puts the outcomes of several parts together; `decisive` is what one part alone decides with.
    fn joined(parts: impl Iterator<Item = Self>, decisive: Truth) -> Self {
        let mut joined = Self { truth: !decisive, because: Vec::new(), unknown: Vec::new() };
        for part in parts {
            if part.truth == decisive {
                if joined.truth != decisive {
                    joined = Self { truth: decisive, because: Vec::new(), unknown: Vec::new() };
                }
                joined.add(part);
            } else if joined.truth != decisive {
                if part.truth == Truth::Unknown {
                    joined.truth = Truth::Unknown;
                }
                joined.add(part);
            }
        }
        if joined.truth != Truth::Unknown {
            joined.unknown.clear();
        } else if decisive == Truth::True {
            // None of several ways is open yet: that some are closed is no reason for the rest.
            joined.because.clear();
        }
        joined
    }

    fn add(&mut self, part: Self) {
        for name in part.because {
            if !self.because.contains(&name) {
                self.because.push(name);
            }
        }
        for name in part.unknown {
            if let Err(place) = self.unknown.binary_search(&name) {
                self.unknown.insert(place, name);
            }
        }
    }
}

/// Why a text is no condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionFault {
    /// What is wrong.
    pub message: String,
    /// Where, in bytes from the beginning.
    pub at: usize,
}

impl fmt::Display for ConditionFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.message, self.at)
    }
}

impl std::error::Error for ConditionFault {}

/// How deep parentheses may be nested.
const DEEPEST: usize = 16;
/// Most ways in which unknown facts may turn out that are tried one by one.
const MOST_WAYS: usize = 1 << 14;

impl Condition {
    /// Reads a condition.
    ///
    /// # Errors
    /// [`ConditionFault`] with what is wrong and where.
    pub fn parse(text: &str) -> Result<Self, ConditionFault> {
        let mut parser = Parser { text, tokens: tokens(text)?, at: 0, depth: 0 };
        let condition = parser.any()?;
        match parser.next() {
            None => Ok(condition),
            Some(_) => Err(parser.fault_before("and, or, or nothing more was expected")),
        }
    }

    /// Puts other conditions in place of their names.
    ///
    /// # Errors
    /// The name that is not among them.
    pub fn resolved(&self, named: &BTreeMap<String, Self>) -> Result<Self, String> {
        let each = |parts: &[Self]| parts.iter().map(|part| part.resolved(named)).collect::<Result<Vec<_>, _>>();
        Ok(match self {
            Self::All(parts) => Self::All(each(parts)?),
            Self::Any(parts) => Self::Any(each(parts)?),
            Self::Not(part) => Self::Not(Box::new(part.resolved(named)?)),
            Self::Named(name) => named.get(name).cloned().ok_or_else(|| name.clone())?,
            other => other.clone(),
        })
    }

    /// Everything it asks about one fact at a time, in order.
    pub(crate) fn leaves(&self) -> Vec<&Self> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::leaves).collect(),
            Self::Not(part) => part.leaves(),
            leaf => vec![leaf],
        }
    }

    /// The fact it asks about; `None` if it puts other conditions together.
    pub(crate) fn fact(&self) -> Option<&str> {
        match self {
            Self::Is(fact)
            | Self::OneOf(fact, _)
            | Self::AtLeast(fact, _)
            | Self::MoreThan(fact, _)
            | Self::NotKnown(fact) => Some(fact),
            Self::All(_) | Self::Any(_) | Self::Not(_) | Self::Named(_) => None,
        }
    }

    /// The names of all facts it asks for.
    pub fn facts(&self) -> Vec<&str> {
        self.leaves().into_iter().filter_map(Self::fact).collect()
    }

    /// The facts of which it demands that nothing is known about them, not that something is.
    pub(crate) fn not_known(&self) -> Vec<&str> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::not_known).collect(),
            Self::NotKnown(fact) => vec![fact],
            _ => Vec::new(),
        }
    }

    /// The words one fact is compared with.
    pub fn words(&self, wanted: &str) -> Vec<&str> {
        let words = self.leaves().into_iter().filter_map(|leaf| match leaf {
            Self::OneOf(fact, words) if fact == wanted => Some(words),
            _ => None,
        });
        words.flatten().map(String::as_str).collect()
    }

    /// One value of a fact for each way in which it can matter here.
    fn samples(&self, fact: &str) -> Vec<Value> {
        let mut atoms = self.leaves();
        // That nothing is known is never so for a value.
        atoms.retain(|leaf| leaf.fact() == Some(fact) && !matches!(leaf, Self::NotKnown(_)));
        let mut samples: Vec<(Vec<Truth>, Value)> = Vec::new();
        for atom in &atoms {
            let values = match atom {
                Self::Is(_) => vec![Value::Bool(false), Value::Bool(true)],
                // No word is empty, so that one stands for all that are not named.
                Self::OneOf(_, words) => {
                    let words = words.iter().map(String::as_str).chain([""]);
                    words.map(|word| Value::Word(word.to_owned())).collect()
                }
                Self::AtLeast(_, least) => vec![Value::Number(least.saturating_sub(1)), Value::Number(*least)],
                Self::MoreThan(_, most) => vec![Value::Number(*most), Value::Number(most.saturating_add(1))],
                _ => Vec::new(),
            };
            for value in values {
                let one = Facts::from([(fact.to_owned(), value.clone())]);
                let seen: Vec<Truth> = atoms.iter().map(|atom| atom.by_tables(&one).truth).collect();
                if samples.iter().all(|(known, _)| *known != seen) {
                    samples.push((seen, value));
                }
            }
        }
        samples.into_iter().map(|(_, value)| value).collect()
    }

    /// Whether it holds, and why.
    pub fn outcome(&self, facts: &Facts) -> Outcome {
        let outcome = self.by_tables(facts);
        if outcome.truth != Truth::Unknown {
            return outcome;
        }
        let samples: Vec<(&String, Vec<Value>)> =
            outcome.unknown.iter().map(|fact| (fact, self.samples(fact))).collect();
        let ways = samples.iter().try_fold(1_usize, |ways, (_, values)| ways.checked_mul(values.len()));
        if ways.is_none_or(|ways| ways == 0 || ways > MOST_WAYS) {
            return outcome;
        }
        // Every way in which the unknown facts may turn out, the first fact changing slowest.
        let mut truths = Vec::new();
        let mut learned = facts.clone();
        each_way(&samples, &mut learned, &mut |learned| truths.push(self.by_tables(learned).truth));
        let Some(first) = truths.first().copied() else { return outcome };
        if truths.iter().all(|truth| *truth == first) {
            let mut decided = Self::All(Vec::new()).by_tables(facts);
            (decided.truth, decided.because) = (first, outcome.because);
            return decided;
        }
        let mut block = truths.len();
        let matters = samples.iter().filter(|(_, values)| {
            let step = block / values.len();
            // Ways that differ in this fact only are `step` apart within one block.
            let matters = truths.chunks(block).any(|same| {
                (0..step).any(|at| {
                    let mut along = same.iter().skip(at).step_by(step);
                    let one = along.next();
                    along.any(|other| Some(other) != one)
                })
            });
            block = step;
            matters
        });
        Outcome { unknown: matters.map(|(fact, _)| (*fact).clone()).collect(), ..outcome }
    }

    /// Whether it holds by the tables alone.
    fn by_tables(&self, facts: &Facts) -> Outcome {
        let known = |fact: &str, holds: Option<bool>| {
            // A value of the wrong kind says nothing.
            Outcome::of(holds.map_or(Truth::Unknown, Truth::of), fact)
        };
        match self {
            Self::All(parts) => Outcome::joined(parts.iter().map(|part| part.by_tables(facts)), Truth::False),
            Self::Any(parts) => Outcome::joined(parts.iter().map(|part| part.by_tables(facts)), Truth::True),
            Self::Not(part) => {
                let outcome = part.by_tables(facts);
                Outcome { truth: !outcome.truth, ..outcome }
            }
            Self::Is(fact) => known(fact, if let Some(Value::Bool(yes)) = facts.get(fact) { Some(*yes) } else { None }),
            Self::OneOf(fact, words) => known(
                fact,
                if let Some(Value::Word(word)) = facts.get(fact) { Some(words.contains(word)) } else { None },
            ),
            Self::AtLeast(fact, least) => known(
                fact,
                if let Some(Value::Number(number)) = facts.get(fact) { Some(number >= least) } else { None },
            ),
            Self::MoreThan(fact, most) => {
                known(fact, if let Some(Value::Number(number)) = facts.get(fact) { Some(number > most) } else { None })
            }
            Self::NotKnown(fact) => {
                let truth = Truth::of(!facts.contains_key(fact));
                let because = if truth == Truth::True { Vec::new() } else { vec![fact.clone()] };
                Outcome { truth, because, unknown: Vec::new() }
            }
            // A name that was not resolved: content is checked for it when it is loaded.
            Self::Named(name) => Outcome::of(Truth::Unknown, name),
        }
    }
}

/// Calls `each` with every combination of these values put into `learned`.
fn each_way(samples: &[(&String, Vec<Value>)], learned: &mut Facts, each: &mut impl FnMut(&Facts)) {
    let Some(((fact, values), rest)) = samples.split_first() else { return each(learned) };
    for value in values {
        learned.insert((*fact).clone(), value.clone());
        each_way(rest, learned, each);
    }
    learned.remove(*fact);
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Number(u64),
    Sign(&'static str),
}

const SIGNS: [&str; 8] = [">=", "!=", ">", "=", "(", ")", ",", "@"];

fn tokens(text: &str) -> Result<Vec<(usize, Token)>, ConditionFault> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let at = text.len() - rest.len();
        let Some(first) = rest.chars().next() else { return Ok(found) };
        if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            found.push((at, Token::Sign(sign)));
            rest = rest.get(sign.len()..).unwrap_or_default();
            continue;
        }
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            return Err(ConditionFault { message: format!("{first:?} is not part of a condition"), at });
        }
        let token = if first.is_ascii_digit() && word.bytes().all(|byte| byte.is_ascii_digit()) {
            let number = word.parse();
            Token::Number(number.map_err(|_| ConditionFault { message: "the number is too large".to_owned(), at })?)
        } else {
            Token::Word(word.to_owned())
        };
        found.push((at, token));
        rest = after;
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: Vec<(usize, Token)>,
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at).map(|(_, token)| token)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.at += 1;
        token
    }

    fn takes(&mut self, wanted: &Token) -> bool {
        let there = self.peek() == Some(wanted);
        self.at += usize::from(there);
        there
    }

    fn takes_word(&mut self, wanted: &str) -> bool {
        self.takes(&Token::Word(wanted.to_owned()))
    }

    /// A fault at the token that was taken last.
    fn fault_before(&self, message: &str) -> ConditionFault {
        let at = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(self.text.len(), |(at, _)| *at);
        ConditionFault { message: message.to_owned(), at }
    }

    fn any(&mut self) -> Result<Condition, ConditionFault> {
        let mut parts = vec![self.all()?];
        while self.takes_word("or") {
            parts.push(self.all()?);
        }
        Ok(only_or(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, ConditionFault> {
        let mut parts = vec![self.one()?];
        while self.takes_word("and") {
            parts.push(self.one()?);
        }
        Ok(only_or(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, ConditionFault> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.fault_before("nested too deeply"));
        }
        let condition = self.one_within();
        self.depth -= 1;
        condition
    }

    fn one_within(&mut self) -> Result<Condition, ConditionFault> {
        match self.next() {
            Some(Token::Sign("(")) => {
                let within = self.any()?;
                self.expects(")")?;
                Ok(within)
            }
            Some(Token::Sign("@")) => Ok(Condition::Named(self.word()?)),
            Some(Token::Word(word)) if word == "not" => Ok(Condition::Not(Box::new(self.one()?))),
            Some(Token::Word(word)) if word == "unknown" => Ok(Condition::NotKnown(self.word()?)),
            Some(Token::Word(word)) if word != "and" && word != "or" && word != "in" => self.compared(word),
            _ => Err(self.fault_before("a fact, not, unknown, @ or ( was expected")),
        }
    }

    /// What follows the name of a fact.
    fn compared(&mut self, fact: String) -> Result<Condition, ConditionFault> {
        if self.takes(&Token::Sign("=")) {
            return Ok(Condition::OneOf(fact, vec![self.word()?]));
        }
        if self.takes(&Token::Sign("!=")) {
            return Ok(Condition::Not(Box::new(Condition::OneOf(fact, vec![self.word()?]))));
        }
        if self.takes(&Token::Sign(">=")) {
            return Ok(Condition::AtLeast(fact, self.number()?));
        }
        if self.takes(&Token::Sign(">")) {
            return Ok(Condition::MoreThan(fact, self.number()?));
        }
        if self.takes_word("in") {
            self.expects("(")?;
            let mut words = vec![self.word()?];
            while self.takes(&Token::Sign(",")) {
                words.push(self.word()?);
            }
            self.expects(")")?;
            return Ok(Condition::OneOf(fact, words));
        }
        Ok(Condition::Is(fact))
    }

    fn expects(&mut self, sign: &'static str) -> Result<(), ConditionFault> {
        match self.next() {
            Some(Token::Sign(found)) if found == sign => Ok(()),
            _ => Err(self.fault_before(&format!("{sign} was expected"))),
        }
    }

    fn word(&mut self) -> Result<String, ConditionFault> {
        match self.next() {
            Some(Token::Word(word)) => Ok(word),
            _ => Err(self.fault_before("a word was expected")),
        }
    }

    fn number(&mut self) -> Result<u64, ConditionFault> {
        match self.next() {
            Some(Token::Number(number)) => Ok(number),
            _ => Err(self.fault_before("a number was expected")),
        }
    }
}

/// The one part, or all of them together.
fn only_or(mut parts: Vec<Condition>, together: fn(Vec<Condition>) -> Condition) -> Condition {
    match (parts.pop(), parts.is_empty()) {
        (Some(only), true) => only,
        (last, _) => {
            parts.extend(last);
            together(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(known: &[(&str, Value)]) -> Facts {
        known.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
    }

    fn outcome(condition: &str, known: &[(&str, Value)]) -> (Truth, Vec<String>, Vec<String>) {
        let outcome = Condition::parse(condition).unwrap().outcome(&facts(known));
        (outcome.truth, outcome.because, outcome.unknown)
    }

    #[test]
    fn the_tables_are_those_of_kleene() {
        use Truth::{False, True, Unknown};
        for (a, b, and, or) in [
            (True, True, True, True),
            (True, False, False, True),
            (True, Unknown, Unknown, True),
            (False, False, False, False),
            (False, Unknown, False, Unknown),
            (Unknown, Unknown, Unknown, Unknown),
        ] {
            let both = [("a", a), ("b", b)].into_iter().filter(|(_, truth)| *truth != Unknown);
            let known: Vec<_> = both.map(|(name, truth)| (name, Value::Bool(truth == True))).collect();
            let found = |condition: &str| outcome(condition, &known).0;
            assert_eq!((found("a and b"), found("b and a")), (and, and), "{a:?} and {b:?}");
            assert_eq!((found("a or b"), found("b or a")), (or, or), "{a:?} or {b:?}");
        }
        assert_eq!([!True, !False, !Unknown], [False, True, Unknown]);
    }

    #[test]
    fn it_says_what_made_it_so_and_what_could_change_it() {
        use Truth::{False, True, Unknown};
        let (yes, no) = (Value::Bool(true), Value::Bool(false));
        let word = |word: &str| Value::Word(word.to_owned());
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let size = "n >= 50 or (t > 10 and b > 10)";
        for (condition, known, truth, because, unknown) in [
            ("a and b", vec![("a", yes.clone()), ("b", yes.clone())], True, &["a", "b"][..], &[][..]),
            ("a and b", vec![("a", yes.clone())], Unknown, &["a"], &["b"]),
            ("a and b", vec![("a", no.clone())], False, &["a"], &[]),
            ("b and a", vec![("a", no.clone())], False, &["a"], &[]),
            ("a or b", vec![("b", yes.clone())], True, &["b"], &[]),
            ("a or b", vec![("b", no.clone())], Unknown, &[], &["a"]),
            ("not a", vec![("a", no.clone())], True, &["a"], &[]),
            ("not a and a", vec![], False, &[], &[]),
            ("(m and a) or (m and b)", vec![("a", yes.clone())], Unknown, &[], &["m"]),
            ("k = x or k = y", vec![], Unknown, &[], &["k"]),
            ("k = x", vec![("k", word("x"))], True, &["k"], &[]),
            ("k != x", vec![("k", word("y"))], True, &["k"], &[]),
            ("k in (x, y-z)", vec![("k", word("y-z"))], True, &["k"], &[]),
            ("k in (x, y)", vec![("k", word("z"))], False, &["k"], &[]),
            ("unknown k and a", vec![("a", yes.clone())], True, &["a"], &[]),
            ("unknown a", vec![("a", yes.clone())], False, &["a"], &[]),
            (size, vec![("n", Value::Number(50))], True, &["n"], &[]),
            (size, vec![("n", Value::Number(49))], Unknown, &[], &["b", "t"]),
            (size, vec![("n", Value::Number(49)), ("t", Value::Number(10))], False, &["n", "t"], &[]),
            (size, vec![("t", Value::Number(10))], Unknown, &[], &["n"]),
            (size, vec![("t", Value::Number(11)), ("b", Value::Number(11))], True, &["t", "b"], &[]),
            // A word where a number belongs says nothing.
            ("n >= 50", vec![("n", word("many"))], Unknown, &[], &["n"]),
        ] {
            let expected = (truth, names(because), names(unknown));
            assert_eq!(outcome(condition, &known), expected, "{condition} with {known:?}");
        }
    }

    #[test]
    fn and_binds_closer_than_or_and_names_are_put_in() {
        let is = |fact: &str| Condition::Is(fact.to_owned());
        let parsed = Condition::parse("a or b and not c").unwrap();
        let expected = Condition::Any(vec![is("a"), Condition::All(vec![is("b"), Condition::Not(Box::new(is("c")))])]);
        assert_eq!(parsed, expected);
        let named = BTreeMap::from([("size".to_owned(), Condition::parse("n >= 50").unwrap())]);
        let resolved = Condition::parse("@size and a").unwrap().resolved(&named).unwrap();
        assert_eq!(resolved.facts(), ["n", "a"]);
        assert_eq!(Condition::parse("@other").unwrap().resolved(&named), Err("other".to_owned()));
    }

    #[test]
    fn what_is_no_condition_is_refused_with_the_place() {
        for (text, at) in [
            ("", 0),
            ("a and", 5),
            ("a b", 2),
            ("(a or b", 7),
            ("a = ", 4),
            ("a >= b", 5),
            ("a in x", 5),
            ("a & b", 2),
            ("or a", 0),
            ("n >= 99999999999999999999", 5),
        ] {
            assert_eq!(Condition::parse(text).map_err(|fault| fault.at), Err(at), "{text}");
        }
        assert!(Condition::parse(&"(".repeat(1_000)).is_err());
        assert!(Condition::parse(&"not ".repeat(1_000)).is_err());
    }
}
