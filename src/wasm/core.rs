//! The engine: one session, driven by the worker that holds it.

use super::codec::{self, JsResult, decode, encode, fail};
use crate::analysis::ANALYSES;
use crate::clean::Plan as CleaningPlan;
use crate::error::{Error, ErrorKind, Result};
use crate::intake::{Appended, Overrides, Plan, Range};
use crate::mask::{Key, Operator};
use crate::recipe::Recipe;
use crate::session::{Exported, Session, Stage, offer, shown, tables, template};
use crate::table::chunk::{Chunk, HEADER_BYTES};
use crate::table::room;
use crate::tree;
use arrow_buffer::MutableBuffer;
use js_sys::Uint8Array;
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// What became of a chunk.
#[derive(Serialize)]
struct Progress {
    /// Bytes of the file that stand in the table.
    up_to: u64,
    /// Rows so far.
    rows: u64,
    /// A range that must be read again, because it was cut inside a record or holds the last wanted row.
    again: Option<Range>,
    /// Whether all rows that are wanted are there.
    enough: bool,
}

/// One file from its chunks to its results.
#[wasm_bindgen]
pub struct Engine(pub(super) Session);

#[wasm_bindgen]
impl Engine {
    /// An empty engine with a new random key for its pseudonyms.
    ///
    /// ```js
    /// const engine = new Engine();
    /// ```
    #[wasm_bindgen(constructor)]
    pub fn new() -> JsResult<Engine> {
        Ok(Self(Session::new(Key::random().map_err(fail)?)))
    }

    /// Starts reading a file by a plan of `sniff`; what was open is closed.
    ///
    /// ```js
    /// engine.begin(file.name, file.size, plan);
    /// ```
    pub fn begin(&mut self, name: &str, size: f64, plan: JsValue) -> JsResult<()> {
        let plan: Plan = decode(plan)?;
        self.0.begin(name, size as u64, plan);
        Ok(())
    }

    /// Starts reading a file as the user says (type `Overrides`); what was open is closed.
    ///
    /// ```js
    /// engine.begin_as(file.name, file.size, plan, { encoding: "gb18030" });
    /// ```
    pub fn begin_as(&mut self, name: &str, size: f64, plan: JsValue, reading: JsValue) -> JsResult<()> {
        let (plan, reading): (Plan, Overrides) = (decode(plan)?, decode(reading)?);
        self.0.begin_as(name, size as u64, plan, reading);
        Ok(())
    }

    /// Starts reading a file into a table of its own beside those that are open.
    ///
    /// ```js
    /// engine.begin_beside(customers.name, customers.size, plan);
    /// ```
    pub fn begin_beside(&mut self, name: &str, size: f64, plan: JsValue) -> JsResult<()> {
        let plan: Plan = decode(plan)?;
        self.0.begin_beside(name, size as u64, plan);
        Ok(())
    }

    /// Which files make a table together: lists of their places among the plans.
    ///
    /// ```js
    /// for (const files of engine.tables(plans, names)) read(files);
    /// ```
    pub fn tables(&self, plans: JsValue, names: JsValue) -> JsResult<JsValue> {
        let (plans, names): (Vec<Plan>, Vec<String>) = (decode(plans)?, decode(names)?);
        let located = |(file, error): (usize, Error)| fail(names.get(file).map_or(error.clone(), |name| error.in_file(name)));
        encode(&tables(&plans).map_err(located)?)
    }

    /// Ends the file that is being read, and goes on with one whose rows stand below its rows; returns a better plan by which
    /// the former must be read again, and with it the files before, or `undefined`. The plans were made to `agree`.
    ///
    /// ```js
    /// const again = engine.next(second.name, second.size, plans[1]);
    /// ```
    pub fn next(&mut self, name: &str, size: f64, plan: JsValue) -> JsResult<JsValue> {
        let plan: Plan = decode(plan)?;
        encode(&self.0.next(name, size as u64, plan).map_err(fail)?)
    }

