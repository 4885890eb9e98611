mod coherence;
mod duties;
mod handbook;
mod oscal;
