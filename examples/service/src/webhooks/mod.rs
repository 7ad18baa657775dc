//! Webhooks: a party says where changes of its consignments are to be told, and looks after it.

mod allowed;
mod kept;
mod looked_after;
mod shown;

pub(crate) use allowed::allowed;
pub(crate) use kept::{add, list, one, remove};
pub(crate) use looked_after::{attempts, drop_message, messages, pause, replay, resume, rotate, test};
pub(crate) use shown::schemas;