    /// Ends the reading with `E_MEMORY` where the table would take more bytes than these; fewer than its own limit.
    ///
    /// ```js
    /// engine.within(512 << 20);
    /// ```
    pub fn within(&mut self, bytes: f64) {
        self.0.within(bytes as u64);
    }

    /// What a plan's columns are called, hold and take: a list of type `OfferedColumn`.
    ///
    /// ```js
    /// const columns = engine.offer(plan).filter((column) => column.field);
    /// ```
    pub fn offer(&self, plan: JsValue) -> JsResult<JsValue> {
        encode(&offer(&decode(plan)?))
    }

    /// Takes a chunk of a `Parser`, in any order. `again` names a range that must be parsed anew.
    ///
    /// ```js
    /// const { up_to, rows, again } = engine.chunk(bytes);
    /// ```
    pub fn chunk(&mut self, bytes: &Uint8Array) -> JsResult<JsValue> {
        let chunk = receive(bytes).map_err(fail)?;
        let end = chunk.meta.start;
        let (appended, rows) = self.0.append(chunk).map_err(fail)?;
        encode(&match appended {
            Appended::UpTo(up_to) => Progress { up_to, rows, again: None, enough: false },
            Appended::Again(range) => Progress { up_to: end, rows, again: Some(range), enough: false },
            Appended::Enough => Progress { up_to: end, rows, again: None, enough: true },
        })
    }

    /// Ends the file; returns a better plan by which all of it must be read again, or `undefined`.
    ///
    /// ```js
    /// const again = engine.finish();
    /// ```
    pub fn finish(&mut self) -> JsResult<JsValue> {
        encode(&self.0.finish().map_err(fail)?)
    }

    /// Makes everything up to a stage: `"map"`, `"clean"`, `"mask"`, `"customers"`.
    ///
    /// ```js
    /// engine.stage("clean");
    /// ```
    pub fn stage(&mut self, name: &str) -> JsResult<()> {
        Stage::from_name(name).and_then(|s| self.0.advance(s)).map_err(fail)
    }

    /// What is known of the open file: type `Inspect`.
    ///
    /// ```js
    /// const { files, notices } = engine.inspect();
    /// ```
    pub fn inspect(&mut self) -> JsResult<JsValue> {
        encode(&self.0.inspect().map_err(fail)?)
    }

    /// Gives every column of a table its field, by code; `null` leaves it unused.
    ///
    /// ```js
    /// engine.map(0, ["user_id", "order_time", null, "amount"]);
    /// ```
    pub fn map(&mut self, table: usize, fields: JsValue) -> JsResult<JsValue> {
        let fields: Vec<Option<String>> = decode(fields)?;
        self.0.map(table, &fields).map_err(fail)?;
        self.inspect()
    }

    /// Says what kind of table one is; its fields are guessed anew for that kind.
    ///
    /// ```js
    /// engine.set_kind(1, "customers");
    /// ```
    pub fn set_kind(&mut self, table: usize, kind: &str) -> JsResult<JsValue> {
        self.0.set_kind(table, kind).map_err(fail)?;
        self.inspect()
    }

    /// What the cells of a table say about its fields: type `TableChecks`.
    ///
    /// ```js
    /// const { derived, domains } = engine.checks(0);
    /// ```
    pub fn checks(&mut self, table: usize) -> JsResult<JsValue> {
        encode(&self.0.checks(table).map_err(fail)?)
    }

    /// The full profile of a table: type `Profile`. Walks all of its cells.
    ///
    /// ```js
    /// const { scores, columns } = engine.profile(0);
    /// ```
    pub fn profile(&mut self, table: usize) -> JsResult<JsValue> {
        encode(&self.0.profile(table).map_err(fail)?)
    }

    /// The cleaning plan of a table and what each rule did: type `Cleaning`.
    ///
    /// ```js
    /// const { plan, effects, headlines } = engine.cleaning(0);
    /// ```
    pub fn cleaning(&mut self, table: usize) -> JsResult<JsValue> {
        encode(&self.0.cleaning(table).map_err(fail)?)
    }

