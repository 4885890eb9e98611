//! The adviser's interview: beginning, noting, clarifying once, signing.
//!
//! Knows who sits on which side. The steps and when they are allowed are those of `core`.

use ringwall_core::{
    actor::{Role, Scope},
    assessment::{Assessment, clean_note},
    id::{AccountId, AssessmentId, QuestionId, TenantId},
    interview::{Interview, Mark, Marks, Party, Proof, Signature, Stage, Step},
    language::Language,
    organisation::one_line,
    refusal::Refusal,
    scoring::unanswered,
};
use ringwall_store::{Saved, Tx};
use sha2::{Digest, Sha256};

use crate::{Access, App, AppError, Letter, Right};

/// An interview as one side sees it.
#[derive(Clone, Debug)]
pub struct ShownInterview {
    /// The interview.
    pub interview: Interview,
    /// What was noted; private notes only for the people of the partner.
    pub marks: Marks,
    /// On which side the reader sits; `None` for somebody of a third party who may read.
    pub party: Option<Party>,
    /// Name of the adviser, if the account is still there.
    pub adviser: Option<String>,
    /// Name of the partner.
    pub partner: Option<String>,
    /// Fingerprint of what would be signed now.
    pub digest: String,
    /// Questions without an answer.
    pub missing: usize,
}

impl ShownInterview {
    /// Whether the reader may take a step now.
    pub fn may(&self, step: Step) -> bool {
        self.party.is_some_and(|party| ringwall_core::interview::allows(self.interview.stage, party, step))
    }

    /// The signature of a side, if it holds for what is there now.
    pub fn signature_of(&self, party: Party) -> Option<&Signature> {
        self.interview.signature_of(party, &self.digest)
    }
}

/// Most interviews of one organisation that go on at the same time and are looked for.
const MOST_OPEN: u32 = 50;

/// What an adviser notes about a question.
#[derive(Clone, Debug, Default)]
pub struct MarkChange {
    /// What was seen of it.
    pub proof: Option<Proof>,
    /// What exactly.
    pub shown: String,
    /// What is to be clarified; empty if nothing.
    pub clarify: String,
    /// For the partner's people only.
    pub private: String,
}

/// On which side somebody sits.
fn party(access: &Access, interview: &Interview) -> Option<Party> {
    match access.by().partner {
        Some(partner) => (partner == interview.partner && access.may(Right::Advise)).then_some(Party::Adviser),
        None if access.may(Right::Own) => Some(Party::Owner),
        None if access.may(Right::Work) => Some(Party::Member),
        None => None,
    }
}

/// Fingerprint of answers and of what both sides can see of the marks.
fn fingerprint(assessment: &Assessment, marks: &Marks) -> String {
    let answers: Vec<_> = assessment.answers.iter().map(|(id, answer)| (id, answer.value, &answer.note)).collect();
    let marks: Vec<_> = marks
        .iter()
        .map(|(id, mark)| (id, mark.proof, &mark.shown, &mark.clarify, &mark.reply))
        .filter(|(_, proof, shown, clarify, _)| proof.is_some() || !shown.is_empty() || !clarify.is_empty())
        .collect();
    // Plain lists of texts always serialise; an empty document would make every signature void, which is safe.
    let document = serde_json::to_vec(&(assessment.id, &assessment.check, answers, marks)).unwrap_or_default();
    crate::access::hex(&Sha256::digest(&document))
}

impl App {
    /// The interview on an assessment, if there is or was one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] if there is no such assessment.
    pub async fn interview(&self, access: &Access, id: AssessmentId) -> Result<Option<ShownInterview>, AppError> {
        let tenant = access.tenant();
        let mut reader = self.store().read().await?;
        let assessment = reader.assessment_by_id(tenant, id).await?.ok_or(AppError::NotFound)?;
        let Some(interview) = reader.interview(tenant, id).await? else { return Ok(None) };
        let mut marks = reader.interview_marks(tenant, id).await?;
        let digest = fingerprint(&assessment, &marks);
        if access.by().partner != Some(interview.partner) {
            for mark in marks.values_mut() {
                mark.private.clear();
            }
        }
        let adviser = reader.account_by_id(interview.adviser).await?.map(|account| account.name);
        drop(reader);
        let partner = self.partner_name(interview.partner).await?;
        let check = self.check(&assessment.check).await?;
        let missing = unanswered(&check.check, &assessment.values()).len();
        Ok(Some(ShownInterview {
            party: party(access, &interview),
            interview,
            marks,
            adviser,
            partner,
            digest,
            missing,
        }))
    }

    /// The assessments on which an interview is going on.
    ///
    /// # Errors
    /// [`AppError::Unavailable`].
    pub async fn open_interviews(&self, access: &Access) -> Result<Vec<AssessmentId>, AppError> {
        let nobody = AccountId(uuid::Uuid::nil());
        let mut reader = self.store().read().await?;
        let found = reader.interviews_under_way(&[access.tenant()], nobody, &[], MOST_OPEN).await?;
        Ok(found.into_iter().map(|interview| interview.assessment).collect())
    }

