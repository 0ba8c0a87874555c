//! The role table by itself: who gets which role, for accounts that this machine need not have.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use crisistafel::domain::rol::Rol;
use crisistafel::protocol::Soort;
use crisistafel::server::{Access, Account, Asked, Denied, Identity, Tafel};

use super::meeting::t;

/// The owner's number: that of who runs the test, because the file has to be the owner's.
fn owner() -> u32 {
    nix::unistd::geteuid().as_raw()
}

fn account(naam: &str, groepen: &[&str]) -> Account {
    Account { uid: owner() + 1000, naam: naam.to_owned(), groepen: groepen.iter().map(|&g| g.to_owned()).collect() }
}

fn store(table: &str) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rollen.toml");
    fs::write(&path, table).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    dir
}

fn read(table: &str) -> Access {
    Access::read(store(table).path(), owner(), &Tafel::oefening(Vec::new())).unwrap()
}

fn asks(access: &Access, account: &Account, als: Option<Rol>) -> Result<Identity, Denied> {
    access.identify(
        account,
        &Asked { soort: Soort::Terminal, als, namens: None, vanaf: crisistafel::domain::inzage::Vanaf::default() },
    )
}

fn refused(table: &str) -> String {
    let dir = store(table);
    let said = Access::read(dir.path(), owner(), &Tafel::oefening(Vec::new())).unwrap_err().to_string();
    said.strip_prefix(&format!("{}: ", dir.path().join("rollen.toml").display())).expect("it names the file").to_owned()
}

const TABLE: &str = r#"
[[toegang]]
gebruiker = "duin"
naam = "Duin"
organisatie = "gemeente"
rollen = ["voorzitter"]

# a deputy has the role itself
[[toegang]]
gebruiker = "verhoeven"
rollen = ["voorzitter", "procesregisseur"]

[[toegang]]
groep = "piket"
rollen = ["raadpleger"]

[[toegang]]
gebruiker = "ooms"
naam = "Ooms"
organisatie = "politie"
rollen = ["deelnemer"]
dossiers = ["26-K7M4"]

[[doorgeefluik]]
gebruiker = "poort"
"#;

#[test]
fn a_user_and_everybody_in_a_group_get_what_the_table_gives_and_nobody_else_gets_in() {
    let access = read(TABLE);
    let duin = asks(&access, &account("duin", &[]), None).unwrap();
    assert_eq!((duin.rollen, duin.naam, duin.organisatie), (vec![Rol::Voorzitter], t("Duin"), Some(t("gemeente"))));
    let piket = asks(&access, &account("jansen", &["staff", "piket"]), None).unwrap();
    assert_eq!((piket.rollen, piket.naam, piket.dossiers), (vec![Rol::Raadpleger], t("jansen"), None));
    for stranger in [account("jansen", &["staff"]), account("piket", &[]), account("Duin", &[]), account("", &[""])] {
        let said = asks(&access, &stranger, None).unwrap_err().to_string();
        assert!(said.contains("staat niet in de rollentabel") && said.contains("beheerder"), "{said}");
    }
    // with a table its owner is somebody like everybody else
    assert!(asks(&access, &Account { uid: owner(), ..account("baas", &[]) }, None).is_err());
}

#[test]
fn who_has_several_roles_chooses_one_and_never_more_than_was_given() {
    let access = read(TABLE);
    let deputy = account("verhoeven", &["piket"]);
    let said = asks(&access, &deputy, None).unwrap_err().to_string();
    assert_eq!(said, "u hebt meer rollen (voorzitter, procesregisseur, raadpleger); kies er een: --als voorzitter");
    for rol in [Rol::Voorzitter, Rol::Procesregisseur, Rol::Raadpleger] {
        assert_eq!(asks(&access, &deputy, Some(rol)).unwrap().rollen, [rol]);
    }
    for rol in [Rol::Notulist, Rol::Beheerder, Rol::Scherm] {
        let said = asks(&access, &deputy, Some(rol)).unwrap_err().to_string();
        assert!(said.starts_with(&format!("de rollentabel geeft u de rol {rol} niet; wel: voorzitter")), "{said}");
    }
    let wall = Asked {
        soort: Soort::Scherm,
        als: Some(Rol::Voorzitter),
        namens: None,
        vanaf: crisistafel::domain::inzage::Vanaf::default(),
    };
    assert!(access.identify(&deputy, &wall).is_err());
    // a verb that asks and leaves may use what it has
    let verb = Asked { soort: Soort::Vraag, als: None, namens: None, vanaf: crisistafel::domain::inzage::Vanaf::default() };
    assert_eq!(access.identify(&deputy, &verb).unwrap().rollen, [Rol::Voorzitter, Rol::Procesregisseur, Rol::Raadpleger]);
}

