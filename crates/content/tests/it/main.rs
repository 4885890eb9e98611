mod coherence;
mod duties;
mod oscal;
