//! Trees to values.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected,
    VariantAccess, Visitor,
};
use serde_json::{Map, Value};
use std::{fmt, slice};

/// The value of a tree; `None` where it does not fit. A struct is an object, never a list of its fields.
#[must_use]
pub fn read<T: DeserializeOwned>(tree: &Value) -> Option<T> {
    T::deserialize(Reader(tree)).ok()
}

/// The error of reading.
#[derive(Debug)]
struct Unfit;

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unfit")
    }
}

impl std::error::Error for Unfit {}

// Every way to say what is wrong says the same, so that no words are made which nobody reads.
impl serde::de::Error for Unfit {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

struct Reader<'de>(&'de Value);

impl<'de> Reader<'de> {
    fn whole<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match (self.0.as_u64(), self.0.as_i64()) {
            (Some(value), _) => visitor.visit_u64(value),
            (None, Some(value)) => visitor.visit_i64(value),
            (None, None) => Err(Unfit),
        }
    }

    fn float<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_f64(self.0.as_f64().ok_or(Unfit)?)
    }

    fn text<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_str(self.0.as_str().ok_or(Unfit)?)
    }

    fn list<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let mut list = List(self.0.as_array().ok_or(Unfit)?.iter());
        let value = visitor.visit_seq(&mut list)?;
        if list.0.len() == 0 { Ok(value) } else { Err(Unfit) }
    }

    fn object<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        let map = self.0.as_object().ok_or(Unfit)?;
        visitor.visit_map(Object { entries: map.iter(), value: None })
    }
}

macro_rules! kinds {
    ($($name:ident $kind:ident)*) => {
        $(fn $name<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
            self.$kind(visitor)
        })*
    };
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Unfit;

    kinds! {
        deserialize_i8 whole
        deserialize_i16 whole
        deserialize_i32 whole
        deserialize_i64 whole
        deserialize_u8 whole
        deserialize_u16 whole
        deserialize_u32 whole
        deserialize_u64 whole
        deserialize_f32 float
        deserialize_f64 float
        deserialize_char text
        deserialize_str text
        deserialize_string text
        deserialize_identifier text
        deserialize_bytes list
        deserialize_byte_buf list
        deserialize_seq list
        deserialize_map object
        deserialize_ignored_any deserialize_any
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) if number.is_f64() => self.float(visitor),
            Value::Number(_) => self.whole(visitor),
            Value::String(text) => visitor.visit_str(text),
            Value::Array(_) => self.list(visitor),
            Value::Object(_) => self.object(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_bool(self.0.as_bool().ok_or(Unfit)?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unfit> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(Unfit) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Unfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.list(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.list(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        self.object(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unfit> {
        visitor.visit_enum(Variant::of(self.0).ok_or(Unfit)?)
    }
}

/// The items of a list that are left.
struct List<'de>(slice::Iter<'de, Value>);

impl<'de> SeqAccess<'de> for List<'de> {
    type Error = Unfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Unfit> {
        self.0.next().map(|item| seed.deserialize(Reader(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

/// The entries of an object that are left, and the value of the key that was read last.
struct Object<'de> {
    entries: serde_json::map::Iter<'de>,
    value: Option<&'de Value>,
}

fn name(text: &str) -> StrDeserializer<'_, Unfit> {
    text.into_deserializer()
}

impl<'de> MapAccess<'de> for Object<'de> {
    type Error = Unfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unfit> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        seed.deserialize(name(key)).map(Some)
    }

    fn next_value_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(Reader(self.value.take().ok_or(Unfit)?))
    }
}

/// `"variant"` or `{"variant": content}`.
struct Variant<'de> {
    name: &'de str,
    content: Option<&'de Value>,
}

impl<'de> Variant<'de> {
    fn of(tree: &'de Value) -> Option<Self> {
        let one = |map: &'de Map<String, Value>| if map.len() == 1 { map.iter().next() } else { None };
        match tree {
            Value::String(name) => Some(Self { name, content: None }),
            Value::Object(map) => one(map).map(|(name, content)| Self { name, content: Some(content) }),
            _ => None,
        }
    }

    fn content(self) -> Result<Reader<'de>, Unfit> {
        self.content.map(Reader).ok_or(Unfit)
    }
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Unfit;
    type Variant = Self;

    fn variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<(T::Value, Self), Unfit> {
        Ok((seed.deserialize(name(self.name))?, self))
    }
}

impl<'de> VariantAccess<'de> for Variant<'de> {
    type Error = Unfit;

    fn unit_variant(self) -> Result<(), Unfit> {
        if self.content.is_none_or(Value::is_null) { Ok(()) } else { Err(Unfit) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unfit> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Unfit> {
        self.content()?.list(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Unfit> {
        self.content()?.object(visitor)
    }
}
