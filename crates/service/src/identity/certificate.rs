//! The names of a client certificate.

use std::fmt::Write;

use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

/// Attribute types by their short names (RFC 4514, 3) and the two that openssl names besides.
const TYPES: [(&str, &str); 11] = [
    ("2.5.4.3", "CN"),
    ("2.5.4.7", "L"),
    ("2.5.4.8", "ST"),
    ("2.5.4.10", "O"),
    ("2.5.4.11", "OU"),
    ("2.5.4.6", "C"),
    ("2.5.4.9", "STREET"),
    ("0.9.2342.19200300.100.1.25", "DC"),
    ("0.9.2342.19200300.100.1.1", "UID"),
    ("2.5.4.5", "serialNumber"),
    ("1.2.840.113549.1.9.1", "emailAddress"),
];

/// Whom a certificate names. That it is genuine was proved when the connection was made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Certificate {
    /// Its subject (RFC 4514); none where it is empty or has a value that is no text.
    pub(super) subject: Option<String>,
    /// Its alternative names that are URIs or DNS names, as [`Certificate::san`] has them.
    pub(super) sans: Vec<String>,
}

impl Certificate {
    /// Reads a certificate; none where it is broken.
    pub(super) fn read(der: &[u8]) -> Option<Self> {
        let (_, certificate) = X509Certificate::from_der(der).ok()?;
        let subject = subject(certificate.subject()).filter(|subject| !subject.is_empty());
        let names = certificate.subject_alternative_name().ok()?;
        let sans = names.iter().flat_map(|names| &names.value.general_names).filter_map(|name| match name {
            // Only what is of the kind that its text shows, so that none passes for one of the other.
            GeneralName::URI(uri) if uri.contains("://") => Some(Self::san(uri)),
            GeneralName::DNSName(host) if !host.contains("://") => Some(Self::san(host)),
            _ => None,
        });
        Some(Self { subject, sans: sans.collect() })
    }

    /// A name as it is compared: URIs as they are, DNS names in lower case.
    pub(super) fn san(name: &str) -> String {
        if name.contains("://") { name.to_owned() } else { name.to_ascii_lowercase() }
    }
}

/// The text of a name (RFC 4514): the last part first.
fn subject(name: &X509Name<'_>) -> Option<String> {
    let mut parts = Vec::new();
    for part in name.iter_rdn() {
        let attributes = part.iter().map(attribute).collect::<Option<Vec<_>>>()?;
        parts.push(attributes.join("+"));
    }
    parts.reverse();
    Some(parts.join(","))
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> Option<String> {
    let oid = attribute.attr_type().to_id_string();
    let name = TYPES.iter().find(|(known, _)| *known == oid).map_or(oid.as_str(), |(_, name)| name);
    Some(format!("{name}={}", escape(attribute.as_str().ok()?)))
}

/// Escapes what would otherwise end a value or begin another attribute (RFC 4514, 2.4).
fn escape(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (at, letter) in value.chars().enumerate() {
        let is_edge = (at == 0 && matches!(letter, ' ' | '#')) || (at == last && letter == ' ');
        if letter.is_ascii_control() {
            // Writing into a string never fails.
            let _written = write!(text, "\\{:02X}", u32::from(letter));
            continue;
        }
        if is_edge || matches!(letter, '"' | '+' | ',' | ';' | '<' | '>' | '\\') {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair, SanType};

    fn read(parts: &[(DnType, &str)], sans: Vec<SanType>) -> Certificate {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.distinguished_name = DistinguishedName::new();
        for (kind, value) in parts {
            params.distinguished_name.push(kind.clone(), *value);
        }
        params.subject_alt_names = sans;
        let certificate = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
        Certificate::read(certificate.der()).unwrap()
    }

    fn text(parts: &[(DnType, &str)]) -> Option<String> {
        read(parts, Vec::new()).subject
    }

    #[test]
    fn a_subject_is_written_with_its_last_part_first() {
        let parts = [
            (DnType::CountryName, "CN"),
            (DnType::OrganizationName, "天津市残疾人联合会"),
            (DnType::CustomDnType(vec![1, 2, 3, 4]), "x"),
            (DnType::CommonName, "canlian"),
        ];
        assert_eq!(text(&parts).unwrap(), "CN=canlian,1.2.3.4=x,O=天津市残疾人联合会,C=CN");
        assert_eq!(text(&[]), None);
    }

    #[test]
    fn a_value_that_looks_like_more_attributes_stays_one_value() {
        let forged = text(&[(DnType::CommonName, "finance,O=Finance")]).unwrap();
        let genuine = text(&[(DnType::OrganizationName, "Finance"), (DnType::CommonName, "finance")]).unwrap();

        assert_eq!(forged, "CN=finance\\,O=Finance");
        assert_ne!(forged, genuine);
        for (value, written) in [
            (" a ", "\\ a\\ "),
            ("#a", "\\#a"),
            ("a+b\\;<>\"", "a\\+b\\\\\\;\\<\\>\\\""),
            ("a\nb\0", "a\\0Ab\\00"),
            ("a=b c#", "a=b c#"),
        ] {
            assert_eq!(escape(value), written);
        }
    }

    #[test]
    fn alternative_names_are_uris_and_hosts_and_neither_passes_for_the_other() {
        let uri = |text: &str| SanType::URI(text.try_into().unwrap());
        let host = |text: &str| SanType::DnsName(text.try_into().unwrap());
        let sans = vec![
            uri("spiffe://Jixiao/planning"),
            host("Planning.Example"),
            host("spiffe://jixiao/finance"),
            uri("finance.example"),
            SanType::Rfc822Name("mail.example".try_into().unwrap()),
        ];

        assert_eq!(read(&[], sans).sans, ["spiffe://Jixiao/planning", "planning.example"]);
    }

    #[test]
    fn what_is_no_certificate_names_nobody() {
        assert_eq!(Certificate::read(b""), None);
        assert_eq!(Certificate::read(b"certificate"), None);
    }
}
