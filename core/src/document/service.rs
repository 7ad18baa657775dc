//! The three services of the law (Decision 45/2016/QĐ-TTg, article 5).

closed_list! {
    /// A service: what the post carries.
    pub enum Service {
        /// The dossier, from the person to the agency (nhận gửi hồ sơ).
        Intake = "intake", "Nhận gửi hồ sơ", "Dossier to the agency",
        /// The result, from the agency to the person (chuyển trả kết quả).
        Return = "return", "Chuyển trả kết quả", "Result to the person",
        /// Both of them.
        Both = "both", "Nhận gửi hồ sơ và chuyển trả kết quả", "Both ways",
    }
}

impl Service {
    /// The carriages that it is made of, intake first.
    pub const fn legs(self) -> &'static [Self] {
        match self {
            Self::Intake => &[Self::Intake],
            Self::Return => &[Self::Return],
            Self::Both => &[Self::Intake, Self::Return],
        }
    }

    /// Its position among all of them.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Intake => 0,
            Self::Return => 1,
            Self::Both => 2,
        }
    }
}

/// Something for each service.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ByService<T> {
    intake: T,
    back: T,
    both: T,
}

impl<T> ByService<T> {
    pub(crate) fn each(of: impl Fn(Service) -> T) -> Self {
        Self { intake: of(Service::Intake), back: of(Service::Return), both: of(Service::Both) }
    }

    #[inline]
    pub(crate) const fn get(&self, service: Service) -> &T {
        match service {
            Service::Intake => &self.intake,
            Service::Return => &self.back,
            Service::Both => &self.both,
        }
    }

    pub(crate) const fn get_mut(&mut self, service: Service) -> &mut T {
        match service {
            Service::Intake => &mut self.intake,
            Service::Return => &mut self.back,
            Service::Both => &mut self.both,
        }
    }
}
