use super::*;
use crate::Rulebook;
use crate::ask::batch::{CaseColumns, Cell, Decided, Resolver};
use crate::wire::Node;

fn rulebook() -> Rulebook {
    Rulebook::parse(include_str!("../../../../examples/data/binh-duong.json")).unwrap()
}

/// How each day of October 2014 and of the year before comes out for a procedure.
fn outcomes(rulebook: &Rulebook) -> Vec<String> {
    let codes = Resolver::of(rulebook);
    let days: Vec<Cell<Date>> = (0..400).map(|n| Date::new(2013, 10, 1).unwrap().plus(n).into()).collect();
    let columns = CaseColumns {
        agency: &[codes.agency("so-noi-vu"); 400],
        procedure: &[codes.procedure("1.900101"); 400],
        service: &[Cell::Value(Service::Return); 400],
        on: &days,
        ..CaseColumns::default()
    };
    let mut outcomes = Vec::new();
    rulebook.decide_many(
        &columns,
        400,
        |_| Node::Null,
        |answer| {
            outcomes.push(match answer {
                Decided::Covered(cover) => format!("{cover:?}"),
                Decided::NotCovered(reasons) => format!("{reasons:?}"),
                Decided::Invalid(issues) => format!("{issues}"),
            });
        },
    );
    outcomes
}

#[test]
fn equal_routes_are_kept_once() {
    let rulebook = rulebook();
    let route = || {
        let mut route = Route::default();
        route.add(Date::MIN, Stretch::NotCovered(vec![ReasonCode::NoContract]));
        route.add(Date::MAX, Stretch::NotCovered(vec![ReasonCode::NoContract]));
        route
    };
    assert_eq!(route().first_days, [Date::MIN]);
    let [one, other] = [(); 2].map(|()| rulebook.routes().keep(route()).unwrap());
    assert!(Arc::ptr_eq(&one, &other));
    let known = rulebook.routes().known.lock().unwrap();
    assert_eq!((known.routes.len(), known.taken), (1, one.size()));
}

#[test]
fn without_room_rows_go_the_general_way_and_say_the_same() {
    let (with, no_cells, no_routes) = (rulebook(), rulebook(), rulebook());
    no_cells.routes().taken.store(ROOM, Ordering::Relaxed);
    no_routes.routes().known.lock().unwrap().taken = ROOM;
    let said = outcomes(&with);
    assert!(said.iter().any(|it| it.contains("SNV-2014")) && said.iter().any(|it| !it.contains("SNV-2014")));
    assert_eq!([outcomes(&no_cells), outcomes(&no_routes)], [said.clone(), said]);
    assert_eq!(with.routes().known.lock().unwrap().routes.len(), 1);
    assert!([no_cells, no_routes].iter().all(|it| it.routes().known.lock().unwrap().routes.is_empty()));
}

#[test]
fn many_first_days_are_searched_and_few_are_counted() {
    for stretches in [1, COUNTED, COUNTED + 1, 40] {
        let mut route = Route::default();
        for n in 0..i64::try_from(stretches).unwrap() {
            let code = if n % 2 == 0 { ReasonCode::NoContract } else { ReasonCode::Excluded };
            route.add(Date::MIN.plus(n * 10 + 10).unwrap(), Stretch::NotCovered(vec![code; stretches + 1]));
        }
        let on =
            |n| route.on(Date::MIN.plus(n).unwrap()).and_then(|it| route.stretches.iter().position(|own| own == it));
        assert_eq!([on(9), on(10), on(19)], [None, Some(0), Some(0)]);
        let last = i64::try_from(stretches).unwrap() * 10;
        assert_eq!(on(last), Some((stretches - 1) % 2));
    }
}
