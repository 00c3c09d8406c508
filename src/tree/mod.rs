//! Any value as a JSON tree, and back: the one way in which settings and results meet JSON.
//!
//! `serde_json` does the same with several times the code for every field of every type, since each of its steps hands on whole
//! values and errors in words. Here a step is one call, writing cannot fail and reading has one error, which says nothing.

mod read;
mod write;

pub use read::read;
pub use write::write;

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Serialize};
    use serde_json::{Map, Value, json};
    use std::fmt::Debug;

    #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Thing {
        name: String,
        count: u8,
        below: i64,
        share: f64,
        sign: char,
        pair: (bool, f32),
        marks: [u8; 2],
        maybe: Option<Box<Thing>>,
        all: Vec<Shape>,
        #[serde(skip_serializing_if = "Value::is_null")]
        any: Value,
        map: Map<String, Value>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    #[serde(rename_all = "snake_case")]
    enum Shape {
        Point,
        Circle(u32),
        Line(i32, i32),
        Box { width: f64, height: Option<f64> },
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Flat {
        code: u64,
        #[serde(flatten)]
        rest: Named,
    }

    #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
    struct Named {
        name: String,
    }

    fn thing() -> Thing {
        Thing {
            name: "\u{7532}".to_owned(),
            count: 255,
            below: i64::MIN,
            share: 0.1,
            sign: '\u{2212}',
            pair: (true, 0.1),
            marks: [1, 2],
            maybe: Some(Box::default()),
            all: vec![Shape::Point, Shape::Circle(7), Shape::Line(-1, 1), Shape::Box { width: 1.0, height: None }],
            any: json!([null, { "a": [1.5, -1, u64::MAX] }, true, ""]),
            map: [("k".to_owned(), json!(1)), ("a".to_owned(), Value::Null)].into_iter().collect(),
        }
    }

    /// Both ways are those of `serde_json`.
    fn agrees<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
        let tree = write(value);
        assert_eq!(tree.to_string(), serde_json::to_value(value).unwrap().to_string(), "also in the order of the keys");
        assert_eq!(read::<T>(&tree).as_ref(), Some(value));
    }

    #[test]
    fn trees_are_those_of_serde_json() {
        agrees(&thing());
        agrees(&Thing::default());
        agrees(&Flat { code: u64::MAX, rest: Named { name: String::new() } });
        agrees(&Value::Null);
        assert_eq!(write(&f64::NAN), Value::Null);
        assert_eq!(write(&json!({"a": {}, "b": []})), json!({"a": {}, "b": []}));
        assert_eq!(write(&std::collections::BTreeMap::from([(7, "x")])), json!({"7": "x"}));
    }

    #[test]
    fn what_does_not_fit_is_refused_as_by_serde_json() {
        let slots = ["name", "count", "below", "share", "sign", "pair", "marks", "maybe", "all", "map", "other"];
        let values = [
            json!(null),
            json!(true),
            json!(1),
            json!(-1),
            json!(256),
            json!(1.0),
            json!(u64::MAX),
            json!("a"),
            json!("ab"),
            json!([]),
            json!([1, 2]),
            json!([1, 2, 3]),
            json!([true, 1]),
            json!({}),
            json!({"a": 1}),
            json!(["point", {"point": null}, {"circle": 1}, {"line": [1, 2]}, {"box": {"width": 1}}]),
            json!(["circle"]),
            json!([{"point": 1}]),
            json!([{"circle": -1}]),
            json!([{"line": [1]}]),
            json!([{"box": {}}]),
            json!([{"cone": 1}]),
            json!([{"circle": 1, "point": null}]),
        ];
        for slot in slots {
            for value in &values {
                // A struct as a list of its fields is read by serde_json alone.
                if slot == "maybe" && value.is_array() {
                    continue;
                }
                let tree = json!({ slot: value });
                let theirs = serde_json::from_value::<Thing>(tree.clone()).ok();
                assert_eq!(read::<Thing>(&tree), theirs, "{tree}");
            }
        }
        assert_eq!(read::<Named>(&json!({})), None);
        assert_eq!(read::<Named>(&json!(["a"])), None);
    }
}
