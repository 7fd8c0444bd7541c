package org.petctflow.radiomics.ibsi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.Voxels;

/** IBSI's digital phantom, from {@code digital-phantom.txt}. */
public final class DigitalPhantom {

    /** Size and spacing. */
    public static final Geometry GEOMETRY = Geometry.axial(4, 4, 5, 2, 2, 2);

    private final short[] m_values = new short[80];

    private final byte[] m_inside = new byte[80];

    private DigitalPhantom() {
        int v = 0;
        for (final String line : lines("digital-phantom.txt")) {
            for (final String word : line.split(" ")) {
                m_inside[v] = (byte)(word.startsWith(".") ? 0 : 1);
                m_values[v++] = Short.parseShort(word.replace(".", ""));
            }
        }
    }

    /** @return the phantom's intensities */
    public static Volume image() {
        return Volume.of(GEOMETRY, Modality.OTHER, Units.NONE, Voxels.of(new DigitalPhantom().m_values));
    }

    /** @return the phantom's mask */
    public static Mask mask() {
        return Mask.of(GEOMETRY, new DigitalPhantom().m_inside);
    }

    /**
     * @param resource a text beside this class
     * @return its lines without comments and empty ones
     */
    static List<String> lines(final String resource) {
        try (BufferedReader reader = new BufferedReader(
            new InputStreamReader(DigitalPhantom.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return new ArrayList<>(reader.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList());
        } catch (final IOException e) {
            throw new IllegalStateException(resource, e);
        }
    }
}
