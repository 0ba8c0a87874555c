//! Writes compact JSON as `serde_json` does, and puts each text of somebody ([`crate::domain::tekst::Tekst`]) with the part
//! of its class. It knows a text by the name of its type, and where it stands by the fields around it.

use std::fmt::Display;

use serde::ser::{self, Serialize};
use serde_json::Error;

use super::{Delen, EINDE, KOP, Klasse, Plek, VERHAAL, json, klasse};

/// The type whose values are what people typed.
const TEKST: &str = "Tekst";
/// The field that names an event, and the one that names a kind of line.
const FEIT: &str = "feit";
const SOORT: &str = "soort";

/// What was written so far.
#[derive(Default)]
pub(super) struct Snijder {
    verhaal: Vec<u8>,
    besluit: Vec<u8>,
    kop: Vec<u8>,
    feit: String,
    soort: String,
    veld: String,
    /// Whether what comes is a text of somebody.
    is_tekst: bool,
}

impl Snijder {
    pub(super) fn klaar(self) -> Delen {
        Delen { verhaal: Some(self.verhaal), besluit: self.besluit, kop: Some(self.kop) }
    }

    fn teken(&mut self, bytes: &[u8]) {
        self.besluit.extend_from_slice(bytes);
    }

    fn getal(&mut self, waarde: &impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(&mut self.besluit, waarde)
    }

    fn woord(&mut self, waarde: &str) -> Result<(), Error> {
        let plek = Plek { feit: &self.feit, soort: &self.soort, veld: &self.veld };
        let (merk, deel) = match klasse(plek) {
            Klasse::Verhaal if self.is_tekst => (VERHAAL, &mut self.verhaal),
            Klasse::Kop if self.is_tekst => (KOP, &mut self.kop),
            Klasse::Verhaal | Klasse::Kop | Klasse::Besluit => return json(waarde, &mut self.besluit).map_err(Error::io),
        };
        self.besluit.push(merk);
        json(waarde, deel).map_err(Error::io)?;
        deel.push(EINDE);
        Ok(())
    }

    /// One value among others.
    fn lid(&mut self, eerste: &mut bool) {
        if !std::mem::replace(eerste, false) {
            self.teken(b",");
        }
    }
}

/// A list, a map or a struct that is being written.
pub(super) struct Verzameling<'a> {
    snijder: &'a mut Snijder,
    eerste: bool,
    slot: &'static [u8],
    /// The field in which it stands.
    veld: String,
}

impl<'a> Verzameling<'a> {
    fn begin(snijder: &'a mut Snijder, open: &[u8], slot: &'static [u8]) -> Self {
        snijder.teken(open);
        let veld = snijder.veld.clone();
        Self { snijder, eerste: true, slot, veld }
    }

    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.snijder.lid(&mut self.eerste);
        value.serialize(&mut *self.snijder)
    }

    fn sleutel<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.snijder.lid(&mut self.eerste);
        let key = serde_json::to_string(key)?;
        let quotes: &[u8] = if key.starts_with('"') { b"" } else { b"\"" };
        for piece in [quotes, key.as_bytes(), quotes, b":"] {
            self.snijder.teken(piece);
        }
        Ok(())
    }

    fn veld<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
        self.snijder.lid(&mut self.eerste);
        json(key, &mut self.snijder.besluit).map_err(Error::io)?;
        self.snijder.teken(b":");
        key.clone_into(&mut self.snijder.veld);
        let van = self.snijder.besluit.len();
        value.serialize(&mut *self.snijder)?;
        let geschreven = || String::from_utf8_lossy(self.snijder.besluit.get(van..).unwrap_or_default()).into_owned();
        match key {
            FEIT => geschreven().trim_matches('"').clone_into(&mut self.snijder.feit),
            SOORT => geschreven().trim_matches('"').clone_into(&mut self.snijder.soort),
            _ => {}
        }
        Ok(())
    }

    fn sluit(self) {
        self.snijder.teken(self.slot);
        self.snijder.veld = self.veld;
    }
}

macro_rules! getallen {
    ($($name:ident: $type:ty),*) => { $(fn $name(self, v: $type) -> Result<(), Error> { self.getal(&v) })* };
}

impl<'a> ser::Serializer for &'a mut Snijder {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Verzameling<'a>;
    type SerializeTuple = Verzameling<'a>;
    type SerializeTupleStruct = Verzameling<'a>;
    type SerializeTupleVariant = Verzameling<'a>;
    type SerializeMap = Verzameling<'a>;
    type SerializeStruct = Verzameling<'a>;
    type SerializeStructVariant = Verzameling<'a>;

    getallen!(
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_i128: i128, serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_u128: u128, serialize_f32: f32, serialize_f64: f64, serialize_bytes: &[u8]
    );

    fn serialize_char(self, v: char) -> Result<(), Error> {
        self.woord(v.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, v: &str) -> Result<(), Error> {
        self.woord(v)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.woord(&value.to_string())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.teken(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.woord(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        let was = std::mem::replace(&mut self.is_tekst, name == TEKST);
        value.serialize(&mut *self)?;
        self.is_tekst = was;
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let mut een = Verzameling::begin(self, b"{", b"}");
        een.veld(variant, value)?;
        een.sluit();
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Verzameling<'a>, Error> {
        Ok(Verzameling::begin(self, b"[", b"]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Verzameling<'a>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Verzameling<'a>, Error> {
        self.serialize_seq(None)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Verzameling<'a>, Error> {
        self.teken(b"{");
        json(variant, &mut self.besluit).map_err(Error::io)?;
        Ok(Verzameling::begin(self, b":[", b"]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Verzameling<'a>, Error> {
        Ok(Verzameling::begin(self, b"{", b"}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Verzameling<'a>, Error> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Verzameling<'a>, Error> {
        self.teken(b"{");
        json(variant, &mut self.besluit).map_err(Error::io)?;
        Ok(Verzameling::begin(self, b":{", b"}}"))
    }
}

macro_rules! lijsten {
    ($($trait:ident: $method:ident),*) => { $(
        impl ser::$trait for Verzameling<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.sluit();
                Ok(())
            }
        }
    )* };
}

lijsten!(
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
);

macro_rules! velden {
    ($($trait:ident),*) => { $(
        impl ser::$trait for Verzameling<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Error> {
                self.veld(key, value)
            }

            fn end(self) -> Result<(), Error> {
                self.sluit();
                Ok(())
            }
        }
    )* };
}

velden!(SerializeStruct, SerializeStructVariant);

impl ser::SerializeMap for Verzameling<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Error> {
        self.sleutel(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.snijder)
    }

    fn end(self) -> Result<(), Error> {
        self.sluit();
        Ok(())
    }
}
