/**
 * The few messages of KNIME's view frame that a page needs: it asks its parent window by `UIExtensionRequest` and is answered by
 * `UIExtensionResponse` with the same id. A client of our own, so that exported pages carry no code under another licence.
 */
const TIMEOUT_MS = 60_000;

let nextId = 1;

/** The parent may be any window that answers; nothing of the data is sent to it, only questions. */
function ask<T>(method: string, ...params: unknown[]): Promise<T> {
  const requestId = `petctflow-${nextId++}`;
  return new Promise((resolve, reject) => {
    const listen = (event: MessageEvent) => {
      const m = event.data as { type?: string; requestId?: string; payload?: T };
      if (event.source !== window.parent || m?.type !== "UIExtensionResponse" || m.requestId !== requestId) return;
      stop();
      resolve(m.payload as T);
    };
    const timer = window.setTimeout(() => {
      stop();
      reject(new Error(`KNIME did not answer ${method} within ${TIMEOUT_MS / 1000} s. Close the view and open it again.`));
    }, TIMEOUT_MS);
    const stop = () => {
      window.clearTimeout(timer);
      window.removeEventListener("message", listen);
    };
    window.addEventListener("message", listen);
    window.parent.postMessage({ type: "UIExtensionRequest", requestId, payload: { method, params } }, "*");
  });
}

interface Config { initialData?: string | object; nodeId: string; projectId: string; workflowId: string; extensionType: string }

interface Outcome { result?: unknown; userError?: { message: string }; internalError?: { message: string } }

const parsed = <T>(value: unknown): T => (typeof value === "string" && value !== "" ? JSON.parse(value) : value) as T;

export interface Knime {
  initialData(): Promise<unknown>;
  call<T>(method: string, ...args: unknown[]): Promise<T>;
}

export async function connectKnime(): Promise<Knime> {
  const config = await ask<Config>("getConfig");
  window.setTimeout(() => window.parent.postMessage({ type: "UIExtensionReady" }, "*"), 0);
  window.addEventListener("keydown", (e) => {
    if (!e.defaultPrevented && e.key === "Escape") window.parent.postMessage({ type: "UIExtensionEscapePressed" }, "*");
  });
  const service = (serviceType: string, dataServiceRequest = ""): Promise<unknown> => ask("callNodeDataService", {
    serviceType, dataServiceRequest, extensionType: config.extensionType, nodeId: config.nodeId, projectId: config.projectId, workflowId: config.workflowId,
  });
  return {
    initialData: async () => {
      const outcome = parsed<Outcome | undefined>(config.initialData || await service("initial_data"));
      const error = outcome?.userError ?? outcome?.internalError;
      if (error) throw new Error(error.message);
      return outcome?.result;
    },
    call: async <T>(method: string, ...args: unknown[]) => {
      const answer = parsed<{ result?: unknown }>(await service("data", JSON.stringify({ jsonrpc: "2.0", id: nextId++, method, params: args })));
      const rpc = parsed<{ result?: T; error?: { message?: string } } | undefined>(answer?.result);
      if (!rpc || rpc.error) throw new Error(rpc?.error?.message ?? `KNIME gave no answer to ${method}`);
      return rpc.result as T;
    },
  };
}
