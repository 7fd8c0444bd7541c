package org.petctflow.deep.explain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.petctflow.deep.data.Batch;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Resampling;
import org.petctflow.deep.engine.GradMode;
import org.petctflow.deep.model.DmdpModel;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.Dmdp;
import org.petctflow.deep.network.Layer;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.imaging.volume.Voxels;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/**
 * Heat maps of a network's layers for a task's class. With A the layer's activation (channel k, position i) and g the gradient
 * of the class' logit there:
 *
 * <ul>
 * <li>Grad-CAM (Selvaraju et al. 2017, doi:10.1109/ICCV.2017.74): {@code max(0, sum_k w_k A_ki)} with
 * {@code w_k = mean_i g_ki};
 * <li>Grad-CAM++ (Chattopadhay et al. 2018, doi:10.1109/WACV.2018.00097): {@code w_k = sum_i a_ki max(0, g_ki)} with
 * {@code a_ki = g^2 / (2 g^2 + (sum_j A_kj) g^3)}, 0 where g is 0.
 * </ul>
 *
 * The map is brought from the layer's positions onto the network's grid and from there onto the images', linearly, and divided
 * by its highest value.
 */
public final class GradCam {

    /** How the channels are weighted. */
    public enum Method {
            /** Grad-CAM. */
            GRAD_CAM("Grad-CAM"),
            /** Grad-CAM++. */
            GRAD_CAM_PLUS_PLUS("Grad-CAM++");

        private final String m_title;

        Method(final String title) {
            m_title = title;
        }

        /** @return its name for a person */
        public String title() {
            return m_title;
        }
    }

    private GradCam() {
    }

    /**
     * The layers that a network has.
     *
     * @param architecture its sizes
     * @return the layers
     */
    public static Set<Layer> layers(final Architecture architecture) {
        final EnumSet<Layer> layers = EnumSet.allOf(Layer.class);
        if (!architecture.ct()) {
            layers.remove(Layer.CT_ENCODER);
        }
        if (!architecture.pet()) {
            layers.remove(Layer.PET_ENCODER);
        }
        return layers;
    }

    /**
     * Explains one patient's logit of one class, at several layers with one pass.
     *
     * @param predictor holds the network
     * @param images the patient's volumes
     * @param features its features
     * @param task which task
     * @param classIndex which class; -1 for the one the network thinks most likely
     * @param layers where
     * @param method how
     * @return a map a layer
     * @throws IOException if the images are not what the network takes
     */
    public static List<HeatMap> explain(final Predictor predictor, final Images images, final double[] features,
        final int task, final int classIndex, final Set<Layer> layers, final Method method) throws IOException {
        final Architecture a = predictor.model().architecture();
        if (task < 0 || task >= a.classes().size() || classIndex < -1 || classIndex >= a.classes().get(task)) {
            throw new IllegalArgumentException("There is no class " + classIndex + " of task " + task + " among " + a.classes());
        }
        if (!layers(a).containsAll(layers)) {
            throw new IllegalArgumentException("The network has only the layers " + layers(a) + ", but asked for were " + layers);
        }
        final Batch batch = new Batch(a, List.of(predictor.sample(images, features)));
        final Dmdp block = predictor.network().block();
        // a gradient of an activation is that of a zero which is added to it
        final Map<Layer, NDArray> activations = new EnumMap<>(Layer.class);
        final Map<Layer, NDArray> probes = new EnumMap<>(Layer.class);
        final List<HeatMap> maps = new ArrayList<>();
        try (NDManager step = predictor.network().step(); GradMode on = GradMode.on()) {
            block.setTap((layer, activation) -> {
                if (!layers.contains(layer)) {
                    return activation;
                }
                final NDArray probe = step.zeros(activation.getShape());
                probe.setRequiresGradient(true);
                activations.put(layer, activation);
                probes.put(layer, probe);
                return activation.add(probe);
            });
            final NDArray logits =
                block.run(predictor.network().store(), batch.inputs(step), false).logits().get(task);
            final int explained = classIndex >= 0 ? classIndex : (int)logits.argMax(1).getLong();
            GradMode.backward(logits.get(":," + explained));
            for (final Layer layer : layers) {
                final NDArray gradient = GradMode.gradient(probes.get(layer));
                gradient.attach(step);
                final float[] map =
                    map(rows(activations.get(layer)), rows(gradient), positions(a, layer), method);
                maps.add(scaled(map, task, explained, layer, method, predictor.model(), images));
            }
        } finally {
            block.setTap(null);
            // the pass left gradients on the parameters, too
            block.namedParameters().values().stream().filter(p -> p.requiresGradient())
                .forEach(p -> GradMode.zeroGradient(p.getArray()));
        }
        return maps;
    }

