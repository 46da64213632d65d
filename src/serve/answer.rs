//! One request, one answer.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tower_http::services::ServeDir;

/// The names under which a browser on this machine may call us.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// A published folder at a base address.
#[derive(Clone)]
pub(super) struct Site {
    files: ServeDir,
    not_found: PathBuf,
    /// Empty, or `/` and names without a slash at the end.
    base: String,
    /// The address of the first page.
    home: HeaderValue,
}

impl Site {
    /// # Errors
    /// The base path is no path of an address.
    pub(super) fn new(folder: &Path, base_path: &str) -> io::Result<Self> {
        let base = match base_path.trim_matches('/') {
            "" => String::new(),
            names => format!("/{names}"),
        };
        let home = HeaderValue::from_str(&format!("{base}/"));
        Ok(Self {
            files: ServeDir::new(folder).redirect_path_prefix(&base).html_as_default_extension(true),
            not_found: folder.join("404.html"),
            base,
            home: home.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?,
        })
    }

    pub(super) fn router(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }

    /// The path within the site; `None` when there can be no page at it.
    fn within<'a>(&self, path: &'a str) -> Option<&'a str> {
        let path = path.strip_prefix(&self.base)?;
        is_page(path).then_some(path)
    }

    async fn file(&self, mut request: Request) -> Response {
        let page = self.within(request.uri().path());
        let Some(uri) = page.and_then(|path| with_path(request.uri(), path)) else {
            return self.missing();
        };
        *request.uri_mut() = uri;
        match self.files.clone().try_call(request).await {
            Ok(found) if found.status() != StatusCode::NOT_FOUND => found.map(Body::new),
            Err(error) if !is_missing(&error) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            _ => self.missing(),
        }
    }

    fn missing(&self) -> Response {
        let page = fs::read(&self.not_found).unwrap_or_default();
        (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html")], page).into_response()
    }

    fn to_home(&self) -> Response {
        let home = [(header::LOCATION, self.home.clone())];
        (StatusCode::TEMPORARY_REDIRECT, home).into_response()
    }
}

async fn answer(State(site): State<Site>, request: Request) -> Response {
    if !is_local(request.headers()) {
        return (StatusCode::FORBIDDEN, "This address is only for this machine.\n").into_response();
    }
    let path = request.uri().path();
    let is_above = !site.base.is_empty() && (path == "/" || path == site.base);
    let mut response = if is_above { site.to_home() } else { site.file(request).await };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    say_utf8(headers);
    response
}

fn is_local(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    host.and_then(|host| host.parse::<Authority>().ok())
        .is_some_and(|host| NAMES.iter().any(|name| name.eq_ignore_ascii_case(host.host())))
}

/// Whether a page can have this path. Hidden files, such as the list of our files, are no pages
/// (`.well-known` is meant to be read); an empty name is never linked to, and a redirection to it
/// would lead to another host. Dots and slashes may come encoded.
fn is_page(path: &str) -> bool {
    let plain = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/");
    let Some(names) = plain.strip_prefix('/') else {
        return false;
    };
    let names = names.strip_suffix('/').unwrap_or(names);
    let is_bad = |name: &str| name.is_empty() || (name.starts_with('.') && name != ".well-known");
    names.is_empty() || !names.split('/').any(is_bad)
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let text = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    text.parse::<PathAndQuery>().ok().map(Uri::from)
}

fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotADirectory | NotFound | PermissionDenied)
}

/// All our texts are UTF-8; without a word about it some browsers guess from the language.
fn say_utf8(headers: &mut HeaderMap) {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let Some(kind) = kind.filter(|kind| kind.starts_with("text/") && !kind.contains("charset")) else {
        return;
    };
    if let Ok(value) = HeaderValue::from_str(&format!("{kind}; charset=utf-8")) {
        headers.insert(header::CONTENT_TYPE, value);
    }
}
