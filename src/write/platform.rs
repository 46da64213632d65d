//! What depends on the system: permissions, the exchange of two folders, writing through to disk.

use std::fs::{self, File, Metadata, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::Path;

/// What a web host must be able to read, whatever the umask of the user says.
const FILE_MODE: u32 = 0o644;
const FOLDER_MODE: u32 = 0o755;

/// Writes a file that does not exist yet, readable by everybody.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.set_permissions(Permissions::from_mode(FILE_MODE))
}

/// Makes a folder that does not exist yet, readable by everybody.
pub fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir(path)?;
    fs::set_permissions(path, Permissions::from_mode(FOLDER_MODE))
}

/// Whether a file has the permissions that [`create_file`] gives.
pub fn is_readable_by_all(file: &Metadata) -> bool {
    file.permissions().mode() & 0o7777 == FILE_MODE
}

/// Whether these are two names of one file.
pub fn is_same_file(a: &Metadata, b: &Metadata) -> bool {
    (a.dev(), a.ino()) == (b.dev(), b.ino())
}

/// Lets the owner list and empty a folder, which a person may have closed.
pub fn open_folder(path: &Path) -> io::Result<()> {
    let mode = fs::symlink_metadata(path)?.permissions().mode();
    if mode & 0o700 == 0o700 {
        return Ok(());
    }
    fs::set_permissions(path, Permissions::from_mode(mode | 0o700))
}

/// Makes a symbolic link that says the same as the one at `from`.
pub fn copy_link(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

/// Lets two folders change places, so that no reader ever finds neither. `false` when this system
/// or file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(a: &Path, b: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::NOSYS | Errno::INVAL | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// This system has no exchange of folders.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_a: &Path, _b: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Has the disk take everything that was written below `folder`.
///
/// The policy: a killed build needs none of this, for what a process wrote survives the process.
/// A power cut would, without it, find the old site deleted and the new one empty; and some file
/// systems say only now that the disk is full. One call for the whole file system costs about as
/// much as writing; one for each file would cost a hundred times more. Where there is no such call
/// a power cut may cost the site, which `esep build` makes again.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn sync(folder: &Path) -> io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

/// This system has no call to write through a whole file system.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn sync(_folder: &Path) -> io::Result<()> {
    Ok(())
}
