//! One request, one answer.

use super::desk::{Answer, Desk};
use super::live;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::uri::{Authority, PathAndQuery};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use percent_encoding::percent_decode_str;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_http::services::ServeDir;

/// The names under which a browser on this machine may call us.
const NAMES: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

/// What every answer says: nothing is kept, nothing is guessed, no other site may read, embed or load what is shown.
const HEADERS: [(HeaderName, HeaderValue); 4] = [
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'self'")),
];

/// A site at a base address.
#[derive(Clone)]
pub(super) struct Host {
    desk: Arc<Desk>,
    /// The whole site as it was built last.
    folder: PathBuf,
    files: ServeDir,
    /// Empty, or `/` and names without a slash at the end.
    base: String,
    /// The address of the first page.
    home: HeaderValue,
}

impl Host {
    /// # Errors
    /// The base path is no path of an address.
    pub(super) fn new(desk: Arc<Desk>, folder: &Path, base_path: &str) -> io::Result<Self> {
        let base = match base_path.trim_matches('/') {
            "" => String::new(),
            names => format!("/{names}"),
        };
        let home = HeaderValue::from_str(&format!("{base}/"));
        Ok(Self {
            desk,
            folder: folder.to_owned(),
            files: ServeDir::new(folder).redirect_path_prefix(&base).html_as_default_extension(true),
            base,
            home: home.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?,
        })
    }

    pub(super) fn router(self) -> Router {
        Router::new().fallback(answer).with_state(self)
    }

    /// The path within the site; `None` when there can be nothing at it.
    fn within<'a>(&self, path: &'a str) -> Option<&'a str> {
        let path = path.strip_prefix(&self.base)?;
        is_page(path).then_some(path)
    }

    async fn respond(&self, request: Request) -> Response {
        let Some(path) = self.within(request.uri().path()).map(str::to_owned) else { return self.missing().await };
        match path.strip_prefix(live::FOLDER) {
            Some("events") => live::events(&self.desk),
            Some("live.js") => made("live.js", live::SCRIPT),
            Some("live.css") => made("live.css", live::STYLE),
            Some(_) => self.missing().await,
            None => self.page(&path, request).await,
        }
    }

    async fn page(&self, path: &str, request: Request) -> Response {
        let Ok(wanted) = percent_decode_str(path.trim_start_matches('/')).decode_utf8() else {
            return self.missing().await;
        };
        for candidate in candidates(&wanted) {
            match self.desk.ask(&candidate).await {
                Ok(Answer::Made(_)) if candidate == format!("{wanted}/index.html") => {
                    return self.to_folder(request.uri());
                }
                Ok(Answer::Made(bytes)) => return self.followed(&candidate, bytes),
                Ok(Answer::Missing) => {}
                Ok(Answer::InFolder) => return self.file(&wanted, path, request).await,
                Err(error) => return failed(&error),
            }
        }
        self.missing().await
    }

    /// A file of the whole site as it was built last.
    async fn file(&self, wanted: &str, path: &str, mut request: Request) -> Response {
        let Some(uri) = with_path(request.uri(), path) else { return self.missing().await };
        if leads_away(&self.folder, wanted) {
            return self.missing().await;
        }
        *request.uri_mut() = uri;
        let is_read = request.method() == Method::GET;
        match self.files.clone().try_call(request).await {
            Ok(found) if found.status() == StatusCode::NOT_FOUND => self.missing().await,
            Ok(found) if is_read && found.status() == StatusCode::OK && is_html(found.headers()) => {
                match to_bytes(Body::new(found.into_body()), usize::MAX).await {
                    Ok(bytes) => self.followed("index.html", bytes.into()),
                    Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                }
            }
            Ok(found) => found.map(Body::new),
            Err(error) if is_missing(&error) => self.missing().await,
            Err(error) => failed(&error),
        }
    }

    /// A file with the script that follows the changes, where it is a page.
    fn followed(&self, path: &str, bytes: Vec<u8>) -> Response {
        let is_page = path.ends_with(".html");
        made(path, if is_page { live::followed(bytes, &self.base) } else { bytes })
    }

    async fn missing(&self) -> Response {
        let page = match self.desk.ask("404.html").await {
            Ok(Answer::Made(bytes)) => bytes,
            _ => fs::read(self.folder.join("404.html")).unwrap_or_default(),
        };
        let page = if page.is_empty() { live::NOTHING_YET.as_bytes().to_vec() } else { page };
        (StatusCode::NOT_FOUND, self.followed("404.html", page)).into_response()
    }

    /// To the same address with a slash at the end.
    fn to_folder(&self, uri: &Uri) -> Response {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let place = HeaderValue::from_str(&format!("{}/{query}", uri.path()));
        place.map_or_else(|_| StatusCode::BAD_REQUEST.into_response(), redirect)
    }
}

