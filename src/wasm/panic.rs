//! What a panic may say: the code and the line of source, never the message, which could hold a cell's content.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(start)]
fn start() {
    #[cfg(feature = "dev")]
    console_error_panic_hook::set_once();
    #[cfg(not(feature = "dev"))]
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map(|l| format!("{}:{}", l.file(), l.line())).unwrap_or_default();
        insitu_panic(&place);
    }));
}

#[cfg(not(feature = "dev"))]
#[wasm_bindgen(inline_js = "export function insitu_panic(place) { globalThis.insituPanic?.(place); }")]
extern "C" {
    fn insitu_panic(place: &str);
}
