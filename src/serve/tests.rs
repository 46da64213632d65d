//! A real server on a free port, asked in plain HTTP; it shows a folder.

use super::*;
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

type Tested = Result<(), Box<dyn Error>>;

struct Server {
    folder: tempfile::TempDir,
    address: SocketAddr,
}

impl Server {
    /// A small site; the server lives as long as the test process.
    fn start(base_path: &'static str) -> Result<Self, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("kk/гранттар"))?;
        for path in ["index.html", "kk/index.html", "kk/гранттар/index.html", "about.html", "a.css"] {
            fs::write(site.join(path), path)?;
        }
        fs::write(site.join("404.html"), "Табылмады")?;
        fs::write(site.join(".esep-files"), "index.html\n")?;
        fs::write(folder.path().join("secret.txt"), "secret")?;
        let (ready, address) = mpsc::channel();
        thread::spawn(move || {
            serve_folder(&site, Some(0), base_path, |address| ready.send(address).unwrap_or_default())
        });
        Ok(Self { folder, address: address.recv()? })
    }

    fn ask(&self, request: &str) -> Result<String, Box<dyn Error>> {
        let mut stream = TcpStream::connect(self.address)?;
        stream.write_all(request.as_bytes())?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8(answer)?)
    }

    fn get_as(&self, host: &str, path: &str) -> Result<String, Box<dyn Error>> {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    fn get(&self, path: &str) -> Result<String, Box<dyn Error>> {
        self.get_as(&format!("localhost:{}", self.address.port()), path)
    }
}

fn status(answer: &str) -> Option<u16> {
    answer.split(' ').nth(1)?.parse().ok()
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let (head, _) = answer.split_once("\r\n\r\n")?;
    let mut pairs = head.lines().filter_map(|line| line.split_once(": "));
    pairs.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").map_or("", |(_, body)| body)
}

#[test]
fn pages_come_as_utf8_and_are_not_kept() -> Tested {
    let server = Server::start("")?;
    let pages = [
        ("/", "index.html"),
        ("/kk/", "kk/index.html"),
        ("/kk/?q=1", "kk/index.html"),
        ("/kk/%D0%B3%D1%80%D0%B0%D0%BD%D1%82%D1%82%D0%B0%D1%80/", "kk/гранттар/index.html"),
        ("/about", "about.html"),
    ];
    for (path, expected) in pages {
        let answer = server.get(path)?;
        assert_eq!((status(&answer), body(&answer)), (Some(200), expected), "{path}");
        assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(header(&answer, "cache-control"), Some("no-store"));
    }
    let style = server.get("/a.css")?;
    assert_eq!(header(&style, "content-type"), Some("text/css; charset=utf-8"));
    Ok(())
}

#[test]
fn a_folder_without_its_slash_is_redirected() -> Tested {
    for (base, path, expected) in [("", "/kk", "/kk/"), ("/portal/", "/portal/kk?q=1", "/portal/kk/?q=1")] {
        let answer = Server::start(base)?.get(path)?;
        assert_eq!(status(&answer), Some(307));
        assert_eq!(header(&answer, "location"), Some(expected));
    }
    Ok(())
}

#[test]
fn what_is_not_there_shows_the_page_for_it() -> Tested {
    let server = Server::start("")?;
    for path in ["/nothing", "/nothing/", "/kk/index.html/x", "/a.css/", "/%00", "/%ff"] {
        let answer = server.get(path)?;
        assert_eq!((status(&answer), body(&answer)), (Some(404), "Табылмады"), "{path}");
        assert_eq!(header(&answer, "content-type"), Some("text/html; charset=utf-8"));
    }
    Ok(())
}

#[test]
fn nothing_outside_and_nothing_hidden_is_shown() -> Tested {
    let server = Server::start("")?;
    fs::write(server.folder.path().join("site/.hidden"), "secret")?;
    let paths = [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/kk/..%2F..%2Fsecret.txt",
        "/..%5csecret.txt",
        "/kk/../../secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/%252e%252e%252fsecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "/kk/%5c..%5c..%5csecret.txt",
        "/../secret.txt%00.html",
        "/c:%5csecret.txt",
        "//etc/hosts",
        "//kk",
        "/.esep-files",
        "/%2Eesep-files",
        "/kk%2f..%2f.hidden",
        "/.hidden",
        "/kk//",
        "/./index.html",
    ];
    for path in paths {
        let answer = server.get(path)?;
        assert_eq!((status(&answer), body(&answer)), (Some(404), "Табылмады"), "{path}");
    }
    Ok(())
}

