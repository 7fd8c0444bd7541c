package org.petctflow.deep.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.commons.rng.UniformRandomProvider;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Linear;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;

/**
 * Dual-Modal Dual-task Prediction.
 *
 * <pre>
 *   CT  (B,1,s,r,c) -- CT encoder  --+-- small (B,4w,..) --+                     +- mean over positions -+
 *                                    +-- large (B,8w,..) --+-- cross-modal ------+  of every direction   +-- fuse, ReLU
 *   PET (B,1,s,r,c) -- PET encoder --+-- small             |   attention, both   |  and scale: 24 w      |   (B, hidden)
 *                                    +-- large ------------+   directions, small +-----------------------+        |
 *                                                              and large scale                                    |
 *   features (B,F) -- text encoder -- (B, text units) ------------------------------------------+                 |
 *        |                                                                                      +-- joint embedding
 *        +-- projection, length 1 (B,p)   contrastive   projection, length 1 (B,p) -- image     |         |
 *                                                                                               +-- dropout, a head a task
 * </pre>
 *
 * <p>Inputs, in order, those that the {@link Architecture} has: CT and PET, each (B, channels, slices, rows, columns);
 * features (B, F); and, optional and last, with two modalities only, their presence (B, 2), 1 or 0, CT first. Outputs: the
 * logits of each task (B, classes); the image embedding (B, hidden); with features, the image's and the features'
 * projections (B, projection), of length 1.
 *
 * <p>An instance belongs to one thread.
 */
public final class Dmdp extends AbstractBlock {

    private static final byte VERSION = 1;

    private final Architecture m_architecture;

    private final List<ModalityEncoder> m_encoders = new ArrayList<>();

    private final List<AbsentModality> m_absentSmall = new ArrayList<>();

    private final List<AbsentModality> m_absentLarge = new ArrayList<>();

    private final List<CrossAttention> m_small = new ArrayList<>();

    private final List<CrossAttention> m_large = new ArrayList<>();

    private final Linear m_fuse;

    private final TextEncoder m_text;

    private final Linear m_imageProjection;

    private final Linear m_textProjection;

    private final List<Linear> m_heads = new ArrayList<>();

    private Tap m_tap = (layer, activation) -> activation;

    private UniformRandomProvider m_dropout;

    /** @param architecture the sizes */
    public Dmdp(final Architecture architecture) {
        super(VERSION);
        m_architecture = architecture;
        final int w = architecture.width();
        final List<String> modalities = new ArrayList<>();
        if (architecture.ct()) {
            modalities.add("ct");
        }
        if (architecture.pet()) {
            modalities.add("pet");
        }
        for (final String modality : modalities) {
            m_encoders.add(addChildBlock(modality, new ModalityEncoder(w, architecture.strides())));
        }
        for (int i = 0; i < modalities.size(); i++) {
            if (modalities.size() == 2) {
                m_absentSmall.add(addChildBlock(modalities.get(i) + "AbsentSmall", new AbsentModality()));
                m_absentLarge.add(addChildBlock(modalities.get(i) + "AbsentLarge", new AbsentModality()));
            }
            final String queries = modalities.get(i) + "Attention";
            m_small.add(addChildBlock(queries + "Small", new CrossAttention(4 * w, architecture.heads())));
            m_large.add(addChildBlock(queries + "Large", new CrossAttention(8 * w, architecture.heads())));
        }
        m_fuse = addChildBlock("fuse", Modules.linear(architecture.hidden()));
        final boolean text = architecture.features() > 0;
        m_text = text ? addChildBlock("text", new TextEncoder(architecture.textUnits())) : null;
        m_imageProjection = text ? addChildBlock("imageProjection", Modules.linear(architecture.projection())) : null;
        m_textProjection = text ? addChildBlock("textProjection", Modules.linear(architecture.projection())) : null;
        for (int t = 0; t < architecture.classes().size(); t++) {
            m_heads.add(addChildBlock("head" + (t + 1), Modules.linear(architecture.classes().get(t))));
        }
    }

    /** @return the sizes */
    public Architecture architecture() {
        return m_architecture;
    }

