import "../common/base.css";
import "./viewer.css";
import { connect, el } from "../common/host";
import type { ViewerData } from "./contract";
import { Viewer } from "./viewer";

/** For tests: what the page shows, and what went wrong. */
declare global {
  interface Window { __viewer: { ready: boolean; error?: string; mode?: string; case?: string; software?: boolean; webgl2?: boolean; viewer?: Viewer } }
}
window.__viewer = { ready: false };

async function main(): Promise<void> {
  const host = await connect();
  window.__viewer.mode = host.mode;
  const data = (await host.initial()) as ViewerData | null;
  if (data === null || data === undefined) throw new Error("The node has not run yet: execute it, then open the view again.");
  if (data.schema !== "petct.viewer/1") throw new Error(`This page shows petct.viewer/1, but the data are ${String(data.schema)}.`);
  if (data.cases.length === 0) throw new Error("There is no case to show: the node's input had no row with images.");
  document.title = data.title;
  const viewer = new Viewer(host, data, document.getElementById("app")!);
  window.__viewer.viewer = viewer;
  await viewer.start();
}

main().catch((e: Error) => {
  window.__viewer.error = e.message;
  document.getElementById("app")!.replaceChildren(el("p", { role: "alert" }, e.message));
});
