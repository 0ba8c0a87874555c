//! What the machine says when it refuses, in Dutch: the one place where its words become ours.

use std::io::{self, ErrorKind};

// as the kernels of Linux and of the others number what has no kind of its own
const EIO: i32 = 5;
const ENFILE: i32 = 23;
const EMFILE: i32 = 24;

/// Why it went wrong, for who reads Dutch: the common kinds in words, the others with their number.
pub fn zegt(fout: &io::Error) -> String {
    match (soort(fout.kind()), fout.raw_os_error()) {
        (_, Some(EIO)) => "de schijf geeft fouten".to_owned(),
        (_, Some(ENFILE)) => "op de machine staan te veel bestanden tegelijk open".to_owned(),
        (_, Some(EMFILE)) => "de dienst heeft te veel bestanden en verbindingen tegelijk open".to_owned(),
        (Some(zin), _) => zin.to_owned(),
        (None, Some(nummer)) => format!("fout {nummer} van de machine"),
        (None, None) => "een onbekende fout van de machine".to_owned(),
    }
}

/// That what has to be written was refused, by whom, why, and what heals it. What was refused is tried again by itself, so
/// starting anew is said only where nothing else helps.
pub fn weigert(fout: &io::Error) -> String {
    let (wie, doe) = match (fout.kind(), fout.raw_os_error()) {
        (_, Some(EMFILE | ENFILE)) => ("de machine", "sluit terminals die niet nodig zijn"),
        (ErrorKind::OutOfMemory, _) => ("de machine", "sluit programma's die niet nodig zijn"),
        (ErrorKind::StorageFull | ErrorKind::QuotaExceeded, _) => ("de schijf", "maak ruimte"),
        (ErrorKind::PermissionDenied, _) => ("de schijf", "herstel de rechten"),
        (ErrorKind::FileTooLarge, _) => {
            let doe = "laat de beheerder de grens verhogen (ulimit -f) en start de dienst opnieuw";
            return format!("de machine weigert ({}); {doe}", zegt(fout));
        }
        _ => ("de schijf", "herstel de schijf"),
    };
    format!("{wie} weigert ({}); {doe}, en probeer het opnieuw", zegt(fout))
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

    /// Review F21: what the machine refuses is not the disk, and only what heals by it asks for a restart.
    #[test]
    fn who_refuses_is_named_and_what_heals_it() {
        for (number, wie, doe) in [
            (24, "de machine weigert (de dienst heeft te veel bestanden en", "sluit terminals"),
            (23, "de machine weigert (op de machine staan te veel bestanden", "sluit terminals"),
            (28, "de schijf weigert (de schijf is vol)", "maak ruimte"),
            (5, "de schijf weigert (de schijf geeft fouten)", "herstel de schijf"),
            (27, "de machine weigert (het bestand wordt te groot)", "start de dienst opnieuw"),
        ] {
            let zin = weigert(&io::Error::from_raw_os_error(number));
            assert!(zin.starts_with(wie) && zin.contains(doe), "{zin}");
            assert_eq!(zin.contains("start de dienst opnieuw"), number == 27, "{zin}");
        }
    }

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
