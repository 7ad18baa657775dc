//! Programs that people copy.
