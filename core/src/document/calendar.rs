//! Calendars: which days are working days, and for whom.

use crate::wire::{Date, Id, List, Text, Validity};

closed_list! {
    /// A day of the week.
    pub enum Weekday {
        /// Monday (thứ Hai).
        Monday = "monday", "Thứ Hai", "Monday",
        /// Tuesday (thứ Ba).
        Tuesday = "tuesday", "Thứ Ba", "Tuesday",
        /// Wednesday (thứ Tư).
        Wednesday = "wednesday", "Thứ Tư", "Wednesday",
        /// Thursday (thứ Năm).
        Thursday = "thursday", "Thứ Năm", "Thursday",
        /// Friday (thứ Sáu).
        Friday = "friday", "Thứ Sáu", "Friday",
        /// Saturday (thứ Bảy).
        Saturday = "saturday", "Thứ Bảy", "Saturday",
        /// Sunday (Chủ nhật).
        Sunday = "sunday", "Chủ nhật", "Sunday",
    }
}

built! {
    /// A calendar (lịch làm việc). A day is working when it is in `working_days`, or is neither a weekend day nor in a
    /// holiday. Days outside `covers` are unknown.
    pub struct Calendar {
        /// The calendar's id.
        pub id: Id,
        /// The days of the week without work; none for a service that works every day.
        pub weekend: List<Weekday, 0, 7>,
        /// The days that the calendar knows.
        pub covers: Validity,
        /// The public holidays, without work.
        pub holidays: Vec<Holiday>,
        /// Days worked although they are weekend days or holidays (ngày làm bù).
        pub working_days: Vec<Date>,
    }
}

built! {
    /// A public holiday (ngày nghỉ lễ), half-open.
    pub struct Holiday {
        /// The first day of the holiday.
        pub from: Date,
        /// The first day after it.
        pub until: Date,
        /// What the holiday is called.
        pub name: Option<Text>,
    }
    check = Holiday::not_empty
}

impl Holiday {
    fn not_empty(&self, at: &crate::wire::Path<'_>, issues: &mut crate::wire::Issues) {
        if self.until <= self.from {
            issues.add(crate::wire::IssueCode::EmptyValidity, at, crate::wire::Params::new());
        }
    }
}
