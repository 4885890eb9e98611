//! Asking months later what became of the plan, and taking the answers in.
//!
//! When and what to ask is `core`'s rule ([`ringwall_core::follow_up`]). One letter to one owner; its link answers
//! without signing in, for whoever the letter was written to, and opens nothing else.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan, civil::Date};
use ringwall_core::{
    actor::{Author, Role, Scope},
    analysis::analyse,
    follow_up::{
        ANSWERABLE_DAYS, FOLLOW_UP_MONTHS, FollowUp, FollowUpAnswer, LATEST_DAYS, follow_up_due, follow_up_questions,
        is_worth_asking,
    },
    history::{ChangeSource, changes},
    id::{AccountId, AssessmentId, RequirementId, TenantId},
    plan::{PlanItem, ordered},
    refusal::Refusal,
};
use ringwall_store::{Account, FollowUpCandidate, Saved};
use uuid::Uuid;

use crate::{
    Access, App, AppError, Letter, LetterKind, LinkToken, LoadedCheck, Right, accounts::email_is_proved,
    days::measure_title, histories::Occasion,
};

/// Assessments looked at between two looks at the database.
const AT_ONCE: u32 = 100;

/// A follow-up as its page shows it.
#[derive(Clone, Debug)]
pub struct ShownFollowUp {
    /// What was asked and answered.
    pub follow_up: FollowUp,
    /// Whose plan.
    pub tenant: TenantId,
    /// What the organisation calls itself.
    pub organisation: Option<String>,
    /// The check the plan came from.
    pub check: std::sync::Arc<LoadedCheck>,
    /// When the assessment was finished.
    pub finished_at: Option<Timestamp>,
}

impl App {
    /// What an organisation was asked months later, and what it answered. For its own people only.
    ///
    /// # Errors
    /// [`AppError::Denied`], [`AppError::Unavailable`].
    pub async fn follow_ups(&self, access: &Access) -> Result<Vec<FollowUp>, AppError> {
        access.require(Right::Work)?;
        Ok(self.store().read().await?.follow_ups_of(access.tenant()).await?)
    }

    /// Writes every letter that is to be written today. Running it again changes nothing.
    ///
    /// # Errors
    /// [`AppError::Unavailable`]; what was asked until then is not asked again.
    pub(crate) async fn ask_follow_ups(&self) -> Result<(), AppError> {
        let (today, zone) = (self.today(), ringwall_content::format::zone());
        let begin_of = |day: Date| {
            day.at(0, 0, 0, 0).to_zoned_datetime(zone.clone()).map_or(Timestamp::MAX, |day| day.timestamp())
        };
        for months in FOLLOW_UP_MONTHS {
            // Generous at both ends, months being of different lengths; the rule decides.
            let ago = today.checked_sub(i32::from(months).months()).unwrap_or(Date::MIN);
            let from = begin_of(ago.checked_sub((LATEST_DAYS + 4).days()).unwrap_or(Date::MIN));
            let to = begin_of(ago.checked_add(4.days()).unwrap_or(Date::MAX));
            let mut after = (Uuid::nil(), Uuid::nil());
            loop {
                let found = self.store().read().await?.follow_up_candidates(months, (from, to), after, AT_ONCE).await?;
                let Some(last) = found.last() else { break };
                after = (last.tenant.0, last.assessment.0);
                for candidate in found {
                    let finished = candidate.finished_at.to_zoned_datetime(zone.clone()).date();
                    if follow_up_due(finished, &[], false, today) == Some(months) {
                        self.ask_follow_up(&candidate, months).await?;
                    }
                }
            }
        }
        Ok(())
    }

    async fn ask_follow_up(&self, candidate: &FollowUpCandidate, months: u8) -> Result<(), AppError> {
        let (tenant, assessment) = (candidate.tenant, candidate.assessment);
        let Some(owner) = self.first_owner(tenant).await? else { return Ok(()) };
        let check = self.check(&candidate.check).await?;
        let questions = self.open_in_plan(tenant, assessment, &check).await?;
        if !is_worth_asking(months, &questions) {
            return Ok(());
        }
        let now = self.now();
        let expires_at =
            now.checked_add(jiff::SignedDuration::from_hours(24 * ANSWERABLE_DAYS)).unwrap_or(Timestamp::MAX);
        let token = LinkToken::new(self);
        let language = owner.language;
        let template = if questions.is_empty() { "repeat" } else { "follow-up" };
        let letter = Letter::new(template, &owner.email, &owner.name, language)
            .with("check", check.check.title.get(language))
            .counting("months", months)
            .counting("questions", i64::try_from(questions.len()).unwrap_or_default())
            .leading_to(format!("/follow-up/{}", token.secret()))
            .stoppable(owner.id, LetterKind::FollowUp);
        let answers = BTreeMap::new();
        let follow_up =
            FollowUp { assessment, months, questions, answers, asked_at: now, expires_at, answered_at: None };
        let app = self.clone();
        self.store()
            .write::<_, AppError>("ask_follow_up", move |tx| {
                Box::pin(async move {
                    if tx.insert_follow_up(tenant, &follow_up, token.hash(), Some(owner.id)).await? {
                        app.post(tx, letter, Some(tenant), None).await?;
                        tx.append_audit(Some(tenant), now, Author::SYSTEM, "follow-up-asked", &months).await?;
                    }
                    Ok(())
                })
            })
            .await
    }

