//! The rules of the field from outside: properties over generated checks, and tables of single cases.
//!
//! Checks are built here and never loaded: a rule must hold for every definition, not for the one that ships.

mod given;

mod assessment;
mod comparison;
mod measure;
mod plan;
mod risk;
mod scoring;
