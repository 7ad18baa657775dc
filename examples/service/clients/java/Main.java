import java.net.http.HttpRequest;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import vn.hoso.ApiClient;
import vn.hoso.ApiException;
import vn.hoso.api.ConsignmentsApi;
import vn.hoso.api.EventsApi;
import vn.hoso.api.QuestionsApi;
import vn.hoso.api.StatementsApi;
import vn.hoso.model.Accepted;
import vn.hoso.model.Consignment;
import vn.hoso.model.Event;
import vn.hoso.model.EventKind;
import vn.hoso.model.ForeignSystem;
import vn.hoso.model.ForeignTold;
import vn.hoso.model.MonthStatement;
import vn.hoso.model.Quotation;
import vn.hoso.model.Quoted;
import vn.hoso.model.Refused;
import vn.hoso.model.Registration;
import vn.hoso.model.Service;
import vn.hoso.model.State;
import vn.hoso.model.Told;
import vn.hoso.model.Tracking;

/** A client by openapi-generator: what a bureau's program does with the service. */
public final class Main {
    private static final String ID = "JV0000001";

    private Main() {}

    private static ApiClient client(String key) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(System.getenv("SERVICE"));
        String bearer = "Bearer " + System.getenv(key);
        client.setRequestInterceptor((HttpRequest.Builder request) ->
            request.header("Authorization", bearer).header("Accept-Language", "en"));
        return client;
    }

    private static Consignment question(int grams) {
        return new Consignment().agency("so-noi-vu").procedure("1.900101").service(Service.RETURN)
            .on(LocalDate.of(2018, 10, 1)).weightGrams(grams).zone("intra_province");
    }

    private static void check(boolean holds, Object said) {
        if (!holds) {
            throw new AssertionError(String.valueOf(said));
        }
    }

    public static void main(String[] words) throws Exception {
        ApiClient post = client("POST_KEY");
        ApiClient agency = client("AGENCY_KEY");

        QuestionsApi questions = new QuestionsApi(agency);
        Quotation quotation = questions.quote(question(80));
        check(quotation.getActualInstance() instanceof Quoted, quotation);
        long total = quotation.getQuoted().getTotal();
        try {
            questions.quote(question(0));
            check(false, "a weight of 0 was taken");
        } catch (ApiException refusal) {
            Refused refused = agency.getObjectMapper().readValue(refusal.getResponseBody(), Refused.class);
            check(refusal.getCode() == 422 && refused.getIssues().get(0).getPath().equals("/weight_grams"), refused);
        }

        Registration registered = new ConsignmentsApi(agency).putConsignment(ID, question(80), null);
        check(registered.getQuote().getTotal() == total, registered);

        Event accepted = new Event().id("e1").consignment(ID).kind(EventKind.ACCEPTED)
            .at(OffsetDateTime.parse("2018-10-01T08:30:00+07:00"));
        ForeignTold delivered = new ForeignTold().id("e2").consignment(ID).system(ForeignSystem.MY_VNPOST).code("14")
            .at(OffsetDateTime.parse("2018-10-03T09:00:00+07:00"));
        Accepted kept = new EventsApi(post).postEvents(List.of(new Told(accepted), new Told(delivered)), null, null);
        check(kept.getAccepted() == 2, kept);

        Tracking tracking = new ConsignmentsApi(agency).getConsignmentTracking(ID, null, null);
        check(tracking.getState() == State.DELIVERED && tracking.getHistory().size() == 2, tracking);

        MonthStatement statement = new StatementsApi(post).getStatement("SNV-2014", "2018-10", null);
        check(statement.getTotal() >= total, statement);
        System.out.println("quoted " + total + ", registered, delivered, settled");
    }
}