#[test]
fn the_name_that_a_gateway_passes_counts_and_from_anybody_else_it_is_refused() {
    let access = read(TABLE);
    let asks = |account: &Account, namens: Option<&str>| {
        access.identify(
            account,
            &Asked {
                soort: Soort::Terminal,
                als: None,
                namens: namens.map(t),
                vanaf: crisistafel::domain::inzage::Vanaf::default(),
            },
        )
    };
    let gateway = account("poort", &["piket"]);
    let duin = asks(&gateway, Some("duin")).unwrap();
    assert_eq!((duin.gebruiker, duin.rollen), (t("duin"), vec![Rol::Voorzitter]));
    // its groups are not those of the person, and it is nobody itself
    for namens in [Some("jansen"), Some("poort"), Some(""), None] {
        assert!(matches!(asks(&gateway, namens), Err(Denied::Unknown(_))), "{namens:?}");
    }
    // nobody else passes a name on, nor the owner of the store under the gateway's name
    let ooms = account("ooms", &[]);
    assert_eq!(asks(&ooms, Some("duin")), Err(Denied::NoGateway("ooms".to_owned())));
    assert_eq!(asks(&ooms, None).map(|i| (i.gebruiker, i.rollen)), Ok((t("ooms"), vec![Rol::Deelnemer])));
    let owner = Account { uid: owner(), ..gateway };
    assert_eq!(asks(&owner, Some("duin")), Err(Denied::OwnerNoGateway("poort".to_owned())));
    assert_eq!(asks(&owner, None).map(|i| (i.gebruiker, i.rollen)), Ok((t("poort"), vec![Rol::Raadpleger])));
}

#[test]
fn a_role_counts_in_the_dossiers_for_which_it_was_given_and_not_in_those_of_another_role() {
    let access = read(
        r#"
        [[toegang]]
        gebruiker = "ooms"
        organisatie = "politie"
        rollen = ["voorzitter"]
        dossiers = ["26-K7M4"]
        [[toegang]]
        gebruiker = "ooms"
        organisatie = "gemeente"
        rollen = ["raadpleger"]
        [[toegang]]
        groep = "inval"
        rollen = ["voorzitter"]
        dossiers = ["26-P3X9"]
        "#,
    );
    let ooms = account("ooms", &["inval"]);
    let as_chair = asks(&access, &ooms, Some(Rol::Voorzitter)).unwrap();
    let own = |n: &str| n.parse().unwrap();
    assert_eq!(as_chair.dossiers, Some(vec![own("26-K7M4"), own("26-P3X9")]));
    assert_eq!(as_chair.organisatie, Some(t("politie")));
    let looking = asks(&access, &ooms, Some(Rol::Raadpleger)).unwrap();
    assert_eq!((looking.dossiers, looking.organisatie), (None, Some(t("gemeente"))));
    // a verb cannot have both at once
    let verb = |als| {
        access.identify(
            &ooms,
            &Asked { soort: Soort::Vraag, als, namens: None, vanaf: crisistafel::domain::inzage::Vanaf::default() },
        )
    };
    assert!(matches!(verb(None), Err(Denied::Choose(_))));
    assert_eq!(verb(Some(Rol::Raadpleger)).unwrap().rollen, [Rol::Raadpleger]);
}

#[test]
fn without_a_table_the_store_is_its_owners_alone() {
    let dir = tempfile::tempdir().unwrap();
    let access = Access::read(dir.path(), owner(), &Tafel::oefening(vec![(Rol::Notulist, t("De Wit"))])).unwrap();
    let me = Account { uid: owner(), ..account("ik", &[]) };
    assert_eq!(asks(&access, &me, None).unwrap().rollen.len(), Rol::ALL.len() - 1);
    let clerk = asks(&access, &me, Some(Rol::Notulist)).unwrap();
    assert_eq!((clerk.rollen, clerk.naam), (vec![Rol::Notulist], t("De Wit")));
    let said = asks(&access, &account("ander", &[]), Some(Rol::Raadpleger)).unwrap_err().to_string();
    assert!(said.contains("van iemand anders"), "{said}");
}

