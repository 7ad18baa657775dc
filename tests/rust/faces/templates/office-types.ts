/**
 * The types of what only an office asks and is answered: dossiers, money, figures, codes of other systems.
 *
 * Made from the declarations in `core` by `UPDATE=1 cargo test -p hoso-tests faces`; do not edit.
 */
// CODES
// IMPORTS

// SHAPES