    /// Puts a table under another plan (type `Plan`); `null` takes the proposed one.
    ///
    /// ```js
    /// plan.entries[3].on = false;
    /// engine.set_cleaning(0, plan);
    /// ```
    pub fn set_cleaning(&mut self, table: usize, plan: JsValue) -> JsResult<JsValue> {
        let plan: Option<CleaningPlan> = if plan.is_null() || plan.is_undefined() { None } else { Some(decode(plan)?) };
        self.0.set_cleaning(table, plan).map_err(fail)?;
        self.cleaning(table)
    }

    /// Decides of single rows and cells (type `Decision`).
    ///
    /// ```js
    /// engine.decide(0, { drop: [17], correct: [[18, 2, "12.50"]] });
    /// ```
    pub fn decide(&mut self, table: usize, decision: JsValue) -> JsResult<JsValue> {
        self.0.decide(table, decode(decision)?).map_err(fail)?;
        self.cleaning(table)
    }

    /// Takes the last change of whatever was set or decided back; with `again` makes it again.
    ///
    /// ```js
    /// engine.undo(false);
    /// ```
    pub fn undo(&mut self, again: bool) -> JsResult<JsValue> {
        let _moved = if again { self.0.redo() } else { self.0.undo() };
        self.inspect()
    }

    /// Rows of a table, masked: type `TablePage`.
    ///
    /// ```js
    /// const { total, rows } = engine.table_rows({ table: 0, entry: 3, from: 0, count: 100 });
    /// ```
    pub fn table_rows(&mut self, query: JsValue) -> JsResult<JsValue> {
        encode(&self.0.table_rows(&decode(query)?).map_err(fail)?)
    }

    /// What was found in the columns of a table and what leaves of them: type `Masking`.
    ///
    /// ```js
    /// const { columns } = engine.masking(0);
    /// ```
    pub fn masking(&mut self, table: usize) -> JsResult<JsValue> {
        encode(&self.0.masking(table).map_err(fail)?)
    }

    /// Chooses what happens to a column before it leaves (type `Operator`); `null` is the default.
    ///
    /// ```js
    /// engine.set_operator(0, 4, { region: "province" }, false);
    /// ```
    pub fn set_operator(&mut self, table: usize, column: usize, operator: JsValue, confirmed: bool) -> JsResult<JsValue> {
        let operator: Option<Operator> = if operator.is_null() { None } else { Some(decode(operator)?) };
        self.0.set_operator(table, column, operator, confirmed).map_err(fail)?;
        self.masking(table)
    }

    /// How easily somebody could be found again: type `RiskReport`.
    ///
    /// ```js
    /// const { before, after } = engine.risk({ table: 0, k: 5 });
    /// ```
    pub fn risk(&mut self, query: JsValue) -> JsResult<JsValue> {
        encode(&self.0.risk(&decode(query)?).map_err(fail)?)
    }

    /// Takes a new random key for pseudonyms.
    ///
    /// ```js
    /// engine.new_key();
    /// ```
    pub fn new_key(&mut self) -> JsResult<()> {
        self.0.new_key().map_err(fail)
    }

    /// The key of the pseudonyms as a file `{name, type, bytes}`, sealed by a passphrase.
    ///
    /// ```js
    /// const { bytes } = engine.wrap_key("correct horse battery");
    /// ```
    pub fn wrap_key(&self, passphrase: &str) -> JsResult<JsValue> {
        file(self.0.wrapped_key(passphrase).map_err(fail)?)
    }

    /// Takes the key of such a file.
    ///
    /// ```js
    /// engine.unwrap_key(await file.text(), "correct horse battery");
    /// ```
    pub fn unwrap_key(&mut self, text: &str, passphrase: &str) -> JsResult<()> {
        self.0.unwrap_key(text, passphrase).map_err(fail)
    }

