// A client by openapi-typescript and openapi-fetch: what a bureau's program does with the service.
import assert from "node:assert/strict";
import createClient from "openapi-fetch";
import type { components, paths } from "./service.js";

type Schemas = components["schemas"];

const { SERVICE, POST_KEY, AGENCY_KEY } = process.env;
const client = (key = "") =>
  createClient<paths>({ baseUrl: SERVICE ?? "", headers: { Authorization: `Bearer ${key}`, "Accept-Language": "en" } });
const [post, agency] = [client(POST_KEY), client(AGENCY_KEY)];

const id = "TS0000001";
const question: Schemas["Consignment"] = {
  agency: "so-noi-vu",
  procedure: "1.900101",
  service: "return",
  on: "2018-10-01",
  weight_grams: 80,
  zone: "intra_province",
};

const quote = await agency.POST("/v1/quote", { body: question });
// The outcome tells the kinds of an answer apart.
assert(quote.data?.outcome === "quoted");
const total: number = quote.data.total;
assert(total > 0 && quote.data.lines !== undefined);

const refused = await agency.POST("/v1/quote", { body: { ...question, weight_grams: 0 } });
assert.equal(refused.response.status, 422);
assert.equal(refused.error?.issues[0]?.path, "/weight_grams");

const registered = await agency.PUT("/v1/consignments/{consignment}", { params: { path: { consignment: id } }, body: question });
assert.equal(registered.data?.state, "stands");
assert.equal(registered.data?.quote?.total, total);

const events: Schemas["Told"][] = [
  { id: "e1", consignment: id, kind: "accepted", at: "2018-10-01T08:30:00+07:00" },
  { id: "e2", consignment: id, system: "my_vnpost", code: "14", at: "2018-10-03T09:00:00+07:00" },
];
const kept = await post.POST("/v1/events", { body: events, params: { query: { partial: true } } });
assert.deepEqual([kept.data?.accepted, kept.data?.results?.map((result) => result.outcome)], [2, ["new", "new"]]);

const tracking = await agency.GET("/v1/consignments/{consignment}/tracking", { params: { path: { consignment: id } } });
assert.equal(tracking.data?.state, "delivered");
assert.deepEqual(tracking.data.history?.map((applied) => applied.kind), ["accepted", "delivered"]);

const month = { contract: "SNV-2014", month: "2018-10" };
const statement = await post.GET("/v1/statements/{contract}/{month}", { params: { path: month } });
assert(statement.data && statement.data.items > 0 && statement.data.total >= total);

console.log(`quoted ${total}, registered, delivered, settled`);
