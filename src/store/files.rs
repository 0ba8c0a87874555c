//! The files of a model: where they are, whether they are those of the last close, and how they are thrown away.

use std::fmt::Write as _;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write as _};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::fault::Reason;
use super::row::ROW_FORMAT;
use crate::crypto::register::Registersleutels;

/// What the contents begin with, before the row format.
const TITLE: &str = "crisistafel leesmodel ";
/// The most bytes of contents that are read: some ten thousand files.
const CONTENTS_MAX: u64 = 1024 * 1024;
/// What somebody reads who finds the marker.
const MARKER: &str = "Dit bestand staat er zolang Crisistafel met het zoekregister bezig is.\n\
    Staat het er nog als Crisistafel is gestopt, dan wordt het zoekregister bij de volgende start opnieuw gemaakt.\n";

/// The places of one model.
#[derive(Clone, Debug)]
pub(super) struct Files {
    dir: PathBuf,
    marker: PathBuf,
}

impl Files {
    /// The places of a model in `dir`, with its marker beside it.
    pub(super) fn new(dir: &Path, marker: &Path) -> Self {
        Self { dir: dir.to_owned(), marker: marker.to_owned() }
    }

    /// The file that is locked by who uses the model.
    pub(super) fn slot(&self) -> PathBuf {
        self.dir.join("slot")
    }

    /// sled's directory.
    pub(super) fn sled(&self) -> PathBuf {
        self.dir.join("sled")
    }

    /// The file that sled locks.
    pub(super) fn sled_lock(&self) -> PathBuf {
        self.sled().join("db")
    }

    fn contents(&self) -> PathBuf {
        self.dir.join("inhoud")
    }

    /// Makes the directory where it is missing, for its owner only.
    pub(super) fn make_dir(&self) -> io::Result<()> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.dir)
    }

    /// The directory of the segments.
    pub(super) fn segmenten(&self) -> PathBuf {
        self.dir.join("segmenten")
    }

    /// Whether sled's files are byte for byte those of the last close, and of who has these keys; otherwise why not.
    pub(super) fn check(&self, sleutels: &Registersleutels) -> Result<(), Reason> {
        if self.marker.symlink_metadata().is_ok() {
            return Err(Reason::NotClosed);
        }
        let promised = match read_short(&self.contents()) {
            Err(e) if e.kind() == ErrorKind::NotFound && !self.sled().exists() => return Err(Reason::New),
            read => read.map_err(|_| Reason::Damaged)?,
        };
        let version = promised.strip_prefix(TITLE).and_then(|rest| rest.lines().next()).ok_or(Reason::Damaged)?;
        if version != ROW_FORMAT.to_string() {
            return Err(Reason::OtherVersion);
        }
        let found = list(&self.sled(), sleutels).map_err(|_| Reason::Damaged)?;
        if found == promised { Ok(()) } else { Err(Reason::Damaged) }
    }

    /// Says on disk that sled is at work.
    pub(super) fn mark(&self) -> io::Result<()> {
        write_synced(&self.marker, MARKER)?;
        sync_parent(&self.marker)
    }

    /// Writes down what the files are now and takes the marker away. Nothing may write to them any more.
    pub(super) fn settle(&self, sleutels: &Registersleutels) -> io::Result<()> {
        write_synced(&self.contents(), &list(&self.sled(), sleutels)?)?;
        sync_parent(&self.contents())?;
        fs::remove_file(&self.marker)?;
        sync_parent(&self.marker)
    }

    /// Throws all rows away. The slot stays, and so does a marker.
    pub(super) fn clear(&self) -> io::Result<()> {
        gone(fs::remove_file(self.contents()))?;
        gone(fs::remove_dir_all(self.segmenten()))?;
        gone(fs::remove_dir_all(self.sled()))
    }
}

/// A file that is not there is as good as removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(e) if e.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}

/// The text of a file that we wrote ourselves, or somebody else in its place.
fn read_short(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(CONTENTS_MAX).read_to_string(&mut text)?;
    Ok(text)
}

fn write_synced(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn sync_parent(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |dir| File::open(dir)?.sync_all())
}

/// The row format, hash and name of every file in sled's directory, in the order of their names, and a mark of who wrote this.
fn list(sled: &Path, sleutels: &Registersleutels) -> io::Result<String> {
    let mut names = files_in(sled)?;
    names.extend(files_in(&sled.join("blobs"))?);
    names.sort();
    let mut text = format!("{TITLE}{ROW_FORMAT}\n");
    for path in names {
        let hash = blake3::Hasher::new().update_reader(File::open(&path)?)?.finalize();
        let name = path.strip_prefix(sled).unwrap_or(&path).display();
        writeln!(text, "{hash} {name}").map_err(io::Error::other)?;
    }
    let merk = sleutels.merk(&text);
    writeln!(text, "{merk}").map_err(io::Error::other)?;
    Ok(text)
}

/// The files in a directory. Anything but a file and the directory of blobs does not belong there.
fn files_in(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_file() {
            names.push(entry.path());
        } else if !kind.is_dir() || entry.file_name() != "blobs" {
            return Err(ErrorKind::InvalidData.into());
        }
    }
    Ok(names)
}