    /// The original ids of a list of pseudonyms, as a file `{name, type, bytes}`; the user must confirm it.
    ///
    /// ```js
    /// const { bytes } = engine.open_pseudonyms(await file.text(), true, "zh");
    /// ```
    pub fn open_pseudonyms(&mut self, list: &str, confirmed: bool, lang: JsValue) -> JsResult<JsValue> {
        file(self.0.open_pseudonyms(list, confirmed, decode(lang)?).map_err(fail)?)
    }

    /// How the tables meet: type `JoinAudit`.
    ///
    /// ```js
    /// const { customers, sources } = engine.join();
    /// ```
    pub fn join(&mut self) -> JsResult<JsValue> {
        encode(&self.0.join().map_err(fail)?)
    }

    /// Customers who may be one person: type `DuplicatePage`.
    ///
    /// ```js
    /// const { total, groups } = engine.duplicates(0, 100);
    /// ```
    pub fn duplicates(&mut self, from: usize, count: usize) -> JsResult<JsValue> {
        encode(&self.0.duplicates(from, count).map_err(fail)?)
    }

    /// Takes customers, by their keyed names, for one person; with `apart` for several again.
    ///
    /// ```js
    /// engine.merge(group.customers.map((c) => c.customer), false);
    /// ```
    pub fn merge(&mut self, customers: JsValue, apart: bool) -> JsResult<JsValue> {
        let customers: Vec<String> = decode(customers)?;
        self.0.merge(&customers, apart).map_err(fail)?;
        self.inspect()
    }

    /// What is known of one customer, masked: type `Card`.
    ///
    /// ```js
    /// const { facts, timeline } = engine.card("c-0123456789abcdef");
    /// ```
    pub fn card(&mut self, customer: &str) -> JsResult<JsValue> {
        encode(&self.0.card(customer).map_err(fail)?)
    }

    /// An empty table to fill in, as a file `{name, type, bytes}`: `customers`, `events`, `channels`, `summary`, `orders`, `feedback`;
    /// `csv` or `xlsx`.
    ///
    /// ```js
    /// const { bytes } = engine.template("customers", "zh", "xlsx");
    /// ```
    pub fn template(&self, name: &str, lang: JsValue, form: JsValue) -> JsResult<JsValue> {
        file(template(name, decode(lang)?, decode(form)?).map_err(fail)?)
    }

    /// Sets the reference date (`YYYY-MM-DD`); `undefined` takes the day after the last order.
    ///
    /// ```js
    /// engine.as_of("2024-12-31");
    /// ```
    #[expect(clippy::needless_pass_by_value, reason = "the border hands over owned text")]
    pub fn as_of(&mut self, date: Option<String>) -> JsResult<()> {
        self.0.set_as_of(date.as_deref()).map_err(fail)
    }

    /// Runs an analysis; settings left out keep their value. Returns `{params, outcome}` or `{params, not_enough_data}`, and `notices`.
    ///
    /// ```js
    /// const { outcome } = engine.analyze("rfm", { bins: 5 });
    /// ```
    pub fn analyze(&mut self, name: &str, params: JsValue) -> JsResult<JsValue> {
        let params = if params.is_undefined() { serde_json::Value::Null } else { decode(params)? };
        codec::shown(&shown(&self.0.found(name, &params).map_err(fail)?.finding))
    }

    /// Sees everything of the customers in these groups alone (a list of type `Selection`).
    ///
    /// ```js
    /// engine.set_filter([{ analysis: "rfm", grouping: "class", group: "111" }]);
    /// ```
    pub fn set_filter(&mut self, filter: JsValue) -> JsResult<()> {
        self.0.set_filter(decode(filter)?).map_err(fail)
    }

    /// The groups that everything is seen of: a list of type `Selection`.
    ///
    /// ```js
    /// const chips = engine.filter();
    /// ```
    pub fn filter(&self) -> JsResult<JsValue> {
        encode(&self.0.filter())
    }

