//! Signatures of webhooks, as Standard Webhooks asks (<https://www.standardwebhooks.com>): a library that is ready for any language
//! verifies them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Before the bytes of a secret, so that a leaked one is recognised for what it is.
const PREFIX: &str = "whsec_";

/// The secret of a webhook, and the one before it while both count.
#[derive(Clone)]
pub(crate) struct Secrets {
    pub(crate) now: String,
    pub(crate) before: Option<String>,
}

impl std::fmt::Debug for Secrets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Secrets").finish_non_exhaustive()
    }
}

impl Secrets {
    /// The value of `webhook-signature`: a signature by each secret that counts, so that a receiver may know either.
    pub(crate) fn sign(&self, id: &str, seconds: i64, body: &str) -> String {
        let sign = |secret: &String| sign(secret, &format!("{id}.{seconds}.{body}"));
        std::iter::once(&self.now).chain(&self.before).map(sign).collect::<Vec<_>>().join(" ")
    }
}

/// A new secret of 32 random bytes.
pub(crate) fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes)?;
    Ok(written(&bytes))
}

/// A secret as it is told and kept.
pub(crate) fn written(bytes: &[u8]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(bytes))
}

fn sign(secret: &str, signed: &str) -> String {
    let key = STANDARD.decode(secret.trim_start_matches(PREFIX)).unwrap_or_default();
    // A key of any length will do, so there is always a signature.
    let mac = Hmac::<Sha256>::new_from_slice(&key).map(|mac| mac.chain_update(signed).finalize().into_bytes());
    format!("v1,{}", STANDARD.encode(mac.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_those_of_other_programs() {
        // The example of the Standard Webhooks specification.
        let now = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".to_owned();
        let body = r#"{"test": 2432232314}"#;
        let signed = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        let secrets = Secrets { now: now.clone(), before: None };
        assert_eq!(secrets.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body), signed);
        let both = Secrets { now: written(b"another"), before: Some(now) };
        assert!(both.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body).ends_with(&format!(" {signed}")));
    }
}