    /** @param tap sees the named activations of the passes to come; null for none */
    public void setTap(final Tap tap) {
        m_tap = tap == null ? (layer, activation) -> activation : tap;
    }

    /** @param random where dropout's masks come from in the passes to come; null for no dropout */
    public void setDropout(final UniformRandomProvider random) {
        m_dropout = random;
    }

    /**
     * What a pass gives.
     *
     * @param logits a task's logits (B, classes)
     * @param imageEmbedding (B, hidden)
     * @param imageProjection (B, projection), of length 1; null without features
     * @param textProjection (B, projection), of length 1; null without features
     */
    public record Output(List<NDArray> logits, NDArray imageEmbedding, NDArray imageProjection, NDArray textProjection) {
    }

    /**
     * @param store hands out the parameters
     * @param inputs as in the class comment
     * @param training whether batch normalisation takes the batch's statistics
     * @return the outputs by name
     */
    public Output run(final ParameterStore store, final NDList inputs, final boolean training) {
        final NDList out = forward(store, inputs, training);
        final int tasks = m_heads.size();
        return new Output(List.copyOf(out.subList(0, tasks)), out.get(tasks), m_text == null ? null : out.get(tasks + 1),
            m_text == null ? null : out.get(tasks + 2));
    }

    @Override
    protected void initializeChildBlocks(final NDManager manager, final DataType type, final Shape... inputs) {
        final long batch = inputs[0].get(0);
        Shape[] maps = null;
        for (int i = 0; i < m_encoders.size(); i++) {
            m_encoders.get(i).initialize(manager, type, inputs[i]);
            maps = m_encoders.get(i).getOutputShapes(new Shape[]{inputs[i]});
        }
        final Shape small = Modules.tokens(maps[0]);
        final Shape large = Modules.tokens(maps[1]);
        final Shape presence = new Shape(batch, 1, 1, 1, 1);
        for (int i = 0; i < m_encoders.size(); i++) {
            if (!m_absentSmall.isEmpty()) {
                m_absentSmall.get(i).initialize(manager, type, maps[0], presence);
                m_absentLarge.get(i).initialize(manager, type, maps[1], presence);
            }
            m_small.get(i).initialize(manager, type, small, small);
            m_large.get(i).initialize(manager, type, large, large);
        }
        m_fuse.initialize(manager, type, new Shape(batch, m_encoders.size() * (small.get(2) + large.get(2))));
        int joint = m_architecture.hidden();
        if (m_text != null) {
            joint += m_architecture.textUnits();
            m_text.initialize(manager, type, inputs[m_encoders.size()]);
            m_imageProjection.initialize(manager, type, new Shape(batch, m_architecture.hidden()));
            m_textProjection.initialize(manager, type, new Shape(batch, m_architecture.textUnits()));
        }
        for (final Linear head : m_heads) {
            head.initialize(manager, type, new Shape(batch, joint));
        }
    }

    @Override
    protected NDList forwardInternal(final ParameterStore store, final NDList inputs, final boolean training,
        final PairList<String, Object> parameters) {
        final int modalities = m_encoders.size();
        final int named = modalities + (m_text == null ? 0 : 1);
        final NDArray presence = modalities == 2 && inputs.size() > named ? inputs.get(named) : null;
        final List<NDArray> small = new ArrayList<>();
        final List<NDArray> large = new ArrayList<>();
        for (int i = 0; i < modalities; i++) {
            final ModalityEncoder encoder = m_encoders.get(i);
            final boolean isCt = i == 0 && m_architecture.ct();
            final NDArray s =
                m_tap.at(isCt ? Layer.CT_ENCODER : Layer.PET_ENCODER, encoder.small(store, inputs.get(i), training));
            final NDArray l = encoder.large(store, s, training);
            small.add(Modules.tokens(present(m_absentSmall, i, store, s, presence, training)));
            large.add(Modules.tokens(present(m_absentLarge, i, store, l, presence, training)));
        }
        final NDArray pooled = NDArrays.concat(new NDList(
            attend(m_small, Layer.SMALL_SCALE_ATTENTION, store, small, training).mean(new int[]{1}),
            attend(m_large, Layer.LARGE_SCALE_ATTENTION, store, large, training).mean(new int[]{1})), 1);
        final NDArray image = Activation.relu(Modules.apply(m_fuse, store, pooled, training));
        final NDArray text = m_text == null ? null : Modules.apply(m_text, store, inputs.get(modalities), training);
        final NDArray joint = Dropout.apply(text == null ? image : NDArrays.concat(new NDList(image, text), 1),
            m_architecture.dropout(), m_dropout);
        final NDList out = new NDList();
        for (final Linear head : m_heads) {
            out.add(Modules.apply(head, store, joint, training));
        }
        out.add(image);
        if (text != null) {
            out.add(Modules.apply(m_imageProjection, store, image, training).normalize(2, 1));
            out.add(Modules.apply(m_textProjection, store, text, training).normalize(2, 1));
        }
        return out;
    }

