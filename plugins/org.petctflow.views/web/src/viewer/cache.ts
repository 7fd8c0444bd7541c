import type { Host } from "../common/host";
import { gunzip } from "./nifti";

/** How much of unpacked volumes is kept for coming back. */
const MOST_BYTES = 256_000_000;

/** Unpacked blobs, the longest unused leaving first. */
export class Cache {
  private readonly blobs = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  private readonly sizes = new Map<string, number>();

  constructor(private readonly host: Host) {}

  get(id: string): Promise<Uint8Array<ArrayBuffer>> {
    let blob = this.blobs.get(id);
    if (blob) this.blobs.delete(id);
    else {
      blob = this.host.blob(id).then(gunzip);
      blob.then((b) => { if (this.blobs.has(id)) this.sizes.set(id, b.length); }, () => this.blobs.delete(id));
    }
    this.blobs.set(id, blob);
    let sum = [...this.sizes.values()].reduce((a, b) => a + b, 0);
    for (const old of this.blobs.keys()) {
      if (sum <= MOST_BYTES || old === id) break;
      sum -= this.sizes.get(old) ?? 0;
      this.blobs.delete(old);
      this.sizes.delete(old);
    }
    return blob;
  }
}
