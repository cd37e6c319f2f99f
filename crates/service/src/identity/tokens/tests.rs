use std::io::Write;

use proptest::prelude::*;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::*;

const NOW: i64 = 1_700_000_000;

/// The example of RFC 7515, A.2.
const RSA_N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const RSA_SIGNED: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const RSA_SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

fn base64(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn ed25519() -> Ed25519KeyPair {
    let pkcs8 = Ed25519KeyPair::generate_pkcs8(&SystemRandom::new()).unwrap();
    Ed25519KeyPair::from_pkcs8(pkcs8.as_ref()).unwrap()
}

fn okp(kid: &str, key: &Ed25519KeyPair) -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "kid": kid, "x": base64(key.public_key())})
}

fn read(keys: &Value) -> Result<Vec<Key>, AccessError> {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(json!({ "keys": keys }).to_string().as_bytes()).unwrap();
    keys::read(file.path())
}

fn tokens(keys: &Value) -> Tokens {
    Tokens { keys: read(keys).unwrap(), issuer: "bureau".to_owned(), audience: "jixiao".to_owned() }
}

fn signed(header: &Value, claims: &Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
    let message = format!("{}.{}", base64(header.to_string()), base64(claims.to_string()));
    format!("{message}.{}", base64(sign(message.as_bytes())))
}

fn header() -> Value {
    json!({"alg": "EdDSA", "typ": "JWT", "kid": "k"})
}

fn claims() -> Value {
    json!({"sub": "alice", "iss": "bureau", "aud": "jixiao", "exp": NOW + 60, "nbf": NOW, "iat": NOW, "name": "王"})
}

/// The good header or claims but for one member.
fn but(mut object: Value, name: &str, value: Value) -> Value {
    match value {
        Value::Object(_) => object.as_object_mut().unwrap().shift_remove(name),
        value => object.as_object_mut().unwrap().insert(name.to_owned(), value),
    };
    object
}

/// For [`but`]: without the member.
fn absent() -> Value {
    json!({})
}

#[test]
fn keys_of_all_three_kinds_verify_and_the_token_names_which() {
    let random = SystemRandom::new();
    let ed = ed25519();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let ec = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref(), &random).unwrap();
    let (x, y) = ec.public_key().as_ref()[1..].split_at(32);
    let tokens = tokens(&json!([
        okp("k", &ed),
        {"kty": "EC", "crv": "P-256", "kid": "e", "alg": "ES256", "use": "sig", "x": base64(x), "y": base64(y)},
    ]));
    let by_ec = |message: &[u8]| ec.sign(&random, message).unwrap().as_ref().to_vec();
    let by_ed = |message: &[u8]| ed.sign(message).as_ref().to_vec();
    let es256 = json!({"alg": "ES256", "kid": "e"});

    assert_eq!(tokens.subject(&signed(&header(), &claims(), by_ed), NOW), Ok("alice".to_owned()));
    assert_eq!(tokens.subject(&signed(&es256, &claims(), by_ec), NOW), Ok("alice".to_owned()));
    assert_eq!(tokens.subject(&signed(&es256, &claims(), by_ed), NOW), Err(Refused::Signature));
    assert_eq!(tokens.subject(&signed(&header(), &claims(), by_ec), NOW), Err(Refused::Signature));
}

#[test]
fn the_rsa_example_of_the_standard_verifies_and_no_other_message_does() {
    let keys = read(&json!([{"kty": "RSA", "n": RSA_N, "e": "AQAB"}])).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(RSA_SIGNATURE).unwrap();

    assert!(keys[0].verifies(RSA_SIGNED.as_bytes(), &signature));
    assert!(!keys[0].verifies(&RSA_SIGNED.as_bytes()[1..], &signature));
    assert!(!keys[0].verifies(RSA_SIGNED.as_bytes(), &signature[1..]));
}

#[test]
fn what_a_header_says_never_makes_a_signature_good() {
    let (key, other) = (ed25519(), ed25519());
    let tokens = tokens(&json!([okp("k", &key)]));
    let sign = |message: &[u8]| key.sign(message).as_ref().to_vec();
    let public = key.public_key().as_ref().to_vec();
    let hmac = |message: &[u8]| {
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, &public);
        ring::hmac::sign(&key, message).as_ref().to_vec()
    };

    let none = but(header(), "alg", json!("none"));
    let hs256 = but(header(), "alg", json!("HS256"));
    let own_key = but(header(), "jwk", okp("k", &other));
    for token in [
        signed(&none, &claims(), |_| Vec::new()),
        signed(&none, &claims(), sign),
        signed(&hs256, &claims(), hmac),
        signed(&but(header(), "alg", json!("RS256")), &claims(), sign),
        signed(&but(header(), "kid", json!("other")), &claims(), sign),
        signed(&but(header(), "kid", absent()), &claims(), sign),
        signed(&own_key, &claims(), |message| other.sign(message).as_ref().to_vec()),
        signed(&header(), &claims(), |_| Vec::new()),
    ] {
        assert_eq!(tokens.subject(&token, NOW), Err(Refused::Signature), "{token}");
    }
    let critical = but(header(), "crit", json!(["exp"]));
    assert_eq!(tokens.subject(&signed(&critical, &claims(), sign), NOW), Err(Refused::Malformed));
}