    /// Begins an interview on a draft. For an adviser with consent.
    ///
    /// # Errors
    /// [`AppError::NotFound`]; [`AppError::Denied`] for the organisation's own people; `assessment-finished`,
    /// `interview-exists`.
    pub async fn begin_interview(&self, access: &Access, id: AssessmentId) -> Result<(), AppError> {
        access.require(Right::Advise)?;
        let (tenant, by, now) = (access.tenant(), access.by(), self.now());
        let (Some(partner), Some(adviser)) = (by.partner, by.account) else { return Err(AppError::Denied) };
        self.store()
            .write::<_, AppError>("begin_interview", move |tx| {
                Box::pin(async move {
                    let assessment = tx.assessment_for_update(tenant, id).await?.ok_or(AppError::NotFound)?;
                    assessment.must_be_draft()?;
                    if let Some(before) = tx.interview_for_update(tenant, id).await? {
                        if before.stage != Stage::Ended {
                            return Err(Refusal::new("interview-exists").into());
                        }
                        // What another partner noted is not for this one.
                        tx.delete_interview(tenant, id).await?;
                    }
                    tx.save_interview(tenant, &Interview::begun(id, partner, adviser, now)).await?;
                    tx.append_audit(Some(tenant), now, by, "interview-begun", &serde_json::json!({})).await?;
                    Ok(())
                })
            })
            .await
    }

