/**
 * Whether a patient's PET and CT are fit for a study: aligned, complete, not too noisy, the body and the lesion within the field
 * of view, and the lesion hot enough. {@link org.petctflow.imaging.quality.QualityControl} is the door.
 */
package org.petctflow.imaging.quality;