    private static int stages(final Layer layer) {
        return layer == Layer.LARGE_SCALE_ATTENTION ? Architecture.STAGES : Architecture.STAGES - 1;
    }

    private static int positions(final Architecture a, final Layer layer) {
        final int[] size = a.mapSize(stages(layer));
        return size[0] * size[1] * size[2];
    }

    /** Channel by channel: (1, C, d, h, w) as it lies, (1, N, C) turned. */
    private static float[] rows(final NDArray x) {
        return (x.getShape().dimension() == 3 ? x.swapAxes(1, 2) : x).toFloatArray();
    }

    static float[] map(final float[] activation, final float[] gradient, final int positions, final Method method) {
        final float[] map = new float[positions];
        for (int k = 0; k < activation.length / positions; k++) {
            double sumA = 0;
            double sumG = 0;
            for (int i = 0; i < positions; i++) {
                sumA += activation[k * positions + i];
                sumG += gradient[k * positions + i];
            }
            double weight = sumG / positions;
            if (method == Method.GRAD_CAM_PLUS_PLUS) {
                weight = 0;
                for (int i = 0; i < positions; i++) {
                    final double g = gradient[k * positions + i];
                    final double below = 2 * g * g + sumA * g * g * g;
                    weight += below == 0 || g <= 0 ? 0 : g * g / below * g;
                }
            }
            for (int i = 0; i < positions; i++) {
                map[i] += (float)(weight * activation[k * positions + i]);
            }
        }
        for (int i = 0; i < positions; i++) {
            map[i] = Math.max(0, map[i]);
        }
        return map;
    }

    private static HeatMap scaled(final float[] map, final int task, final int classIndex, final Layer layer,
        final Method method, final DmdpModel model, final Images images) {
        final Grid grid = model.preprocessing().grid();
        final Volume reference = images.ct() == null ? images.pet() : images.ct();
        final Geometry geometry = reference.geometry();
        final int[] gridSize = {grid.slices(), grid.rows(), grid.columns()};
        final double[] gridMm = {grid.sliceMm(), grid.rowMm(), grid.columnMm()};
        final int[] imageSize = {geometry.slices(), geometry.rows(), geometry.columns()};
        final float[] onGrid = upsample(map, model.architecture().mapSize(stages(layer)),
            model.architecture().strides().stream().limit(stages(layer)).reduce(1, (a, b) -> a * b), gridSize);
        final float[] onImage = Resampling.apply(onGrid, gridSize, gridMm, imageSize, geometry.spacing());
        float peak = 0;
        for (final float v : onImage) {
            peak = Math.max(peak, v);
        }
        for (int i = 0; i < onImage.length && peak > 0; i++) {
            onImage[i] /= peak;
        }
        final VolumeInfo info = reference.info().withGrid(geometry, Voxels.Kind.FLOAT32)
            .withModality(Modality.DERIVED, Units.NONE).withName(method.title() + " " + layer.title());
        return new HeatMap(task, classIndex, layer, method, new Volume(info, Voxels.of(onImage)), peak);
    }

    /**
     * A convolution of stride 2 with a padding of 1 puts position k over the inputs 2k - 1 to 2k + 1: position k lies at
     * {@code k * step}, not in the middle of step voxels.
     */
    static float[] upsample(final float[] map, final int[] size, final int step, final int[] gridSize) {
        float[] x = map;
        final int[] now = size.clone();
        for (int axis = 0; axis < 3; axis++) {
            final float[] y = new float[x.length / now[axis] * gridSize[axis]];
            int outer = 1;
            int inner = 1;
            for (int b = 0; b < 3; b++) {
                outer *= b < axis ? now[b] : 1;
                inner *= b > axis ? now[b] : 1;
            }
            for (int o = 0; o < outer; o++) {
                for (int g = 0; g < gridSize[axis]; g++) {
                    final double at = Math.min(now[axis] - 1, (double)g / step);
                    final int low = Math.min((int)at, Math.max(0, now[axis] - 2));
                    final int high = Math.min(low + 1, now[axis] - 1);
                    final float part = (float)(at - low);
                    for (int i = 0; i < inner; i++) {
                        final float below = x[(o * now[axis] + low) * inner + i];
                        final float above = x[(o * now[axis] + high) * inner + i];
                        y[(o * gridSize[axis] + g) * inner + i] = below + part * (above - below);
                    }
                }
            }
            now[axis] = gridSize[axis];
            x = y;
        }
        return x;
    }
}
