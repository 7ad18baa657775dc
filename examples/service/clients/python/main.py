"""A client by openapi-python-client: what a bureau's program does with the service."""

import datetime
import os

from hoso_client import AuthenticatedClient
from hoso_client.api.consignments import get_consignment_tracking, put_consignment
from hoso_client.api.events import post_events
from hoso_client.api.questions import quote
from hoso_client.api.statements import get_statement
from hoso_client.models import (
    Accepted,
    Consignment,
    Event,
    EventKind,
    ForeignSystem,
    ForeignTold,
    MonthStatement,
    Quoted,
    Refused,
    Registration,
    Service,
    State,
    Tracking,
)


def client(key: str) -> AuthenticatedClient:
    return AuthenticatedClient(os.environ["SERVICE"], token=os.environ[key], headers={"Accept-Language": "en"})


def at(day: int, hour: int) -> datetime.datetime:
    return datetime.datetime(2018, 10, day, hour, tzinfo=datetime.timezone(datetime.timedelta(hours=7)))


def question(weight_grams: int) -> Consignment:
    return Consignment(
        agency="so-noi-vu",
        procedure="1.900101",
        service=Service.RETURN,
        on=datetime.date(2018, 10, 1),
        weight_grams=weight_grams,
        zone="intra_province",
    )


post, agency = client("POST_KEY"), client("AGENCY_KEY")
consignment = "PY0000001"

quoted = quote.sync(client=agency, body=question(80))
assert isinstance(quoted, Quoted) and quoted.total > 0, quoted
refused = quote.sync(client=agency, body=question(0))
assert isinstance(refused, Refused) and refused.issues[0].path == "/weight_grams", refused

registered = put_consignment.sync(consignment, client=agency, body=question(80))
assert isinstance(registered, Registration) and registered.quote.total == quoted.total, registered

events = [
    Event(id="e1", consignment=consignment, kind=EventKind.ACCEPTED, at=at(1, 8)),
    ForeignTold(id="e2", consignment=consignment, system=ForeignSystem.MY_VNPOST, code="14", at=at(3, 9)),
]
kept = post_events.sync(client=post, body=events)
assert isinstance(kept, Accepted) and kept.accepted == 2, kept

tracking = get_consignment_tracking.sync(consignment, client=agency)
assert isinstance(tracking, Tracking) and tracking.state is State.DELIVERED, tracking
assert [applied.kind for applied in tracking.history] == [EventKind.ACCEPTED, EventKind.DELIVERED]

statement = get_statement.sync("SNV-2014", "2018-10", client=post)
assert isinstance(statement, MonthStatement) and statement.total >= quoted.total, statement
print(f"quoted {quoted.total}, registered, delivered, settled")
