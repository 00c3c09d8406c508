import { fix, remove, removeLike } from "./removal.ts";

// Whole families of interfaces go by the start of their name: what belongs to a family and comes with a later browser
// goes too. A policy text stops none of these: WebRTC, windows, the browser's own services, storage.
const FAMILIES = new RegExp(
  `^(webkit|moz|ms)?(${[
    // sockets
    "RTC|WebTransport|WebSocket|EventSource|XMLHttpRequest|TCP|UDP|Multicast|SharedWorker|Worklet|fetchLater|FetchLater",
    // another realm or document
    "XSLT|DOMParser|ShadowRealm|documentPictureInPicture|DocumentPictureInPicture|Sanitizer|Portal|FencedFrame|Fence$|fence$",
    // services of the browser that speak to someone: push, payment, identity, casting, speech, models, devices
    "ServiceWorker|Push|Sync|PeriodicSync|BackgroundFetch|Notification|Payment|Presentation|RemotePlayback|Speech|speech",
    "Credential|FederatedCredential|PasswordCredential|PublicKey|Authenticator|Identity|OTP|Digital|NavigatorLogin",
    "Bluetooth|USB|HID|Serial|MIDI|NDEF|XR|Sensor|Geolocation|IdleDetector|EyeDropper|Pressure|queryLocalFonts|FontData",
    "Translator|Summarizer|Language(Model|Detector)|Writer|Rewriter|Proofreader|AI|Media(Session|Metadata|Devices|Key)",
    "getScreenDetails|ScreenDetail|Contacts|launchQueue|Launch|chrome|external|External|crashReport|CrashReport|Profiler",
    "ProtectedAudience|privateAggregation|sharedStorage|SharedStorage|PrivateAttribution|Capture",
    // storage and channels to other pages
    "BroadcastChannel|IDB|indexedDB|caches|Cache|cookieStore|CookieStore|localStorage|sessionStorage|Storage(?!Event)",
    "FileSystem|show(Open|Save|Directory)|requestFileSystem|RequestFileSystem|[rR]esolveLocalFileSystem|Lock|Clipboard(?!Event)",
  ].join("|")})`,
);

// What a page learns about its browser. All else on `navigator` speaks to the browser's services or to devices.
const KNOWN =
  /^(constructor|userAgent|userAgentData|userActivation|app(CodeName|Name|Version)|platform|oscpu|product(Sub)?|vendor(Sub)?|buildID|languages?|onLine|hardwareConcurrency|deviceMemory|maxTouchPoints|webdriver|pdfViewerEnabled|doNotTrack|globalPrivacyControl)$/;

/** Removes what no policy text can forbid, from the page's realm. */
export function removeServices(): void {
  const page: object = window;
  removeLike(page, (name) => FAMILIES.test(name));
  removeLike(Navigator.prototype, (name) => !KNOWN.test(name));
  remove(Document.prototype, "browsingTopics", "cookie", "execCommand", "write", "writeln", "open", "close", "domain");
  remove(Document.prototype, "designMode", "requestStorageAccess", "requestStorageAccessFor", "hasPrivateToken");
  remove(Document.prototype, "hasRedemptionRecord", "requestStorageAccessForOrigin", "createProcessingInstruction");
  remove(DataTransferItem.prototype, "getAsFileSystemHandle", "webkitGetAsEntry", "getAsEntry");
  remove(HTMLMediaElement.prototype, "setMediaKeys", "remote", "webkitShowPlaybackTargetPicker");
  fix(page, "open", () => null);
  // The name of a window outlives the page in it.
  Object.defineProperty(page, "name", { get: () => "", set: () => undefined, configurable: false });
}

/** Removes the same from a worker's realm, and what a worker could make a new realm or document with. */
export function removeWorkerServices(scope: object): void {
  const more = /^(fetch|importScripts|Worker|FontFace|fonts|createPolicy)$/;
  removeLike(scope, (name) => FAMILIES.test(name) || more.test(name));
  const { WorkerNavigator, TrustedTypePolicyFactory } = scope as Record<string, { prototype: object } | undefined>;
  removeLike(WorkerNavigator?.prototype, (name) => !KNOWN.test(name));
  remove(TrustedTypePolicyFactory?.prototype, "createPolicy");
  // A blob of type text/html would be a document that the page's lock did not see.
  remove(URL, "createObjectURL");
}
