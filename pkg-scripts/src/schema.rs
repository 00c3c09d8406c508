//! The JSON schema of a recipe, drawn from the settings that the built engine has without a word of anybody: so the schema
//! knows every setting of every analysis, and the kind of value of each that is set.

use std::io::{self, Error};
use std::process::Command;

use serde_json::{Map, Value, json};

use crate::workspace;

/// Prints the recipe of an empty engine.
const PRINT: &str = "
import { readFileSync } from 'node:fs';
import { Engine, initSync } from './www/generated/core.js';
initSync({ module: readFileSync('./www/generated/core_bg.wasm') });
process.stdout.write(new Engine().recipe());
";

/// The schema (draft 2020-12).
///
/// # Errors
/// When the engine is not built or does not run.
pub fn recipe() -> io::Result<Value> {
    let mut node = Command::new("node");
    node.args(["--input-type=module", "--eval", PRINT]).current_dir(workspace::root());
    let output = workspace::finish(&mut node)?;
    let recipe: Value = serde_json::from_slice(&output.stdout).map_err(Error::other)?;
    Ok(of_recipe(&recipe))
}

fn of_recipe(recipe: &Value) -> Value {
    let mut schema = shape(recipe);
    let head = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "insitu recipe",
        "description": "Every setting of a run; never a cell's value. What is left out takes its default.",
    });
    let own = json!({
        "version": { "const": recipe.get("version") },
        "as_of": { "type": ["string", "null"], "format": "date" },
        "tables": { "type": "array", "items": { "type": "object" } },
        "filter": { "type": "array", "items": {
            "type": "object",
            "properties": {
                "analysis": { "type": "string" }, "grouping": { "type": "string" }, "group": { "type": "string" },
                "within": { "type": "boolean" },
            },
            "required": ["analysis", "grouping", "group"],
            "additionalProperties": false,
        } },
    });
    for (name, value) in own.as_object().into_iter().flatten() {
        if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            properties.insert(name.clone(), value.clone());
        }
    }
    let mut all = Map::new();
    for part in [head, schema] {
        all.extend(part.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), value.clone())));
    }
    Value::Object(all)
}

/// What is known of a setting by its default: `null` says nothing, and a list nothing of its entries.
fn shape(value: &Value) -> Value {
    match value {
        Value::Null => json!({}),
        Value::Bool(_) => json!({ "type": "boolean", "default": value }),
        Value::Number(_) => json!({ "type": ["number", "null"], "default": value }),
        Value::String(_) => json!({ "default": value }),
        Value::Array(_) => json!({ "type": ["array", "null"] }),
        Value::Object(members) => {
            let properties: Map<String, Value> = members.iter().map(|(name, inner)| (name.clone(), shape(inner))).collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_knows_the_settings_and_their_kinds() {
        let schema = of_recipe(&json!({
            "version": 1, "as_of": null, "tables": [], "filter": [],
            "analyses": { "rfm": { "bins": 5, "nested": false, "method": "quantile", "window": null } },
        }));
        let rfm = schema.pointer("/properties/analyses/properties/rfm").expect("rfm");
        assert_eq!(rfm.pointer("/properties/bins"), Some(&json!({ "type": ["number", "null"], "default": 5 })));
        assert_eq!(rfm.pointer("/properties/window"), Some(&json!({})));
        assert_eq!(rfm.get("additionalProperties"), Some(&json!(false)));
        assert_eq!(schema.pointer("/properties/version/const"), Some(&json!(1)));
    }
}
