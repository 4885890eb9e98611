mod coherence;
mod oscal;