#[test]
fn only_names_of_this_machine_are_answered() -> Tested {
    let server = Server::start("")?;
    let port = server.address.port();
    assert!(server.address.ip().is_loopback());
    for host in ["localhost", "127.0.0.1", "[::1]", "LocalHost"] {
        assert_eq!(status(&server.get_as(host, "/")?), Some(200), "{host}");
        assert_eq!(status(&server.get_as(&format!("{host}:{port}"), "/")?), Some(200), "{host}");
    }
    for host in ["portal.example", "localhost.portal.example", "10.0.0.1", "127.0.0.1.portal.example", ""] {
        assert_eq!(status(&server.get_as(host, "/")?), Some(403), "{host}");
    }
    assert_eq!(status(&server.ask("GET / HTTP/1.0\r\n\r\n")?), Some(403));
    Ok(())
}

#[test]
fn the_site_stands_at_its_base_address() -> Tested {
    let server = Server::start("/org/portal/")?;
    for path in ["/", "/org/portal"] {
        let answer = server.get(path)?;
        assert_eq!(status(&answer), Some(307), "{path}");
        assert_eq!(header(&answer, "location"), Some("/org/portal/"));
    }
    assert_eq!(body(&server.get("/org/portal/")?), "index.html");
    assert_eq!(body(&server.get("/org/portal/kk/")?), "kk/index.html");
    for path in ["/kk/", "/org/", "/org/portalkk/", "/org/portal/.esep-files"] {
        let answer = server.get(path)?;
        assert_eq!((status(&answer), body(&answer)), (Some(404), "Табылмады"), "{path}");
    }
    Ok(())
}

#[test]
fn only_reading_is_possible() -> Tested {
    let server = Server::start("")?;
    let answer = server.ask("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    assert_eq!(status(&answer), Some(405));
    let answer = server.ask("HEAD /kk/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    assert_eq!((status(&answer), body(&answer)), (Some(200), ""));
    Ok(())
}

#[test]
fn a_port_that_was_asked_for_is_that_port_or_none() -> Tested {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let refused = listen(Some(taken.local_addr()?.port()));
    assert_eq!(refused.map(drop).map_err(|error| error.kind()), Err(io::ErrorKind::AddrInUse));
    let (first, second) = (listen(None)?.local_addr()?, listen(None)?);
    assert!((PORT..=LAST_PORT).contains(&first.port()) && second.local_addr()?.ip().is_loopback());
    let third = listen(None)?.local_addr()?.port();
    assert_ne!(second.local_addr()?.port(), third);
    Ok(())
}

#[test]
fn a_page_of_another_site_gets_nothing() -> Tested {
    let server = Server::start("")?;
    let host = format!("localhost:{}", server.address.port());
    let ask = |origin: &str| {
        let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\nConnection: close\r\n\r\n");
        server.ask(&request).map(|answer| status(&answer))
    };
    assert_eq!(ask(&format!("http://{host}"))?, Some(200));
    for origin in
        ["https://portal.example", "null", "http://localhost", &format!("https://{host}"), "http://localhost:1"]
    {
        assert_eq!(ask(origin)?, Some(403), "{origin}");
    }
    let answer = server.get("/")?;
    assert_eq!(header(&answer, "cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(header(&answer, "content-security-policy"), Some("frame-ancestors 'self'"));
    Ok(())
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() -> Tested {
    use std::os::unix::fs::symlink;
    let server = Server::start("")?;
    let site = server.folder.path().join("site");
    symlink(server.folder.path().join("secret.txt"), site.join("link.txt"))?;
    symlink(server.folder.path(), site.join("outside"))?;
    for path in ["/link.txt", "/outside/secret.txt", "/outside/", "/%6cink.txt"] {
        let answer = server.get(path)?;
        assert_eq!((status(&answer), body(&answer)), (Some(404), "Табылмады"), "{path}");
    }
    Ok(())
}

#[test]
fn a_base_that_is_no_path_is_an_error() -> Tested {
    let folder = tempfile::tempdir()?;
    let bad = Host::new(Arc::new(Desk::default()), folder.path(), "a\nb");
    assert_eq!(bad.map(drop).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidInput));
    Ok(())
}

#[test]
fn what_is_ours_is_there_at_the_base_address() -> Tested {
    let server = Server::start("/portal")?;
    let script = server.get("/portal/_esep/live.js")?;
    assert_eq!(header(&script, "content-type"), Some("text/javascript; charset=utf-8"));
    assert_eq!(header(&server.get("/portal/_esep/live.css")?, "content-type"), Some("text/css; charset=utf-8"));
    assert_eq!(status(&server.get("/portal/_esep/other")?), Some(404));
    Ok(())
}
