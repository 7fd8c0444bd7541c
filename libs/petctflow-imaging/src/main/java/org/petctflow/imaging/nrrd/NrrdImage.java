package org.petctflow.imaging.nrrd;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.petctflow.imaging.volume.Volume;

/**
 * What an NRRD file holds.
 *
 * @param layers one volume, or one a layer of a segmentation; all on the same grid
 * @param keyValues the file's key/value pairs ({@code key:=value}), e.g. those of a segmentation of 3D Slicer
 * @param warnings what a user should know, none if all is well
 */
public record NrrdImage(List<Volume> layers, Map<String, String> keyValues, List<String> warnings) {

    /** Copies the collections. */
    public NrrdImage {
        layers = List.copyOf(layers);
        keyValues = Map.copyOf(keyValues);
        warnings = List.copyOf(warnings);
    }

    /**
     * @return the only volume
     * @throws IOException if there are several
     */
    public Volume volume() throws IOException {
        if (layers.size() != 1) {
            throw new IOException("The NRRD file has " + layers.size() + " layers or components where one volume is expected: "
                + "read it as a segmentation, or save one component in a file of its own");
        }
        return layers.get(0);
    }
}
