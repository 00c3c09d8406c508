//! Values to trees.

use serde::ser::{
    SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant,
};
use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use std::fmt;

/// The tree of a value; numbers that are not finite are `null`, keys that are no texts are written as such.
#[must_use]
pub fn write(value: &(impl Serialize + ?Sized)) -> Value {
    let mut writer = Writer { open: Vec::new(), done: Value::Null };
    match value.serialize(&mut writer) {
        Ok(()) => writer.done,
    }
}

/// What is being written: lists and objects that are open, from the outermost, and the whole once they are closed.
struct Writer {
    open: Vec<Open>,
    done: Value,
}

enum Open {
    List(Vec<Value>),
    /// And the key of the next value.
    Object(Map<String, Value>, String),
}

// None of these are generic: every type calls them.
impl Writer {
    fn put(&mut self, value: Value) {
        match self.open.last_mut() {
            Some(Open::List(list)) => list.push(value),
            Some(Open::Object(map, key)) => drop(map.insert(std::mem::take(key), value)),
            None => self.done = value,
        }
    }

    fn list(&mut self, length: usize) {
        self.open.push(Open::List(Vec::with_capacity(length)));
    }

    fn object(&mut self) {
        self.open.push(Open::Object(Map::new(), String::new()));
    }

    fn key(&mut self, name: &str) {
        if let Some(Open::Object(_, key)) = self.open.last_mut() {
            name.clone_into(key);
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Open::List(list)) => self.put(Value::Array(list)),
            Some(Open::Object(map, _)) => self.put(Value::Object(map)),
            None => {}
        }
    }
}

/// The error of writing: there is none.
#[derive(Debug)]
enum Never {}

impl fmt::Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl serde::ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        // Only a type that refuses to be written asks for an error, as a path that is no text; none of ours does.
        std::process::abort()
    }
}

type Written = Result<(), Never>;

macro_rules! scalars {
    ($($name:ident $type:ty)*) => {
        $(fn $name(self, value: $type) -> Written {
            self.put(Value::from(value));
            Ok(())
        })*
    };
}

impl<'a> Serializer for &'a mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Variant<'a>;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Variant<'a>;

    scalars! {
        serialize_bool bool
        serialize_i8 i8
        serialize_i16 i16
        serialize_i32 i32
        serialize_i64 i64
        serialize_u8 u8
        serialize_u16 u16
        serialize_u32 u32
        serialize_u64 u64
        serialize_f32 f32
        serialize_f64 f64
        serialize_str &str
        serialize_bytes &[u8]
    }

    fn serialize_char(self, value: char) -> Written {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_unit(self) -> Written {
        self.put(Value::Null);
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        self.object();
        self.key(variant);
        value.serialize(&mut *self)?;
        self.close();
        Ok(())
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Never> {
        self.list(length.unwrap_or(0));
        Ok(self)
    }

    fn serialize_tuple(self, length: usize) -> Result<Self, Never> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_struct(self, _: &'static str, length: usize) -> Result<Self, Never> {
        self.serialize_seq(Some(length))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        length: usize,
    ) -> Result<Variant<'a>, Never> {
        self.object();
        self.key(variant);
        self.serialize_seq(Some(length)).map(Variant)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        self.object();
        Ok(self)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        self.serialize_map(None)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Variant<'a>, Never> {
        self.object();
        self.key(variant);
        self.serialize_map(None).map(Variant)
    }

    fn collect_seq<I: IntoIterator<Item: Serialize>>(self, items: I) -> Written {
        let items = items.into_iter();
        self.list(items.size_hint().0);
        for item in items {
            item.serialize(&mut *self)?;
        }
        self.close();
        Ok(())
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, value: &T) -> Written {
        self.serialize_str(&value.to_string())
    }
}

macro_rules! lists {
    ($($trait:ident $item:ident)*) => {
        $(impl $trait for &mut Writer {
            type Ok = ();
            type Error = Never;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
                value.serialize(&mut **self)
            }

            fn end(self) -> Written {
                self.close();
                Ok(())
            }
        })*
    };
}

lists! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
}

impl SerializeStruct for &mut Writer {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.key(key);
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Never;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        match write(key) {
            Value::String(key) => self.key(&key),
            other => self.key(&other.to_string()),
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut **self)
    }

    fn end(self) -> Written {
        self.close();
        Ok(())
    }
}

/// The list or object inside a variant that is `{"variant": …}`.
struct Variant<'a>(&'a mut Writer);

impl SerializeTupleVariant for Variant<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Written {
        self.0.close();
        self.0.close();
        Ok(())
    }
}

impl SerializeStructVariant for Variant<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.0.key(key);
        value.serialize(&mut *self.0)
    }

    fn end(self) -> Written {
        self.0.close();
        self.0.close();
        Ok(())
    }
}
