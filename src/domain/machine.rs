//! What the machine says when it refuses, in Dutch: the one place where its words become ours.

use std::io::{self, ErrorKind};

/// Why it went wrong, for who reads Dutch: the common kinds in words, the others with their number.
pub fn zegt(fout: &io::Error) -> String {
    match (soort(fout.kind()), fout.raw_os_error()) {
        (Some(zin), _) => zin.to_owned(),
        (None, Some(nummer)) => format!("fout {nummer} van de machine"),
        (None, None) => "een onbekende fout van de machine".to_owned(),
    }
}

fn soort(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "dat bestaat niet",
        ErrorKind::PermissionDenied => "dat mag u niet: kijk naar de rechten",
        ErrorKind::AlreadyExists => "dat is er al",
        ErrorKind::NotADirectory => "dat is geen map",
        ErrorKind::IsADirectory => "dat is een map",
        ErrorKind::DirectoryNotEmpty => "de map is niet leeg",
        ErrorKind::ReadOnlyFilesystem => "de schijf kan alleen worden gelezen",
        ErrorKind::StorageFull => "de schijf is vol",
        ErrorKind::QuotaExceeded => "uw ruimte op de schijf is op",
        ErrorKind::FileTooLarge => "het bestand wordt te groot",
        ErrorKind::ResourceBusy => "het is in gebruik",
        ErrorKind::OutOfMemory => "het geheugen is op",
        ErrorKind::InvalidData => "er staat iets in dat geen leesbare tekst is",
        ErrorKind::InvalidFilename => "zo kan een bestand niet heten",
        ErrorKind::UnexpectedEof => "het hield te vroeg op",
        ErrorKind::WriteZero => "er kon niets meer bij",
        ErrorKind::Interrupted => "het werd onderbroken",
        ErrorKind::TimedOut => "het duurde te lang",
        ErrorKind::BrokenPipe => "niemand leest het meer",
        ErrorKind::ConnectionRefused => "er luistert niemand",
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => "de verbinding werd verbroken",
        ErrorKind::AddrInUse => "het is al in gebruik",
        ErrorKind::AddrNotAvailable => "dat adres is er niet",
        ErrorKind::Unsupported => "dat kan deze machine niet",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_and_no_error_number_of_a_library_is_shown() {
        // as the kernel numbers them: not there, not allowed, full, read-only, a loop of links
        for number in [2, 13, 28, 30, 40] {
            let fout = io::Error::from_raw_os_error(number);
            let zin = zegt(&fout);
            assert!(!zin.contains("os error") && !fout.to_string().contains(&zin), "{zin}");
        }
        assert_eq!(zegt(&io::Error::from_raw_os_error(2)), "dat bestaat niet");
        assert_eq!(zegt(&io::Error::from_raw_os_error(40)), "fout 40 van de machine");
        assert_eq!(zegt(&io::Error::other("stream did not contain valid UTF-8")), "een onbekende fout van de machine");
    }
}
