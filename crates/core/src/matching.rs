//! Which partners are asked, and why: the same rule and the same reasons for both sides.
//!
//! The rule: up to three partners who serve the area, offer what is wished for, serve this kind, size and sector, speak
//! the language and have room this month. Among them, those come first who were asked least in the last 90 days for what
//! they can take. Who sells neither comes first nor last. Ties are broken by a number drawn from the request's id.

use serde::{Deserialize, Serialize};

use crate::{
    help_request::{HelpRequest, MOST_PROPOSALS},
    id::{AreaId, HelpRequestId, PartnerId},
    partner::Partner,
};

/// Days for which having been asked counts in the order.
pub const FAIR_DAYS: u32 = 90;

/// Why a partner is asked; text key `reason-<code>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It names the area.
    Area,
    /// It serves the whole region.
    WholeRegion,
    /// It offers what is wished for.
    Offer,
    /// It names the sector.
    Sector,
    /// It names this kind of organisation.
    Kind,
    /// It names this size.
    Size,
    /// It speaks a language other than German that was asked for.
    Language,
    /// It has room this month.
    Room,
    /// It was asked less often, for what it can take, than others.
    Turn,
    /// The coordination of the area chose it.
    Chosen,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 10] = [
        Self::Area,
        Self::WholeRegion,
        Self::Offer,
        Self::Sector,
        Self::Kind,
        Self::Size,
        Self::Language,
        Self::Room,
        Self::Turn,
        Self::Chosen,
    ];

    /// Stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Area => "area",
            Self::WholeRegion => "whole-region",
            Self::Offer => "offer",
            Self::Sector => "sector",
            Self::Kind => "kind",
            Self::Size => "size",
            Self::Language => "language",
            Self::Room => "room",
            Self::Turn => "turn",
            Self::Chosen => "chosen",
        }
    }
}

/// A partner with what it has to do already.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The partner.
    pub partner: Partner,
    /// Requests it took this month.
    pub taken_this_month: u32,
    /// Times it was asked within [`FAIR_DAYS`].
    pub asked_recently: u32,
}

/// A partner that is to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Whom.
    pub partner: PartnerId,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// Why a partner suits a request, or `None` if it does not. An unknown size or sector keeps nobody out.
pub fn suits(request: &HelpRequest, area: AreaId, candidate: &Candidate) -> Option<Vec<Reason>> {
    let partner = &candidate.partner;
    let named = |list_is_empty: bool, contains: bool| list_is_empty || contains;
    let offers = request.wish.answered_by().iter().any(|offer| partner.offers.contains(offer));
    let size = request.size.is_none_or(|size| named(partner.sizes.is_empty(), partner.sizes.contains(&size)));
    let sector = request
        .sector
        .as_ref()
        .is_none_or(|sector| named(partner.sectors.is_empty(), partner.sectors.contains(sector)));
    let fits = partner.serves(area)
        && offers
        && named(partner.kinds.is_empty(), partner.kinds.contains(&request.kind))
        && size
        && sector
        && partner.languages.contains(&request.language)
        && candidate.taken_this_month < partner.capacity;
    if !fits {
        return None;
    }
    let mut reasons = vec![if partner.areas.is_empty() { Reason::WholeRegion } else { Reason::Area }, Reason::Offer];
    if request.sector.as_ref().is_some_and(|sector| partner.sectors.contains(sector)) {
        reasons.push(Reason::Sector);
    }
    if partner.kinds.contains(&request.kind) {
        reasons.push(Reason::Kind);
    }
    if request.size.is_some_and(|size| partner.sizes.contains(&size)) {
        reasons.push(Reason::Size);
    }
    if request.language != "de" {
        reasons.push(Reason::Language);
    }
    reasons.push(Reason::Room);
    Some(reasons)
}

/// The partners to be asked, first come first. `asked` are those who were asked about this request before.
pub fn propose(
    id: HelpRequestId,
    request: &HelpRequest,
    area: AreaId,
    candidates: &[Candidate],
    asked: &[PartnerId],
) -> Vec<Match> {
    let mut fitting: Vec<(&Candidate, Vec<Reason>)> = candidates
        .iter()
        .filter(|candidate| !asked.contains(&candidate.partner.id))
        .filter_map(|candidate| Some((candidate, suits(request, area, candidate)?)))
        .collect();
    fitting.sort_by(|(one, _), (two, _)| {
        // asked / capacity, compared without division; a capacity of 0 does not get here.
        let (left, right) = (share(one, two), share(two, one));
        left.cmp(&right)
            .then_with(|| draw(id, one.partner.id).cmp(&draw(id, two.partner.id)))
            .then_with(|| one.partner.id.cmp(&two.partner.id))
    });
    let last = fitting.len().min(MOST_PROPOSALS);
    let others = fitting.get(last..).unwrap_or_default().to_vec();
    fitting.truncate(last);
    fitting
        .into_iter()
        .map(|(candidate, mut reasons)| {
            if others.iter().any(|(other, _)| share(candidate, other) < share(other, candidate)) {
                reasons.push(Reason::Turn);
            }
            Match { partner: candidate.partner.id, reasons }
        })
        .collect()
}

