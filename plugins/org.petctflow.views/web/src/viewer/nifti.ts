/** A volume as it lies in a NIfTI-1 file: x fastest; value = data * slope + intercept; affine: voxel to RAS mm, row by row. */
export interface Nifti { size: number[]; affine: number[][]; data: Numbers; slope: number; intercept: number }

export type Numbers = Uint8Array | Int16Array | Uint16Array | Float32Array;

const TYPES: Record<number, { new (buffer: ArrayBuffer, from: number, length: number): Numbers; BYTES_PER_ELEMENT: number }> =
  { 2: Uint8Array, 4: Int16Array, 512: Uint16Array, 16: Float32Array };

/** Reads what org.petctflow.study.viewer writes: one little-endian file with an sform. */
export function parseNifti(bytes: Uint8Array<ArrayBuffer>): Nifti {
  if (bytes.length < 352) throw new Error(`it has ${bytes.length} bytes, too few for a header`);
  const d = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (d.getInt32(0, true) !== 348) throw new Error("it is no little-endian NIfTI-1 file");
  const size = [42, 44, 46].map((at) => d.getInt16(at, true));
  const type = TYPES[d.getInt16(70, true)];
  if (!type) throw new Error(`its type ${d.getInt16(70, true)} is not one of uint8, int16, uint16 and float32`);
  const from = d.getFloat32(108, true);
  const n = size[0]! * size[1]! * size[2]!;
  if (size.some((s) => s < 1) || !(from >= 352) || from + n * type.BYTES_PER_ELEMENT > bytes.length) throw new Error(`it is cut off: ${size.join(" x ")} voxels in ${bytes.length} bytes`);
  if (d.getInt16(254, true) < 1) throw new Error("it does not say where it lies (no sform)");
  const affine = [280, 296, 312].map((at) => [0, 4, 8, 12].map((k) => d.getFloat32(at + k, true)));
  const data = new type(bytes.buffer.slice(bytes.byteOffset + from, bytes.byteOffset + from + n * type.BYTES_PER_ELEMENT), 0, n);
  return { size, affine, data, slope: d.getFloat32(112, true) || 1, intercept: d.getFloat32(116, true) };
}

/** The bytes of base64 of a gzipped file. */
export async function gunzip(base64: string): Promise<Uint8Array<ArrayBuffer>> {
  const packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  try {
    return new Uint8Array(await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
  } catch {
    throw new Error("it is no gzipped file, or damaged"); // browsers say "failed to fetch"
  }
}
