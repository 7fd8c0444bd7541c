/** The data of the viewer, schema petct.viewer/1: an index without voxels. org.petctflow.study.viewer writes it; voxels are blobs by id. */
export interface ViewerData {
  schema: "petct.viewer/1";
  title: string;
  tasks: { id: string; name: string; classes: string[] }[];
  layers: Named[];
  methods?: Named[];
  presets: { ct: CtPreset[]; pet: PetPreset[] };
  notes: string[];
  initial: { case: string; task?: string; layer?: string; ctPreset?: string; petPreset?: string; heatOpacity?: number; heatThreshold?: number };
  cases: CaseMeta[];
}

export interface Named { id: string; name: string }
export interface CtPreset extends Named { level: number; width: number }
export interface PetPreset extends Named { min: number; max: number }

export interface CaseMeta { id: string; label: string; note?: string; volumes: VolumeMeta[]; outputs: Output[] }

/** What a network says: probabilities of the task's classes; truth is the index of the right one, where it is known. */
export interface Output { task: string; kind: string; probabilities?: number[]; probability?: number; risk?: number; truth?: number | null }

/** A volume; its blob is base64 of a gzipped NIfTI-1 file. affine: voxel to RAS mm. shares: where a heat map's weight lies. */
export interface VolumeMeta {
  id: string; kind: "ct" | "pet" | "mask" | "heatmap"; name: string; shape: [number, number, number]; affine: number[][]; unit: string;
  displayMin?: number; displayMax?: number; task?: string; layer?: string; method?: string; labels?: { value: number; name: string }[];
  shares?: { name: string; value: number }[];
}