    private static NDArray present(final List<AbsentModality> absent, final int modality, final ParameterStore store,
        final NDArray map, final NDArray presence, final boolean training) {
        if (presence == null) {
            return map;
        }
        final NDArray one = presence.get(":," + modality + ":" + (modality + 1)).reshape(-1, 1, 1, 1, 1);
        return absent.get(modality).forward(store, new NDList(map, one), training).singletonOrThrow();
    }

    /** Both directions, side by side: (B, N, 2 C); with one modality (B, N, C). */
    private NDArray attend(final List<CrossAttention> blocks, final Layer layer, final ParameterStore store,
        final List<NDArray> tokens, final boolean training) {
        final NDList directions = new NDList();
        for (int i = 0; i < blocks.size(); i++) {
            final NDList pair = new NDList(tokens.get(i), tokens.get(tokens.size() - 1 - i));
            directions.add(blocks.get(i).forward(store, pair, training).singletonOrThrow());
        }
        return m_tap.at(layer, directions.size() == 1 ? directions.get(0) : NDArrays.concat(directions, 2));
    }

    @Override
    public Shape[] getOutputShapes(final Shape[] inputs) {
        final long batch = inputs[0].get(0);
        final List<Shape> shapes = new ArrayList<>();
        m_architecture.classes().forEach(c -> shapes.add(new Shape(batch, c)));
        shapes.add(new Shape(batch, m_architecture.hidden()));
        if (m_text != null) {
            shapes.add(new Shape(batch, m_architecture.projection()));
            shapes.add(new Shape(batch, m_architecture.projection()));
        }
        return shapes.toArray(new Shape[0]);
    }

    /**
     * The shapes of the inputs for a batch, without the optional presence.
     *
     * @param architecture the sizes
     * @param batch cases in the batch
     * @return a shape an input
     */
    public static Shape[] inputShapes(final Architecture architecture, final int batch) {
        final List<Shape> shapes = new ArrayList<>();
        final Shape volume = new Shape(batch, architecture.channels(), architecture.slices(), architecture.rows(),
            architecture.columns());
        if (architecture.ct()) {
            shapes.add(volume);
        }
        if (architecture.pet()) {
            shapes.add(volume);
        }
        if (architecture.features() > 0) {
            shapes.add(new Shape(batch, architecture.features()));
        }
        return shapes.toArray(new Shape[0]);
    }

    /**
     * Every parameter by its path through the modules, e.g. {@code ct.stage1a.conv.weight}; running statistics of the batch
     * normalisation included. The names are what files hold.
     *
     * @return in the order of the modules
     */
    public Map<String, Parameter> namedParameters() {
        final Map<String, Parameter> named = new LinkedHashMap<>();
        collect("", this, named);
        return named;
    }

    private static void collect(final String path, final Block block, final Map<String, Parameter> named) {
        for (final Pair<String, Parameter> parameter : block.getDirectParameters()) {
            // a layer built without bias keeps the parameter, without a shape
            if (parameter.getValue() != null) {
                named.put(path + parameter.getKey(), parameter.getValue());
            }
        }
        for (final Pair<String, Block> child : block.getChildren()) {
            // DJL puts a number of two digits before a child's name
            collect(path + child.getKey().substring(2) + ".", Objects.requireNonNull(child.getValue()), named);
        }
    }
}
