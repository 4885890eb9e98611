//! Comments on a measure.
//!
//! Knows how long a comment may be, who may change it and until when, and who may delete it.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    actor::Author,
    history::Contributor,
    id::{CommentId, RequirementId},
    organisation::is_unsafe,
    refusal::Refusal,
};

/// Longest comment, in characters.
pub const LONGEST_COMMENT: usize = 2_000;
/// Most comments on one measure.
pub const MOST_COMMENTS: usize = 200;
/// How long whoever wrote a comment may change it.
pub const EDITABLE: SignedDuration = SignedDuration::from_mins(15);

/// One comment on a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Id.
    pub id: CommentId,
    /// Which measure.
    pub requirement: RequirementId,
    /// Who wrote it.
    pub by: Contributor,
    /// What.
    pub text: String,
    /// When.
    pub created_at: Timestamp,
    /// When it was last changed, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edited_at: Option<Timestamp>,
}

impl Comment {
    /// Whether this author may still change it: only whoever wrote it, within [`EDITABLE`].
    pub fn may_edit(&self, by: Author, now: Timestamp) -> bool {
        self.by.is(by) && now.duration_since(self.created_at) < EDITABLE
    }

    /// Whether this author may delete it: whoever wrote it at any time, and whoever answers for the organisation.
    pub fn may_delete(&self, by: Author, owns: bool) -> bool {
        owns || self.by.is(by)
    }
}

/// A comment with trimmed ends and normalised line ends.
///
/// # Errors
/// `comment-empty`, `comment-too-long` (parameters `most`, `length`) or `comment-control-characters`.
pub fn clean_comment(text: &str) -> Result<String, Refusal> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    let length = text.chars().count();
    if length == 0 {
        return Err(Refusal::new("comment-empty"));
    }
    if length > LONGEST_COMMENT {
        return Err(Refusal::new("comment-too-long").with("most", LONGEST_COMMENT).with("length", length));
    }
    if text.chars().any(|character| is_unsafe(character) && character != '\n' && character != '\t') {
        return Err(Refusal::new("comment-control-characters"));
    }
    Ok(text.to_owned())
}

/// Refuses one comment too many on a measure.
///
/// # Errors
/// `comment-too-many` (parameter `most`).
pub fn room_for_comment(there: usize) -> Result<(), Refusal> {
    if there < MOST_COMMENTS { Ok(()) } else { Err(Refusal::new("comment-too-many").with("most", MOST_COMMENTS)) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{actor::Role, id::AccountId};

    #[test]
    fn comments_are_trimmed_and_bounded() {
        assert_eq!(clean_comment("  eins\r\nzwei \n").unwrap(), "eins\nzwei");
        for (text, code) in [
            (" \n ", "comment-empty"),
            ("a\u{0}b", "comment-control-characters"),
            ("a\u{202E}b", "comment-control-characters"),
            (&"ß".repeat(2_001), "comment-too-long"),
        ] {
            assert_eq!(clean_comment(text).unwrap_err().code, code, "{text:?}");
        }
        assert!(clean_comment(&"ß".repeat(2_000)).is_ok());
        assert!(room_for_comment(199).is_ok());
        assert_eq!(room_for_comment(200).unwrap_err().code, "comment-too-many");
    }

    #[test]
    fn who_may_change_and_delete_it_and_until_when() {
        let author = |number| Author::of(Role::Member, AccountId(Uuid::from_u128(number)));
        let begin: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let after = |minutes| begin + SignedDuration::from_mins(minutes);
        let comment = Comment {
            id: CommentId(Uuid::nil()),
            requirement: RequirementId(Uuid::nil()),
            by: Contributor::new(author(1), "Rita"),
            text: "fertig".into(),
            created_at: begin,
            edited_at: None,
        };
        for (by, minutes, edit) in [
            (author(1), 0, true),
            (author(1), 14, true),
            (author(1), 15, false),
            (author(2), 0, false),
            (Author::VISITOR, 0, false),
        ] {
            assert_eq!(comment.may_edit(by, after(minutes)), edit, "{by:?} after {minutes} minutes");
        }
        for (by, owns, delete) in [
            (author(1), false, true),
            (author(2), false, false),
            (author(2), true, true),
            (Author::VISITOR, false, false),
        ] {
            assert_eq!(comment.may_delete(by, owns), delete, "{by:?} {owns}");
        }
    }
}
