//! OSCAL catalogues (being written).
