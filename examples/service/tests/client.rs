//! A client that shares nothing with the service.

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Method};

/// A client with a key.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    agent: Agent,
    at: String,
    key: String,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) retry_after: Option<String>,
}

impl Answered {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("not JSON: {self:?}"))
    }
}

impl Client {
    pub(crate) fn new(at: &str, key: &str) -> Self {
        let agent = Agent::config_builder().http_status_as_error(false).build().into();
        Self { agent, at: at.to_owned(), key: key.to_owned() }
    }

    /// An answer, or none when the connection broke.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &str) -> Option<Answered> {
        self.ask_with(method, path, body, &[])
    }

    /// What is answered to a `POST` that bears a name.
    pub(crate) fn once(&self, name: &str, path: &str, body: &str) -> Answered {
        self.ask_with("POST", path, body, &[("idempotency-key", name)]).expect("an answer")
    }

    fn ask_with(&self, method: &str, path: &str, body: &str, headers: &[(&str, &str)]) -> Option<Answered> {
        let request = ureq::http::Request::builder()
            .method(method.parse::<Method>().unwrap())
            .uri(format!("{}{path}", self.at))
            .header("authorization", format!("Bearer {}", self.key))
            .header("accept-language", "en");
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        let mut answer = self.agent.run(request.body(body.to_owned()).unwrap()).ok()?;
        let retry_after = answer.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
        let status = answer.status().as_u16();
        Some(Answered { status, body: answer.body_mut().read_to_string().ok()?, retry_after })
    }

    /// As [`Client::ask`], with these headers alone; gives the status and the body.
    pub(crate) fn with_headers(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, String) {
        let mut answer = self.run_with(method, path, headers);
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    /// As [`Client::with_headers`]; gives the headers of the answer too.
    pub(crate) fn headers_of(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, HeaderMap, String) {
        let mut answer = self.run_with(method, path, headers);
        let (status, told) = (answer.status().as_u16(), answer.headers().clone());
        (status, told, answer.body_mut().read_to_string().unwrap())
    }

    /// What came of a path, byte for byte.
    pub(crate) fn bytes_of(&self, path: &str, headers: &[(&str, &str)]) -> (HeaderMap, Vec<u8>) {
        let mut answer = self.run_with("GET", path, headers);
        (answer.headers().clone(), answer.body_mut().read_to_vec().unwrap())
    }

    fn run_with(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> ureq::http::Response<ureq::Body> {
        let method = method.parse::<Method>().unwrap();
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.at));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.agent.run(request.body(String::new()).unwrap()).unwrap()
    }

    pub(crate) fn get(&self, path: &str) -> Answered {
        self.ask("GET", path, "").expect("an answer")
    }

    pub(crate) fn post(&self, path: &str, body: &str) -> Answered {
        self.ask("POST", path, body).expect("an answer")
    }

    pub(crate) fn put(&self, path: &str, body: &str) -> Answered {
        self.ask("PUT", path, body).expect("an answer")
    }

    /// Registers a consignment for an agency by a code that its operator, who this is, issues.
    pub(crate) fn lets_register(&self, agency: &Self, consignment: &str, question: &str) {
        let code = self.post(&format!("/v1/consignments/{consignment}/code"), "").json();
        let code = code["code"].as_str().unwrap();
        let registered = agency.put(&format!("/v1/consignments/{consignment}?code={code}"), question);
        assert_eq!(registered.status, 200, "{registered:?}");
    }

    /// The words of every event that is kept of a consignment, sorted.
    pub(crate) fn kept(&self, consignment: &str) -> Vec<String> {
        // A database that is slow to answer, on a machine with much to do, is asked again, as its answer says.
        let ask = || self.get(&format!("/v1/consignments/{consignment}/events"));
        let answered = std::iter::repeat_with(ask).take(5).find(|answered| answered.status != 503).unwrap_or_else(ask);
        if answered.status == 404 {
            return Vec::new();
        }
        assert_eq!(answered.status, 200, "{answered:?}");
        let mut words: Vec<String> =
            answered.json().as_array().unwrap().iter().map(|told| told["event"].to_string()).collect();
        words.sort();
        words
    }
}
