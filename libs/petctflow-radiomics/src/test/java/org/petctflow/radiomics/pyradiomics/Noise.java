package org.petctflow.radiomics.pyradiomics;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiReader;
import org.petctflow.imaging.volume.Volume;

/** This project's seeded noise, 48 x 96 x 96 whole numbers, and a mask of 30,000 voxels. */
public final class Noise {

    private Noise() {
    }

    /**
     * @return the image
     * @throws IOException never in a whole checkout
     */
    public static Volume image() throws IOException {
        return read("noise-image.nii.gz");
    }

    /**
     * @return the mask, 1 inside
     * @throws IOException never in a whole checkout
     */
    public static Volume labels() throws IOException {
        return read("noise-mask.nii.gz");
    }

    private static Volume read(final String name) throws IOException {
        final Path file = Files.createTempFile("noise", ".nii.gz");
        try (InputStream in = Noise.class.getResourceAsStream(name)) {
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            return NiftiReader.read(file, Progress.NONE).volume();
        } finally {
            Files.delete(file);
        }
    }
}