    /// The owner who has had an account for longest and can be written to.
    async fn first_owner(&self, tenant: TenantId) -> Result<Option<Account>, AppError> {
        let people = self.store().read().await?.people_of(Scope::Organisation(tenant)).await?;
        let owners = people.into_iter().filter(|(account, role)| {
            *role == Role::Owner && account.disabled_at.is_none() && email_is_proved(account)
        });
        Ok(owners.map(|(account, _)| account).min_by_key(|account| (account.created_at, account.id)))
    }

    /// The first measures of a plan that are still open.
    async fn open_in_plan(
        &self,
        tenant: TenantId,
        id: AssessmentId,
        check: &LoadedCheck,
    ) -> Result<Vec<RequirementId>, AppError> {
        let mut reader = self.store().read().await?;
        let record = reader.organisation(tenant).await?.ok_or(AppError::NotFound)?;
        let assessment = reader.assessment_by_id(tenant, id).await?.ok_or(AppError::NotFound)?;
        let plan = reader.plan_of(tenant).await?;
        let analysis = analyse(&check.check, self.content().risks(), &record.organisation, &assessment.values());
        Ok(follow_up_questions(&ordered(&analysis.measures, &plan)))
    }

    /// The follow-up behind the link in a letter.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for a guessed or expired one, or if the organisation is gone: the same answer for all.
    pub async fn follow_up(&self, token: &LinkToken) -> Result<ShownFollowUp, AppError> {
        let mut reader = self.store().read().await?;
        let found = reader.follow_up_by_token(token.hash(), self.now()).await?;
        let (tenant, _, follow_up) = found.ok_or(AppError::NotFound)?;
        let record = reader.organisation(tenant).await?.ok_or(AppError::NotFound)?;
        let head = reader.assessment_head(tenant, follow_up.assessment).await?.ok_or(AppError::NotFound)?;
        drop(reader);
        let check = self.check(&head.check).await?;
        let (organisation, finished_at) = (record.organisation.name, head.finished_at);
        Ok(ShownFollowUp { follow_up, tenant, organisation, check, finished_at })
    }

    /// Takes the answers in and changes the plan by them. Only the first time counts; false if it was answered before.
    ///
    /// # Errors
    /// [`AppError::NotFound`] as for [`Self::follow_up`]; `follow-up-question-unknown`, `follow-up-nothing-answered`.
    pub async fn answer_follow_up(
        &self,
        token: &LinkToken,
        answers: BTreeMap<RequirementId, FollowUpAnswer>,
    ) -> Result<bool, AppError> {
        let (hash, now, app) = (token.hash(), self.now(), self.clone());
        self.store()
            .write::<_, AppError>("answer_follow_up", move |tx| {
                Box::pin(async move {
                    let found = tx.follow_up_by_token(hash, now).await?;
                    let (tenant, account, asked) = found.ok_or(AppError::NotFound)?;
                    if asked.answered_at.is_some() {
                        return Ok(false);
                    }
                    if answers.keys().any(|id| !asked.questions.contains(id)) {
                        return Err(Refusal::new("follow-up-question-unknown").into());
                    }
                    if answers.is_empty() {
                        return Err(Refusal::new("follow-up-nothing-answered").into());
                    }
                    if !tx.answer_follow_up(tenant, asked.assessment, asked.months, &answers, now).await? {
                        return Ok(false);
                    }
                    let by = account.map_or(Author::VISITOR, |account: AccountId| Author::of(Role::Owner, account));
                    let occasion = Occasion::new(tx, tenant, by, ChangeSource::FollowUp, now).await?;
                    for (requirement, answer) in &answers {
                        let before = tx.plan_item(tenant, *requirement).await?;
                        let before = before.unwrap_or_else(|| PlanItem::untouched(*requirement));
                        let Some(item) = answer.applied_to(&before) else { continue };
                        let item = item.validated(Some(&before), now)?;
                        if let Saved::Stored(_) = tx.save_plan_item(tenant, &item, before.revision).await? {
                            app.remember_change(tx, &occasion, *requirement, changes(&before, &item)).await?;
                        }
                    }
                    tx.append_audit(Some(tenant), now, by, "follow-up-answered", &asked.months).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// What a question of a follow-up is about, in words.
    pub fn follow_up_title(
        shown: &ShownFollowUp,
        id: RequirementId,
        language: ringwall_core::language::Language,
    ) -> String {
        shown.check.check.requirement(id).map(|found| measure_title(found, language)).unwrap_or_default()
    }
}
