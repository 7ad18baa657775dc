//! The systems whose codes are known, each with its table.

use super::table::Row;
use super::{karrio, opencps, portal, upu, vnpost};

closed_list! {
    /// A system whose codes are known.
    #[non_exhaustive]
    pub enum ForeignSystem {
        /// Tracking events of the Universal Postal Union's messages (EMSEVT), as posts exchange and show them.
        UpuEmsevt = "upu_emsevt", "Liên minh Bưu chính Thế giới (EMSEVT)", "Universal Postal Union (EMSEVT)",
        /// Vietnam Post's interface for those who send much: its statuses of an order, by number.
        MyVnpost = "my_vnpost", "Bưu điện Việt Nam (MyVNPost)", "Vietnam Post (MyVNPost)",
        /// `OpenCPS` 2: the dossier on its way to the agency (`vnpostalStatus`).
        OpencpsIntake = "opencps_intake", "OpenCPS 2: nhận gửi hồ sơ", "OpenCPS 2: dossier to the agency",
        /// `OpenCPS` 2: the result on its way to the person (`viaPostal`).
        OpencpsReturn = "opencps_return", "OpenCPS 2: chuyển trả kết quả", "OpenCPS 2: result to the person",
        /// `OpenCPS` 1: the state of an order to the post.
        OpencpsOrder = "opencps_order", "OpenCPS 1: yêu cầu gửi bưu điện", "OpenCPS 1: order to the post",
        /// The national portal's ten states of a dossier, by number.
        NationalPortal = "national_portal", "Cổng Dịch vụ công quốc gia", "National Public Service Portal",
        /// Karrio's unified statuses, and its incident reasons.
        Karrio = "karrio", "Karrio", "Karrio",
    }
}

impl ForeignSystem {
    pub(super) const fn rows(self) -> &'static [Row] {
        match self {
            Self::UpuEmsevt => upu::EMSEVT,
            Self::MyVnpost => vnpost::CODES,
            Self::OpencpsIntake => opencps::INTAKE,
            Self::OpencpsReturn => opencps::RETURN,
            Self::OpencpsOrder => opencps::ORDER,
            Self::NationalPortal => portal::STATES,
            Self::Karrio => karrio::CODES,
        }
    }

    /// Where the table comes from, and what of it was not found.
    pub const fn source(self) -> &'static str {
        match self {
            Self::UpuEmsevt => upu::SOURCE,
            Self::MyVnpost => vnpost::SOURCE,
            Self::OpencpsIntake => opencps::INTAKE_SOURCE,
            Self::OpencpsReturn => opencps::RETURN_SOURCE,
            Self::OpencpsOrder => opencps::ORDER_SOURCE,
            Self::NationalPortal => portal::SOURCE,
            Self::Karrio => karrio::SOURCE,
        }
    }

    /// The codes of the table, in its order.
    pub fn codes(self) -> impl Iterator<Item = &'static str> {
        self.rows().iter().map(|row| row.code)
    }
}