/// How often one was asked, multiplied with the capacity of the other.
fn share(one: &Candidate, other: &Candidate) -> u64 {
    u64::from(one.asked_recently) * u64::from(other.partner.capacity)
}

/// A number that looks random and is always the same for a request and a partner (FNV-1a and a final mix).
fn draw(request: HelpRequestId, partner: PartnerId) -> u64 {
    let bytes = request.0.as_bytes().iter().chain(partner.0.as_bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    /// A refusal or condition, and the change that brings it about.
    type Case = (&'static str, fn(&mut Candidate));
    use crate::{
        help_request::{Asker, HelpTopic, Wish},
        id::RegionId,
        organisation::{OrganisationKind, SizeClass},
        partner::{Offer, PartnerKind},
    };

    const HERE: AreaId = AreaId(Uuid::from_u128(1));
    const THERE: AreaId = AreaId(Uuid::from_u128(2));

    fn request(number: u128) -> (HelpRequestId, HelpRequest) {
        let request = HelpRequest {
            topic: HelpTopic::Overview,
            wish: Wish::Interview,
            times: Vec::new(),
            language: "de".into(),
            kind: OrganisationKind::Company,
            size: Some(SizeClass::Small),
            sector: Some("crafts-food".into()),
            asker: Asker {
                name: "Rita".into(),
                email: "rita@example.org".into(),
                phone: None,
                organisation: None,
                message: String::new(),
            },
        };
        (HelpRequestId(Uuid::from_u128(number)), request)
    }

    fn candidate(number: u128, capacity: u32) -> Candidate {
        let id = PartnerId(Uuid::from_u128(1_000 + number));
        let mut partner = Partner::named(id, RegionId(Uuid::from_u128(9)), "p", "P", PartnerKind::Other);
        partner.offers = Offer::ALL.to_vec();
        partner.capacity = capacity;
        Candidate { partner, taken_this_month: 0, asked_recently: 0 }
    }

    #[test]
    fn each_condition_keeps_somebody_out() {
        let (_, request) = request(1);
        let cases: [Case; 7] = [
            ("area", |c| c.partner.areas = vec![THERE]),
            ("offer", |c| c.partner.offers = vec![Offer::Training]),
            ("kind", |c| c.partner.kinds = vec![OrganisationKind::Municipality]),
            ("size", |c| c.partner.sizes = vec![SizeClass::Large]),
            ("sector", |c| c.partner.sectors = vec!["metal-tools".into()]),
            ("language", |c| c.partner.languages = vec!["en".into()]),
            ("room", |c| c.taken_this_month = c.partner.capacity),
        ];
        assert!(suits(&request, HERE, &candidate(1, 2)).is_some());
        for (what, spoil) in cases {
            let mut spoilt = candidate(1, 2);
            spoil(&mut spoilt);
            assert_eq!(suits(&request, HERE, &spoilt), None, "{what}");
        }
        assert_eq!(suits(&request, HERE, &candidate(1, 0)), None, "no capacity");
    }

    #[test]
    fn reasons_name_what_was_said_about_this_organisation() {
        let (_, request) = request(1);
        let mut known = candidate(1, 2);
        known.partner.areas = vec![HERE];
        known.partner.sectors = vec!["crafts-food".into()];
        known.partner.sizes = vec![SizeClass::Small];
        let reasons = suits(&request, HERE, &known).unwrap();
        assert_eq!(reasons, [Reason::Area, Reason::Offer, Reason::Sector, Reason::Size, Reason::Room]);
        let unknown = HelpRequest { size: None, sector: None, ..request };
        let reasons = suits(&unknown, HERE, &known).unwrap();
        assert_eq!(reasons, [Reason::Area, Reason::Offer, Reason::Room], "an unknown fact keeps nobody out");
    }

    #[test]
    fn who_was_asked_least_for_what_it_can_take_comes_first() {
        let (id, request) = request(1);
        let mut candidates: Vec<_> =
            [(1, 4), (2, 4), (3, 2), (4, 8)].map(|(n, capacity)| candidate(n, capacity)).into();
        for (candidate, asked) in candidates.iter_mut().zip([2, 1, 1, 1]) {
            candidate.asked_recently = asked;
        }
        let found = propose(id, &request, HERE, &candidates, &[]);
        let order: Vec<u128> = found.iter().map(|found| found.partner.0.as_u128() - 1_000).collect();
        // Shares: 1/2, 1/4, 1/2, 1/8.
        assert_eq!(order[..2], [4, 2]);
        assert!(found[0].reasons.contains(&Reason::Turn) && !found[2].reasons.contains(&Reason::Turn));
        let before = [found[0].partner];
        assert!(propose(id, &request, HERE, &candidates, &before).iter().all(|next| next.partner != before[0]));
    }

    #[test]
    fn who_sells_ranks_like_everybody_else() {
        let mut firsts = [0_u32; 2];
        for number in 0..2_000 {
            let (id, request) = request(number);
            let (mut seller, other) = (candidate(1, 3), candidate(2, 3));
            seller.partner.sells = true;
            let found = propose(id, &request, HERE, &[seller.clone(), other], &[]);
            firsts[usize::from(found[0].partner != seller.partner.id)] += 1;
        }
        assert!(firsts.iter().all(|count| (900..=1_100).contains(count)), "{firsts:?}");
    }

    fn any_candidate() -> impl Strategy<Value = Candidate> {
        (1_u128..40, 0_u32..5, 0_u32..5, 0_u32..20, 0_u8..64).prop_map(|(number, capacity, taken, asked, bits)| {
            let mut made = candidate(number, capacity);
            (made.taken_this_month, made.asked_recently) = (taken, asked);
            let partner = &mut made.partner;
            partner.areas = [vec![], vec![HERE], vec![THERE], vec![HERE, THERE]][usize::from(bits & 3)].clone();
            partner.offers = if bits & 4 == 0 { Offer::ALL.to_vec() } else { vec![Offer::Training] };
            partner.sells = bits & 8 != 0;
            partner.sizes = if bits & 16 == 0 { vec![] } else { vec![SizeClass::Large] };
            partner.languages = vec![if bits & 32 == 0 { "de" } else { "tr" }.to_owned()];
            made
        })
    }

    proptest! {
        #[test]
        fn proposals_keep_the_rule(candidates in proptest::collection::vec(any_candidate(), 0..20), number in 1_u128..1_000) {
            let (id, request) = request(number);
            let mut candidates = candidates;
            candidates.sort_by_key(|candidate| candidate.partner.id);
            candidates.dedup_by_key(|candidate| candidate.partner.id);
            let found = propose(id, &request, HERE, &candidates, &[]);
            prop_assert!(found.len() <= MOST_PROPOSALS);
            for one in &found {
                let chosen = candidates.iter().find(|candidate| candidate.partner.id == one.partner).unwrap();
                prop_assert!(chosen.taken_this_month < chosen.partner.capacity, "over capacity");
                prop_assert!(chosen.partner.serves(HERE), "outside its area");
                prop_assert!(chosen.partner.offers.contains(&Offer::Interview), "does not offer it");
            }
            let fitting = candidates.iter().filter(|candidate| suits(&request, HERE, candidate).is_some()).count();
            prop_assert_eq!(found.len(), fitting.min(MOST_PROPOSALS), "nobody is left out without need");

            // Deterministic, whatever the order in which they are given.
            let mut turned = candidates.clone();
            turned.reverse();
            prop_assert_eq!(&propose(id, &request, HERE, &turned, &[]), &found);

            // Somebody who does not suit changes nothing.
            let mut more = candidates.clone();
            let mut stranger = candidate(77, 9);
            stranger.partner.areas = vec![THERE];
            more.insert(0, stranger);
            prop_assert_eq!(&propose(id, &request, HERE, &more, &[]), &found);
        }

        #[test]
        fn shares_stay_close_over_many_requests(capacities in proptest::collection::vec(1_u32..9, 4..9), runs in 50_u128..200) {
            let mut candidates: Vec<_> = (1..).zip(&capacities).map(|(number, capacity)| candidate(number, *capacity)).collect();
            for number in 0..runs {
                let (id, request) = request(number);
                for found in propose(id, &request, HERE, &candidates, &[]) {
                    let asked = candidates.iter_mut().find(|candidate| candidate.partner.id == found.partner).unwrap();
                    asked.asked_recently += 1;
                }
            }
            let shares: Vec<f64> = candidates
                .iter()
                .map(|candidate| f64::from(candidate.asked_recently) / f64::from(candidate.partner.capacity))
                .collect();
            let most = shares.iter().copied().fold(0.0, f64::max);
            let least = shares.iter().copied().fold(f64::MAX, f64::min);
            let step = capacities.iter().map(|capacity| 1.0 / f64::from(*capacity)).fold(0.0, f64::max);
            // Whoever is asked has one of the three smallest shares, so shares differ by little more than one step,
            // unless the capacity of a few is larger than three of all together can use up.
            let total: u32 = capacities.iter().sum();
            let greedy = capacities.iter().any(|capacity| capacity * 3 > total);
            prop_assert!(greedy || most - least <= 2.0 * step, "{shares:?}");
        }
    }
}