#[test]
fn a_wrong_table_is_refused_with_its_file_its_line_and_what_is_wrong_in_dutch() {
    for (table, said) in [
        ("\n\n[[toegang]]\ngebruiker = \"a\"\nrollen = [\"baas\"]\n", "regel 5: 'baas' is geen rol; kies uit voorzitter"),
        ("[[toegang]]\ngebruiker = \"a\"\nrol = [\"notulist\"]\n", "regel 3: 'rol' ken ik hier niet"),
        ("# hallo\n[[toegang]]\ngebruiker = \"a\"\n", "regel 2: 'rollen' ontbreekt"),
        ("[[toegang]]\ngebruiker = \"a\"\nrollen = \"notulist\"\n", "regel 3: hier staat iets van een andere soort"),
        ("[[toegang]]\ngebruiker = \"a\"\nrollen = []\n", "regel 1: geef minstens een rol"),
        ("\n[[toegang]]\nrollen = [\"notulist\"]\n", "regel 2: noem of een gebruiker, of een groep"),
        (
            "[[toegang]]\ngebruiker = \"a\"\ngroep = \"b\"\nrollen = [\"notulist\"]\n",
            "regel 1: noem of een gebruiker, of een groep",
        ),
        (
            "[[toegang]]\ngebruiker = \"a\"\nrollen = [\"notulist\"]\ndossiers = [\"26K7M4\"]\n",
            "regel 4: een dossiernummer ziet eruit als 26-K7M4",
        ),
        ("[[toegang]\ngebruiker = \"a\"\n", "regel 1: deze kop is niet afgesloten"),
        ("[[toegang]]\ngebruiker = a\n", "regel 2: hier ontbreekt een waarde"),
        ("[[toegangen]]\ngebruiker = \"a\"\n", "regel 1: 'toegangen' ken ik hier niet"),
        ("[[doorgeefluik]]\n", "regel 1: 'gebruiker' ontbreekt"),
    ] {
        let found = refused(table);
        assert!(found.starts_with(said), "{table}\n{found}");
    }
}

#[test]
fn a_table_that_others_can_write_or_that_is_no_plain_file_is_not_used() {
    let tafel = Tafel::oefening(Vec::new());
    for mode in [0o620, 0o602, 0o666] {
        let dir = store(TABLE);
        let path = dir.path().join("rollen.toml");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let said = Access::read(dir.path(), owner(), &tafel).unwrap_err().to_string();
        assert!(said.contains("alleen door de eigenaar") && said.contains("chmod 600"), "{said}");
    }
    // read by others it may be: there is nothing secret in it
    let dir = store(TABLE);
    fs::set_permissions(dir.path().join("rollen.toml"), fs::Permissions::from_mode(0o644)).unwrap();
    assert!(Access::read(dir.path(), owner(), &tafel).is_ok());
    // another owner's
    assert!(Access::read(dir.path(), owner() + 1, &tafel).is_err());
    // a pipe would hang, a directory and a huge file are no tables
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("rollen.toml");
    nix::unistd::mkfifo(&path, nix::sys::stat::Mode::S_IRUSR).unwrap();
    let place = dir.path().to_owned();
    let said =
        super::child::within(move || Access::read(&place, owner(), &Tafel::oefening(Vec::new())).unwrap_err().to_string());
    assert!(said.contains("geen gewoon bestand"), "{said}");
    fs::remove_file(&path).unwrap();
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    assert!(Access::read(dir.path(), owner(), &tafel).unwrap_err().to_string().contains("te groot"));
    fs::remove_file(&path).unwrap();
    // a link to nothing is not the same as no table
    symlink(dir.path().join("weg"), &path).unwrap();
    assert!(Access::read(dir.path(), owner(), &tafel).is_err());
    fs::remove_file(&path).unwrap();
    fs::write(&path, [0xff, 0xfe, 0x00]).unwrap();
    assert!(Access::read(dir.path(), owner(), &tafel).is_err());
}