    /// Stores what an adviser notes about a question; `seen` is the revision they saw (0: none).
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], `interview-not-now`, `question-unknown`, `note-…`.
    pub async fn note_mark(
        &self,
        access: &Access,
        id: AssessmentId,
        question: QuestionId,
        change: MarkChange,
        seen: u32,
    ) -> Result<Saved<Mark>, AppError> {
        access.require(Right::Advise)?;
        let (tenant, now, access) = (access.tenant(), self.now(), *access);
        self.check_of(tenant, id).await?.allowed.admit(question, None)?;
        self.store()
            .write::<_, AppError>("note_mark", move |tx| {
                Box::pin(async move {
                    let interview = open_interview(tx, &access, id, Step::Mark).await?;
                    let marks = tx.interview_marks(tenant, interview.assessment).await?;
                    let before = marks.get(&question).cloned().unwrap_or_default();
                    let MarkChange { proof, shown, clarify, private } = change;
                    let mark = Mark { proof, shown, clarify, private, revision: seen, ..before }.validated()?;
                    Ok(tx.save_interview_mark(tenant, id, question, &mark, now).await?)
                })
            })
            .await
    }

    /// Stores what the organisation says to something that is to be clarified.
    ///
    /// # Errors
    /// As [`Self::note_mark`].
    pub async fn reply_to_mark(
        &self,
        access: &Access,
        id: AssessmentId,
        question: QuestionId,
        reply: &str,
        seen: u32,
    ) -> Result<Saved<Mark>, AppError> {
        access.require(Right::Work)?;
        let (tenant, now, access, reply) = (access.tenant(), self.now(), *access, clean_note(reply)?);
        self.store()
            .write::<_, AppError>("reply_to_mark", move |tx| {
                Box::pin(async move {
                    open_interview(tx, &access, id, Step::Reply).await?;
                    let mut marks = tx.interview_marks(tenant, id).await?;
                    let before = marks.remove(&question).filter(|mark| !mark.clarify.is_empty());
                    let mark = Mark { reply, revision: seen, ..before.ok_or(AppError::NotFound)? };
                    Ok(tx.save_interview_mark(tenant, id, question, &mark, now).await?)
                })
            })
            .await
    }

    /// Sends what is to be clarified to the organisation: its one round.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], `interview-not-now`, `interview-nothing-to-clarify`.
    pub async fn ask_to_clarify(&self, access: &Access, id: AssessmentId) -> Result<(), AppError> {
        self.step(access, id, Step::Ask, "interview-asked", Vec::new()).await
    }

    /// Hands back what was clarified.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], `interview-not-now`.
    pub async fn hand_back(&self, access: &Access, id: AssessmentId) -> Result<(), AppError> {
        self.step(access, id, Step::HandBack, "interview-handed-back", Vec::new()).await
    }

    /// Gives the interview up; the organisation goes on alone.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], `interview-not-now`.
    pub async fn end_interview(&self, access: &Access, id: AssessmentId) -> Result<(), AppError> {
        self.step(access, id, Step::End, "interview-ended", Vec::new()).await
    }

    /// Signs what is there now. With the second signature the assessment is finished for good. `digest` is the
    /// fingerprint of what the reader saw; `name` is used for somebody who came with the link only.
    ///
    /// # Errors
    /// [`AppError::NotFound`], [`AppError::Denied`], [`AppError::Conflict`] if something was changed since,
    /// `interview-not-now`, `interview-open-questions`, `interview-clarify-first`, `field-…`.
    pub async fn sign_interview(
        &self,
        access: &Access,
        id: AssessmentId,
        digest: &str,
        name: &str,
    ) -> Result<(), AppError> {
        let name = one_line("person-name", name)?.unwrap_or_default();
        self.step(access, id, Step::Sign, "interview-signed", vec![digest.to_owned(), name]).await
    }

    async fn step(
        &self,
        access: &Access,
        id: AssessmentId,
        step: Step,
        event: &'static str,
        words: Vec<String>,
    ) -> Result<(), AppError> {
        let (tenant, by, now, expires_at, access) = (access.tenant(), access.by(), self.now(), self.expiry(), *access);
        let check = self.check_of(tenant, id).await?;
        let app = self.clone();
        self.store()
            .write::<_, AppError>("interview_step", move |tx| {
                Box::pin(async move {
                    let assessment = tx.assessment_for_update(tenant, id).await?.ok_or(AppError::NotFound)?;
                    let interview = tx.interview_for_update(tenant, id).await?.ok_or(AppError::NotFound)?;
                    let side = party(&access, &interview).ok_or(AppError::Denied)?;
                    let marks = tx.interview_marks(tenant, id).await?;
                    if let (Step::Sign, Some(seen)) = (step, words.first()) {
                        let holds = interview.signature_of(side, seen).is_some_and(|known| known.account == by.account);
                        if holds && *seen == fingerprint(&assessment, &marks) {
                            // Pressed twice: one signature, one line, one letter.
                            return Ok(());
                        }
                    }
                    interview.must_allow(side, step)?;
                    let after = match step {
                        Step::Ask => interview.asked(side, &marks, now)?,
                        Step::HandBack => interview.handed_back(side, now)?,
                        Step::End => interview.ended(side, now)?,
                        Step::Sign => {
                            let digest = fingerprint(&assessment, &marks);
                            let [seen, typed] = words.as_slice() else { return Err(AppError::Conflict) };
                            if *seen != digest {
                                return Err(AppError::Conflict);
                            }
                            let name = match by.account {
                                Some(account) => tx.account_by_id(account).await?.map(|account| account.name),
                                None => Some(typed.clone()),
                            };
                            let name = name.unwrap_or_default();
                            let signature = Signature { party: side, account: by.account, name, at: now, digest };
                            let missing = unanswered(&check.check, &assessment.values()).len();
                            interview.signed(signature, missing, &marks)?
                        }
                        Step::Mark | Step::Reply => return Err(AppError::Denied),
                    };
                    tx.save_interview(tenant, &after).await?;
                    tx.append_audit(Some(tenant), now, by, event, &serde_json::json!({})).await?;
                    if after.stage == Stage::Signed {
                        assessment.finish(&check.check, now)?;
                        tx.finish_assessment(tenant, id, now).await?;
                        tx.extend_expiry(tenant, expires_at).await?;
                        tx.append_audit(Some(tenant), now, by, "assessment-finished", &check.check.id).await?;
                    }
                    app.tell_other_side(tx, tenant, &after, side, step).await
                })
            })
            .await
    }

    /// Writes to whoever has to do something now. A folder without an owner's account has nobody to write to.
    async fn tell_other_side(
        &self,
        tx: &mut Tx,
        tenant: TenantId,
        interview: &Interview,
        side: Party,
        step: Step,
    ) -> Result<(), AppError> {
        let template = match (step, interview.stage) {
            (Step::Ask, _) => "interview-asked",
            (Step::HandBack, _) => "interview-handed-back",
            (Step::Sign, Stage::Signed) => "interview-signed",
            (Step::Sign, _) => "interview-sign",
            (Step::End, _) => "interview-ended",
            (Step::Mark | Step::Reply, _) => return Ok(()),
        };
        let mut readers = Vec::new();
        if side == Party::Adviser {
            let people = tx.people_of(Scope::Organisation(tenant)).await?;
            readers.extend(people.into_iter().filter(|(_, role)| *role == Role::Owner).map(|(account, _)| account));
        } else {
            // Only while the partner may still come in: a link to a closed door helps nobody.
            let consents = tx.current_consents_of(tenant).await?;
            if ringwall_core::consent::opened(&consents, &[interview.partner]).is_some() {
                readers.extend(tx.account_by_id(interview.adviser).await?);
            }
        }
        let name = tx.organisation(tenant).await?.and_then(|record| record.organisation.name);
        for reader in readers.into_iter().filter(|account| account.disabled_at.is_none()) {
            let letter = Letter::new(template, &reader.email, &reader.name, reader.language)
                .with("organisation", name.clone().unwrap_or_else(|| self.unnamed(reader.language)))
                .leading_to(format!("/c/{tenant}/a/{}/interview", interview.assessment));
            self.post(tx, letter, Some(tenant), None).await?;
        }
        Ok(())
    }

    fn unnamed(&self, language: Language) -> String {
        self.content().texts().get(language, "clients-unnamed")
    }
}

/// The interview on an assessment, held for the transaction, if this side may take the step now.
async fn open_interview(tx: &mut Tx, access: &Access, id: AssessmentId, step: Step) -> Result<Interview, AppError> {
    let interview = tx.interview_for_update(access.tenant(), id).await?.ok_or(AppError::NotFound)?;
    let side = party(access, &interview).ok_or(AppError::Denied)?;
    interview.must_allow(side, step)?;
    Ok(interview)
}
