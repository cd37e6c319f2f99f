//! The token that a client shows.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tonic::metadata::AsciiMetadataValue;
use tonic::service::Interceptor;
use tonic::{Request, Status};

use super::AccessError;
use crate::fault::{Fault, Language};

/// After this time the file is read again: whoever keeps it writes a new token before the old one expires.
const FRESH: Duration = Duration::from_secs(30);

/// Puts the token of a file on every call; without a file, nothing.
#[derive(Clone, Debug)]
pub struct Bearer(Option<Arc<File>>);

#[derive(Debug)]
struct File {
    path: PathBuf,
    read: Mutex<(Instant, AsciiMetadataValue)>,
}

impl Bearer {
    /// Reads the file for the first time, so that one that is not there is told at once.
    pub fn of(path: Option<PathBuf>) -> Result<Self, AccessError> {
        let Some(path) = path else { return Ok(Self(None)) };
        let read = Mutex::new((Instant::now(), read(&path)?));
        Ok(Self(Some(Arc::new(File { path, read }))))
    }
}

impl Interceptor for Bearer {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        if let Some(file) = &self.0 {
            let value = file.value().map_err(|error| Fault::internal(error).into_status(Language::En))?;
            request.metadata_mut().insert("authorization", value);
        }
        Ok(request)
    }
}

impl File {
    fn value(&self) -> Result<AsciiMetadataValue, AccessError> {
        let mut kept = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.0.elapsed() >= FRESH {
            *kept = (Instant::now(), read(&self.path)?);
        }
        Ok(kept.1.clone())
    }
}

fn read(path: &PathBuf) -> Result<AsciiMetadataValue, AccessError> {
    let unreadable = |source| AccessError::Unreadable { setting: "token", path: path.clone(), source };
    let text = std::fs::read_to_string(path).map_err(unreadable)?;
    let token = text.trim_end();
    let is_token = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let value = is_token.then(|| AsciiMetadataValue::try_from(format!("Bearer {token}")).ok()).flatten();
    let mut value = value.ok_or_else(|| AccessError::NoToken { path: path.clone() })?;
    // Kept out of logs and of the header tables of HTTP/2.
    value.set_sensitive(true);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bearer: &mut Bearer) -> Option<String> {
        let request = bearer.call(Request::new(())).unwrap();
        Some(request.metadata().get("authorization")?.to_str().unwrap().to_owned())
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_that_was_replaced_is_shown_before_the_old_one_is_long_over() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "a.b.c\n").unwrap();
        let mut bearer = Bearer::of(Some(file.path().to_owned())).unwrap();

        assert_eq!(shown(&mut bearer).as_deref(), Some("Bearer a.b.c"));
        std::fs::write(file.path(), "d.e.f").unwrap();
        tokio::time::advance(FRESH).await;

        assert_eq!(shown(&mut bearer).as_deref(), Some("Bearer d.e.f"));
        assert_eq!(shown(&mut Bearer::of(None).unwrap()), None);
    }

    #[test]
    fn a_file_without_a_token_is_named_and_never_its_content() {
        let file = tempfile::NamedTempFile::new().unwrap();
        for text in ["", "\n", "a b", "a\nb", "é"] {
            std::fs::write(file.path(), text).unwrap();
            let error = Bearer::of(Some(file.path().to_owned())).unwrap_err().to_string();
            let expected = format!("token {} is not one line of visible ASCII characters", file.path().display());
            assert_eq!(error, expected);
        }
        let missing = Bearer::of(Some("no/token".into())).unwrap_err();
        assert_eq!(missing.to_string(), "token no/token cannot be read");
    }
}