async fn answer(State(host): State<Host>, request: Request) -> Response {
    let path = request.uri().path();
    let mut response = if !is_local(request.headers()) {
        (StatusCode::FORBIDDEN, "This address is only for this machine.\n").into_response()
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")]).into_response()
    } else if !host.base.is_empty() && (path == "/" || path == host.base) {
        redirect(host.home.clone())
    } else {
        host.respond(request).await
    };
    response.headers_mut().extend(HEADERS);
    say_utf8(response.headers_mut());
    response
}

/// Whether the browser calls us by a name of this machine, and for a page of ours: a page of another site says its own
/// address as the origin.
fn is_local(headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let Some(host) = text(header::HOST) else { return false };
    let is_ours =
        host.parse::<Authority>().is_ok_and(|host| NAMES.iter().any(|name| name.eq_ignore_ascii_case(host.host())));
    is_ours && text(header::ORIGIN).is_none_or(|origin| origin.eq_ignore_ascii_case(&format!("http://{host}")))
}

/// Whether a page can have this path. Hidden files, such as the list of our files, are no pages
/// (`.well-known` is meant to be read); an empty name is never linked to, and a redirection to it
/// would lead to another host. Dots and slashes may come encoded.
fn is_page(path: &str) -> bool {
    let plain = path.to_ascii_lowercase().replace("%2e", ".").replace("%2f", "/").replace("%5c", "\\");
    let Some(names) = plain.strip_prefix('/') else {
        return false;
    };
    let names = names.strip_suffix('/').unwrap_or(names);
    let is_bad =
        |name: &str| name.is_empty() || name.contains('\\') || (name.starts_with('.') && name != ".well-known");
    names.is_empty() || !names.split('/').any(is_bad)
}

/// The files that an address may mean, the likeliest first, as web hosts have it.
fn candidates(wanted: &str) -> Vec<String> {
    let name = wanted.rsplit('/').next().unwrap_or(wanted);
    match name {
        "" => vec![format!("{wanted}index.html")],
        name if name.contains('.') => vec![wanted.to_owned()],
        _ => vec![format!("{wanted}/index.html"), format!("{wanted}.html")],
    }
}

/// Whether a part of the path is a link: it may lead anywhere, and nothing that we write is one.
fn leads_away(folder: &Path, wanted: &str) -> bool {
    let mut path = folder.to_owned();
    wanted.split('/').any(|name| {
        path.push(name);
        path.is_symlink()
    })
}

fn with_path(uri: &Uri, path: &str) -> Option<Uri> {
    let text = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    text.parse::<PathAndQuery>().ok().map(Uri::from)
}

fn redirect(place: HeaderValue) -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, place)]).into_response()
}

/// A file that is not from a folder.
fn made(path: &str, bytes: impl Into<Bytes>) -> Response {
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = HeaderValue::from_str(kind.as_ref()).ok();
    let mut response = Body::from(bytes.into()).into_response();
    kind.map(|kind| response.headers_mut().insert(header::CONTENT_TYPE, kind));
    response
}

fn failed(error: &io::Error) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response()
}

fn is_missing(error: &io::Error) -> bool {
    use io::ErrorKind::{NotADirectory, NotFound, PermissionDenied};
    matches!(error.kind(), NotADirectory | NotFound | PermissionDenied)
}

fn is_html(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
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
