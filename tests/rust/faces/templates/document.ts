/**
 * The parts of a rulebook's document. Keys that begin with `x_` are free everywhere.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */
// CODES
import type { Free } from "./types.js";

// SHAPES