#[test]
fn every_claim_is_checked_and_says_what_is_wrong() {
    let key = ed25519();
    let tokens = tokens(&json!([okp("k", &key)]));
    let subject = |name: &str, value: Value| {
        let token = signed(&header(), &but(claims(), name, value), |message| key.sign(message).as_ref().to_vec());
        tokens.subject(&token, NOW)
    };
    let fine = Ok("alice".to_owned());

    for (name, value, expected) in [
        ("exp", json!(NOW - 29), fine.clone()),
        ("exp", json!(NOW - 30), Err(Refused::Expired)),
        ("exp", json!(i64::MIN), Err(Refused::Expired)),
        ("exp", absent(), Err(Refused::Malformed)),
        ("exp", json!(null), Err(Refused::Malformed)),
        ("exp", json!("9999999999"), Err(Refused::Malformed)),
        ("exp", json!(u64::MAX), Err(Refused::Malformed)),
        ("nbf", json!(NOW + 30), fine.clone()),
        ("nbf", json!(NOW + 31), Err(Refused::NotYetValid)),
        ("nbf", absent(), fine.clone()),
        ("nbf", json!(null), Err(Refused::Malformed)),
        ("nbf", json!("1"), Err(Refused::Malformed)),
        ("iss", json!("Bureau"), Err(Refused::Issuer)),
        ("iss", absent(), Err(Refused::Issuer)),
        ("aud", json!(["other", "jixiao"]), fine),
        ("aud", json!(["other"]), Err(Refused::Audience)),
        ("aud", json!([]), Err(Refused::Audience)),
        ("aud", json!("jixiao2"), Err(Refused::Audience)),
        ("aud", absent(), Err(Refused::Audience)),
        ("sub", absent(), Err(Refused::Malformed)),
        ("sub", json!(7), Err(Refused::Malformed)),
    ] {
        assert_eq!(subject(name, value.clone()), expected, "{name} {value}");
    }
}

#[test]
fn a_claim_that_is_there_twice_is_refused() {
    let key = ed25519();
    let tokens = tokens(&json!([okp("k", &key)]));
    let claims = format!("{{\"sub\":\"bob\",{}", &claims().to_string()[1..]);
    let message = format!("{}.{}", base64(header().to_string()), base64(claims));
    let token = format!("{message}.{}", base64(key.sign(message.as_bytes())));

    assert_eq!(tokens.subject(&token, NOW), Err(Refused::Malformed));
}

#[test]
fn what_is_no_token_is_malformed() {
    let tokens = tokens(&json!([okp("k", &ed25519())]));
    for token in ["", ".", "..", "a.b", "a.b.c", "e30.e30.e30", "e30.e30.e30.e30", "é.é.é", "e30=.e30.e30"] {
        assert_eq!(tokens.subject(token, NOW), Err(Refused::Malformed), "{token}");
    }
}

proptest! {
    #[test]
    fn no_text_is_taken_for_a_token(token in "[ -~]{0,80}") {
        let tokens = tokens(&json!([okp("k", &ed25519())]));
        prop_assert!(tokens.subject(&token, NOW).is_err());
    }

    #[test]
    fn a_token_with_one_letter_changed_is_refused(at in any::<prop::sample::Index>(), letter in "[A-Za-z0-9_.-]") {
        let key = ed25519();
        let tokens = tokens(&json!([okp("k", &key)]));
        let token = signed(&header(), &claims(), |message| key.sign(message).as_ref().to_vec());
        let at = at.index(token.len());
        let changed = format!("{}{letter}{}", &token[..at], &token[at + 1..]);
        prop_assume!(changed != token);
        prop_assert!(tokens.subject(&changed, NOW).is_err());
    }
}

#[test]
fn keys_that_nothing_could_be_verified_with_are_refused_by_their_number() {
    let key = ed25519();
    let error = |keys: &Value| {
        let error = read(keys).unwrap_err().to_string();
        error.split_once(": ").map(|(_, why)| why.to_owned()).unwrap_or(error)
    };
    let private = but(okp("p", &key), "d", json!("secret"));
    let short = json!({"kty": "RSA", "n": base64([0xff; 255]), "e": "AQAB"});
    let padded = json!({"kty": "RSA", "n": base64([vec![0; 200], vec![0xff; 255]].concat()), "e": "AQAB"});

    let twice = error(&json!([okp("k", &key), okp("k", &ed25519())]));
    assert_eq!(twice, "key 2 has the kid of another, or like another none");
    assert_eq!(error(&json!([private])), "key 1 is a private key: only public ones belong into the set");
    for weak in [short, padded] {
        assert_eq!(error(&json!([weak])), "key 1 is an RSA key of less than 2048 bits");
    }
    assert_eq!(error(&json!([but(okp("k", &key), "x", absent())])), "key 1 lacks a part");
    assert_eq!(error(&json!([but(okp("k", &key), "x", json!("AA"))])), "key 1 has a part of another length");
    assert_eq!(error(&json!([but(okp("k", &key), "x", json!("+"))])), "key 1 has a part that is not base64url");
    assert!(!error(&json!([private_text()])).contains("secret"));
}

fn private_text() -> Value {
    json!({"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "secret"})
}

#[test]
fn keys_for_other_uses_are_passed_over_and_one_must_remain() {
    let other = json!([
        {"kty": "oct", "k": "c2VjcmV0"},
        {"kty": "RSA", "n": RSA_N, "e": "AQAB", "use": "enc"},
        {"kty": "RSA", "n": RSA_N, "e": "AQAB", "alg": "RS512"},
        {"kty": "EC", "crv": "P-384", "x": "", "y": ""},
    ]);
    assert!(matches!(read(&other), Err(AccessError::NoKey { .. })));

    let mut with_one = other;
    with_one.as_array_mut().unwrap().push(okp("k", &ed25519()));
    assert_eq!(read(&with_one).unwrap().len(), 1);
    assert!(matches!(read(&json!("x")), Err(AccessError::Json { .. })));
    assert!(matches!(keys::read("no/keys".as_ref()), Err(AccessError::Unreadable { .. })));
}
