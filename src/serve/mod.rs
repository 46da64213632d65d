//! Shows a published folder on this machine, as the web host would: at the same base address, with
//! the same folders and the same page for what is not found.
//!
//! Only programs on this machine are answered, and only under its own names: a page of the web that
//! has its name point here (DNS rebinding) gets nothing. Every file is opened by its path anew and
//! nothing is cached, so that an exchange of folders shows at once.

mod answer;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use answer::Site;

/// How many ports to try, the wanted one first.
const PORTS: u16 = 20;

/// Serves `folder` until the process ends. `base_path` is the path of the base address, such as
/// `/portal/` (percent-encoded), empty or `/` for none. `port` 0 is any free one; when another
/// program has the wanted port, the next ones are tried. `on_ready` is told the address.
///
/// # Errors
/// The folder cannot be read, no port is free, or the system refuses.
pub fn serve(folder: PathBuf, port: u16, base_path: &str, on_ready: impl FnOnce(SocketAddr)) -> io::Result<()> {
    std::fs::read_dir(&folder)?;
    let site = Site::new(&std::path::absolute(folder)?, base_path)?;
    let listener = listen(port)?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        on_ready(address);
        axum::serve(listener, site.router()).await
    })
}

fn listen(port: u16) -> io::Result<TcpListener> {
    let mut refused = io::Error::from(io::ErrorKind::AddrInUse);
    for port in port..=port.saturating_add(PORTS - 1) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => refused = error,
            other => return other,
        }
    }
    Err(refused)
}

#[cfg(test)]
mod tests;
