package org.petctflow.deep.network;

import java.util.List;

/**
 * The sizes of a {@link Dmdp} network. Immutable.
 *
 * @param slices slices of the grid that the network sees
 * @param rows its rows
 * @param columns its columns
 * @param ct whether CT is an input
 * @param pet whether PET is an input; with only one modality, its tokens attend to themselves
 * @param maskChannel whether the tumour mask is a second channel of each modality
 * @param features how many radiomic and clinical features there are; 0 for a network without text encoder
 * @param width channels of the first encoder stage; stage s has {@code width * 2^s}
 * @param strides how far the first convolution of each of the four stages steps: 1 or 2
 * @param heads attention heads; divides {@code 4 * width}
 * @param hidden units of the fused image embedding
 * @param textUnits units of the text encoder
 * @param projection dimensions of the space that images and features are aligned in
 * @param dropout share of the joint embedding's units that is dropped while training, 0 to below 1
 * @param classes number of classes of each task, in order
 */
public record Architecture(int slices, int rows, int columns, boolean ct, boolean pet, boolean maskChannel, int features,
    int width, List<Integer> strides, int heads, int hidden, int textUnits, int projection, double dropout,
    List<Integer> classes) {

    /** How many stages an encoder has. */
    public static final int STAGES = 4;

    /** Checks every number. */
    public Architecture {
        strides = List.copyOf(strides);
        classes = List.copyOf(classes);
        range("slices", slices, 2, 1024);
        range("rows", rows, 2, 1024);
        range("columns", columns, 2, 1024);
        range("features", features, 0, 1_000_000);
        range("width", width, 1, 512);
        range("heads", heads, 1, 64);
        range("hidden units", hidden, 1, 8192);
        range("text units", textUnits, 2, 8192);
        range("projection dimensions", projection, 1, 4096);
        if (!ct && !pet) {
            throw new IllegalArgumentException("The network needs CT or PET or both as input");
        }
        if (strides.size() != STAGES || strides.stream().anyMatch(s -> s != 1 && s != 2)) {
            throw new IllegalArgumentException("There are four strides, each 1 or 2, but they were " + strides);
        }
        if (4 * width % heads != 0) {
            throw new IllegalArgumentException(
                "The number of attention heads must divide 4 * width = " + 4 * width + ", but was " + heads);
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("Dropout must be from 0 to below 1, but was " + dropout);
        }
        if (classes.isEmpty() || classes.stream().anyMatch(c -> c < 2)) {
            throw new IllegalArgumentException("Every task has at least two classes, but the numbers were " + classes);
        }
        final long tokens = map(slices, rows, columns, strides, STAGES - 1);
        if (tokens > 4096) {
            throw new IllegalArgumentException("The grid " + slices + " x " + rows + " x " + columns + " with strides "
                + strides + " leaves " + tokens + " positions for the attention, more than 4096: choose a coarser voxel size");
        }
        if (map(slices, rows, columns, strides, STAGES) < 2) {
            throw new IllegalArgumentException("The grid " + slices + " x " + rows + " x " + columns + " with strides "
                + strides + " leaves nothing to attend to: choose a finer voxel size or a larger crop");
        }
    }

    /**
     * The default network for a grid: two modalities, two tasks of two classes, about 2 million parameters. It steps by 2
     * from the first convolution on if the grid has more than 64 rows or columns, and by 1 there if it is coarser.
     *
     * @param slices slices of the grid
     * @param rows its rows
     * @param columns its columns
     * @param features how many features
     * @return the architecture
     */
    public static Architecture of(final int slices, final int rows, final int columns, final int features) {
        final int first = Math.max(rows, columns) > 64 ? 2 : 1;
        return new Architecture(slices, rows, columns, true, true, false, features, 16, List.of(first, 2, 2, 2), 4, 128, 64,
            32, 0.2, List.of(2, 2));
    }

    /**
     * @param useCt whether CT is an input
     * @param usePet whether PET is an input
     * @return this with other modalities
     */
    public Architecture withModalities(final boolean useCt, final boolean usePet) {
        return new Architecture(slices, rows, columns, useCt, usePet, maskChannel, features, width, strides, heads, hidden,
            textUnits, projection, dropout, classes);
    }

    /**
     * @param use whether the tumour mask is a second channel
     * @return this with or without the mask
     */
    public Architecture withMaskChannel(final boolean use) {
        return new Architecture(slices, rows, columns, ct, pet, use, features, width, strides, heads, hidden, textUnits,
            projection, dropout, classes);
    }

    /**
     * @param newFeatures how many features, 0 for none
     * @return this with another number of features
     */
    public Architecture withFeatures(final int newFeatures) {
        return new Architecture(slices, rows, columns, ct, pet, maskChannel, newFeatures, width, strides, heads, hidden,
            textUnits, projection, dropout, classes);
    }

    /**
     * @param newWidth channels of the first stage
     * @param newHeads attention heads
     * @return this with another width
     */
    public Architecture withWidth(final int newWidth, final int newHeads) {
        return new Architecture(slices, rows, columns, ct, pet, maskChannel, features, newWidth, strides, newHeads, hidden,
            textUnits, projection, dropout, classes);
    }

    /**
     * @param newHidden units of the fused image embedding
     * @param newTextUnits units of the text encoder
     * @param newProjection dimensions of the shared space
     * @return this with other embedding sizes
     */
    public Architecture withEmbedding(final int newHidden, final int newTextUnits, final int newProjection) {
        return new Architecture(slices, rows, columns, ct, pet, maskChannel, features, width, strides, heads, newHidden,
            newTextUnits, newProjection, dropout, classes);
    }

    /**
     * @param newStrides four numbers, 1 or 2
     * @return this with other strides
     */
    public Architecture withStrides(final List<Integer> newStrides) {
        return new Architecture(slices, rows, columns, ct, pet, maskChannel, features, width, newStrides, heads, hidden,
            textUnits, projection, dropout, classes);
    }

    /**
     * @param newDropout 0 to below 1
     * @return this with another dropout
     */
    public Architecture withDropout(final double newDropout) {
        return new Architecture(slices, rows, columns, ct, pet, maskChannel, features, width, strides, heads, hidden,
            textUnits, projection, newDropout, classes);
    }

    /**
     * @param newClasses number of classes of each task
     * @return this with other tasks
     */
    public Architecture withClasses(final List<Integer> newClasses) {
        return new Architecture(slices, rows, columns, ct, pet, maskChannel, features, width, strides, heads, hidden,
            textUnits, projection, dropout, newClasses);
    }

    /** @return channels of a modality's input: the image, and the mask if it is one */
    public int channels() {
        return maskChannel ? 2 : 1;
    }

    /**
     * @param stages after how many stages, 0 to 4
     * @return slices, rows, columns of an encoder's map there
     */
    public int[] mapSize(final int stages) {
        final int[] size = {slices, rows, columns};
        for (int s = 0; s < stages; s++) {
            for (int a = 0; a < 3; a++) {
                size[a] = (size[a] - 1) / strides.get(s) + 1;
            }
        }
        return size;
    }

    private static long map(final int slices, final int rows, final int columns, final List<Integer> strides,
        final int stages) {
        long positions = 1;
        for (int size : new int[]{slices, rows, columns}) {
            for (int s = 0; s < stages; s++) {
                size = (size - 1) / strides.get(s) + 1;
            }
            positions *= size;
        }
        return positions;
    }

    private static void range(final String name, final int value, final int min, final int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                "The number of " + name + " must be from " + min + " to " + max + ", but was " + value);
        }
    }
}