    /// A page of customers of the last run, masked: type `RowsPage`.
    ///
    /// ```js
    /// const { total, rows } = engine.rows({ analysis: "rfm", from: 0, count: 100, filter: [{ grouping: "class", group: "111" }] });
    /// ```
    pub fn rows(&mut self, query: JsValue) -> JsResult<JsValue> {
        encode(&self.0.rows(&decode(query)?).map_err(fail)?)
    }

    /// Rows of a table set aside, `count` of them from number `from`: a list of type `Reject`.
    ///
    /// ```js
    /// const [first] = engine.rejects(0, 0, 1000);
    /// ```
    pub fn rejects(&self, table: usize, from: usize, count: usize) -> JsResult<JsValue> {
        encode(&self.0.rejects(table, from, count).map_err(fail)?)
    }

    /// A file of the current results: `{name, type, bytes}`.
    ///
    /// ```js
    /// const { name, type, bytes } = engine.export({ what: "classes", lang: "zh" });
    /// ```
    pub fn export(&mut self, order: JsValue) -> JsResult<JsValue> {
        let exported = self.0.export(&decode(order)?).map_err(fail)?;
        file(exported)
    }

    /// The settings of this run: the recipe as JSON text.
    ///
    /// ```js
    /// const recipe = JSON.parse(engine.recipe());
    /// ```
    pub fn recipe(&mut self) -> JsResult<String> {
        let recipe: Recipe = self.0.recipe().map_err(fail)?;
        Ok(format!("{:#}", tree::write(&recipe)))
    }

    /// Forgets the file.
    ///
    /// ```js
    /// engine.close();
    /// ```
    pub fn close(&mut self) {
        self.0.close();
    }
}

/// A file as `{name, type, bytes}`.
fn file(exported: Exported) -> JsResult<JsValue> {
    let out = js_sys::Object::new();
    js_sys::Reflect::set(&out, &"name".into(), &exported.name.into())?;
    js_sys::Reflect::set(&out, &"type".into(), &exported.media_type.into())?;
    js_sys::Reflect::set(&out, &"bytes".into(), &Uint8Array::from(exported.bytes.as_slice()))?;
    Ok(out.into())
}

/// Copies a message into the engine's memory: the part that is kept into one aligned buffer, the rest apart from it.
fn receive(bytes: &Uint8Array) -> Result<Chunk> {
    let length = bytes.length();
    let mut header = [0; HEADER_BYTES];
    if (length as usize) < HEADER_BYTES {
        return Err(ErrorKind::Chunk.into());
    }
    bytes.subarray(0, HEADER_BYTES as u32).copy_to(&mut header);
    let kept = Chunk::kept_bytes(&header).filter(|&k| k <= length as usize).ok_or(ErrorKind::Chunk)?;
    // Arrow's buffers end the program where there is no memory, so it is asked for before.
    room(length as usize * 2)?;
    let mut buffer = MutableBuffer::from_len_zeroed(kept);
    bytes.subarray(0, kept as u32).copy_to(buffer.as_slice_mut());
    Chunk::read(buffer, bytes.subarray(kept as u32, length).to_vec())
}

/// The files of the example: a list of `{name, type, bytes}`.
///
/// ```js
/// const files = demo().map((file) => new File([file.bytes], file.name));
/// ```
#[wasm_bindgen]
pub fn demo() -> JsResult<Vec<JsValue>> {
    let of = |one: crate::demo::DemoFile| file(Exported { name: one.name.to_owned(), media_type: "text/csv", bytes: one.bytes });
    crate::demo::files().into_iter().map(of).collect()
}

/// Every analysis with its titles, definition and default settings, as JSON text.
///
/// ```js
/// const [rfm] = JSON.parse(analyses());
/// ```
#[wasm_bindgen]
pub fn analyses() -> String {
    format!("{:#}", tree::write(ANALYSES))
}
