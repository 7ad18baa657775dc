//! Identifiers and codes of other systems by their parts.

use hoso::identifier::{
    AgencyCode, AgencyCodeForm, CitizenId, DossierCode, ItemNumber, OldCitizenId, Part, Phone, PhoneKind, PostalCode,
    ProcedureCode, Sex, TaxCode,
};
use hoso::identifier::{IdentifierKind, parse_identifier};
use hoso::{DossierState, ForeignSystem};

use super::date;

#[test]
fn codes_of_agencies_and_dossiers_give_their_levels() {
    let unit: AgencyCode = "h15.50.05.13".parse().unwrap();
    assert_eq!((unit.form(), unit.top()), (AgencyCodeForm::ProvinceFirst, "H15"));
    let levels = [0, 1, 2, 3, 4, 5].map(|level| unit.level(level));
    assert_eq!(levels, [None, Some("H15"), Some("50"), Some("05"), Some("13"), None]);
    let department: AgencyCode = "000.00.01.H59".parse().unwrap();
    assert_eq!((department.form(), department.top()), (AgencyCodeForm::ProvinceLast, "H59"));
    assert_eq!([1, 2, 3, 4].map(|level| department.level(level)), [Some("H59"), Some("01"), None, None]);
    let dossier: DossierCode = "h15.50.05.13-261008-0975".parse().unwrap();
    assert_eq!((dossier.agency(), dossier.day(), dossier.serial()), (&unit, date("2026-10-08"), "0975"));
}

#[test]
fn numbers_of_people_give_their_parts() {
    let person: CitizenId = "074 185 001234".parse().unwrap();
    let parts = (person.province(), person.sex(), person.birth_year(), person.serial());
    assert_eq!(parts, (Some("074"), Sex::Female, 1985, "001234"));
    let abroad: CitizenId = "243 185 001234".parse().unwrap();
    assert_eq!((abroad.province(), abroad.country(), person.country()), (None, Some("243"), None));
    let old: OldCitizenId = "280 123 456".parse().unwrap();
    assert_eq!(old.number(), "280123456");
    let office: TaxCode = "0314409058-002".parse().unwrap();
    let parts = (office.province(), office.serial(), office.check(), office.branch());
    assert_eq!(parts, (Some("03"), Some("1440905"), Some("8"), Some("002")));
    let household: TaxCode = "074 185 001234".parse().unwrap();
    assert_eq!((household.person(), household.province(), office.person()), (Some(&person), None, None));
    assert_eq!("0314409058".parse::<TaxCode>().unwrap().branch(), None);
}

#[test]
fn a_telephone_says_what_it_reaches() {
    let said = |text: &str| {
        let phone: Phone = text.parse().unwrap();
        (phone.kind(), phone.area(), phone.number().to_owned(), phone.is_old(), phone.to_string())
    };
    let mobile = said("0912 345 678");
    assert_eq!((mobile.0, mobile.1, mobile.3, mobile.4.as_str()), (PhoneKind::Mobile, None, false, "+84912345678"));
    let landline = said("0274 3822222");
    assert_eq!((landline.0, landline.1, landline.3), (PhoneKind::Landline, Some("274"), false));
    let old = said("0120 1234567");
    assert_eq!((old.0, old.3, old.4.as_str()), (PhoneKind::Mobile, true, "+841201234567"));
}

#[test]
fn numbers_of_the_post_give_their_parts() {
    let item: ItemNumber = "LE 704 280 574 SE".parse().unwrap();
    assert_eq!((item.service(), item.serial(), item.check(), item.country()), ("LE", "70428057", "4", "SE"));
    let (new, old): (PostalCode, PostalCode) = ("75306".parse().unwrap(), "820000".parse().unwrap());
    assert_eq!((new.province(), new.local(), new.is_old()), ("75", "306", false));
    assert_eq!((old.province(), old.local(), old.is_old()), ("82", "0000", true));
    let procedure: ProcedureCode = "1.001612.000.00.00.H01".parse().unwrap();
    assert_eq!((procedure.national(), procedure.place().map(AgencyCode::top)), ("1.001612", Some("H01")));
    let printed: ProcedureCode = "1.014199.h05".parse().unwrap();
    assert_eq!((printed.place().map(AgencyCode::top), printed.to_string().as_str()), (Some("H05"), "1.014199.H05"));
    assert_eq!("1.001612".parse::<ProcedureCode>().unwrap().place(), None);
}

#[test]
fn an_identifier_of_any_kind_gives_its_kind_and_parts() {
    let item = parse_identifier(IdentifierKind::ItemNumber, "rk 166 520 145 lv").unwrap();
    assert_eq!(item.kind(), IdentifierKind::ItemNumber);
    let parts = item.parts();
    assert_eq!(parts.get("country"), Some(&Part::Text("LV".into())));
    assert_eq!(parts.get("nothing"), None);
    let hidden = [Part::Text("a".into()), Part::Int(1), Part::Bool(true)].map(|part| format!("{part:?}"));
    assert_eq!(hidden, ["Text(…)", "Int(…)", "Bool(…)"]);
    assert_eq!(parts.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["service", "serial", "check", "country"]);
}

#[test]
fn a_letter_of_another_script_is_one_wrong_character_however_many_bytes_it_has() {
    for (kind, text) in [
        (IdentifierKind::AgencyCode, "000.0*.01.H61"),
        (IdentifierKind::ProcedureCode, "1.00*612"),
        (IdentifierKind::DossierCode, "H61.1-150101-00*1"),
        (IdentifierKind::ItemNumber, "RK16652*145LV"),
    ] {
        let issues = |letter| parse_identifier(kind, &text.replace('*', letter)).unwrap_err();
        assert_eq!(issues("\u{111}"), issues("?"), "{kind}");
    }
}

#[test]
fn a_state_of_a_dossier_has_the_number_of_the_national_portal() {
    assert!(DossierState::ALL.iter().map(|state| state.number()).eq(1..=10));
    let told = |code: &str| hoso::event_of(ForeignSystem::NationalPortal, code).state;
    assert_eq!((told("9"), told("10"), told("11")), (Some(DossierState::Done), Some(DossierState::HandedOver), None));
    assert!(ForeignSystem::NationalPortal.codes().eq((1..=10).map(|number| number.to_string())));
}
