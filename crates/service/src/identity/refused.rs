//! Why a call is not authenticated.

use jixiao_proto::common::v1::ErrorReason;

use crate::fault::Fault;

/// Why a call is not authenticated: all that its caller learns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    /// It shows nothing.
    Missing,
    /// What it shows cannot be read.
    Malformed,
    /// No key of the set made the signature.
    Signature,
    /// The token's time is over.
    Expired,
    /// The token's time has not come.
    NotYetValid,
    /// The token is from somebody else.
    Issuer,
    /// The token is for somebody else.
    Audience,
    /// Nobody in the table of grants has that certificate or subject.
    UnknownPrincipal,
}

impl Refused {
    /// Its word in the metadata.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Malformed => "malformed",
            Self::Signature => "signature",
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
            Self::Issuer => "issuer",
            Self::Audience => "audience",
            Self::UnknownPrincipal => "unknown_principal",
        }
    }

    const fn texts(self) -> (&'static str, &'static str) {
        match self {
            Self::Missing => ("the call has neither a token nor a client certificate", "请求未提供令牌或客户端证书"),
            Self::Malformed => ("the credentials cannot be read", "无法读取身份凭证"),
            Self::Signature => ("the token is not signed by a known key", "令牌不是由已知密钥签名"),
            Self::Expired => ("the token has expired", "令牌已过期"),
            Self::NotYetValid => ("the token is not valid yet", "令牌尚未生效"),
            Self::Issuer => ("the token is from another issuer", "令牌的签发者不符"),
            Self::Audience => ("the token is for another audience", "令牌的受众不符"),
            Self::UnknownPrincipal => ("the credentials belong to no known principal", "身份凭证不属于任何已知主体"),
        }
    }
}

impl From<Refused> for Fault {
    fn from(refused: Refused) -> Self {
        let (en, zh) = refused.texts();
        Self::new(ErrorReason::Unauthenticated, en, zh).with("why", refused.word())
    }
}
