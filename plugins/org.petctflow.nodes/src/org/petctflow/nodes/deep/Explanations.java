package org.petctflow.nodes.deep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

import org.petctflow.base.Progress;
import org.petctflow.deep.data.Images;
import org.petctflow.deep.data.Task;
import org.petctflow.deep.explain.Attention;
import org.petctflow.deep.explain.AttentionSummary;
import org.petctflow.deep.explain.GradCam;
import org.petctflow.deep.explain.HeatMap;
import org.petctflow.deep.network.Layer;
import org.petctflow.deep.predict.Prediction;
import org.petctflow.deep.predict.Predictor;
import org.petctflow.imaging.volume.Geometry;
import org.petctflow.nodes.deep.GradCamViewerNodeParameters.Explained;
import org.petctflow.study.viewer.ViewerCase;
import org.petctflow.study.viewer.ViewerImage;
import org.petctflow.study.viewer.ViewerImage.Heat;
import org.petctflow.study.viewer.ViewerImage.Kind;
import org.petctflow.study.viewer.ViewerPage;
import org.petctflow.study.viewer.ViewerPage.Named;
import org.petctflow.study.viewer.ViewerPage.Output;
import org.petctflow.study.viewer.ViewerPage.Share;

/** Explains patients one after the other, and puts them into the form of the view. */
final class Explanations {

    private final Predictor m_predictor;

    private final Patients m_patients;

    private final GradCamViewerNodeParameters m_parameters;

    private final List<Task> m_tasks;

    private final Set<Layer> m_layers;

    /** One patient's maps. */
    record Explanation(Images images, List<Map> maps) {
    }

    /** A map, where its weight lies (null without a mask), and the true class (-1 if unknown). */
    record Map(HeatMap heat, Attention attention, int truth) {
    }

    /**
     * @param predictor holds the network
     * @param patients the patients
     * @param parameters what is explained
     * @throws IllegalArgumentException if the network has no such task, or none of the layers
     */
    Explanations(final Predictor predictor, final Patients patients, final GradCamViewerNodeParameters parameters) {
        m_predictor = predictor;
        m_patients = patients;
        m_parameters = parameters;
        m_tasks = predictor.model().tasks();
        m_layers = EnumSet.copyOf(parameters.layers());
        m_layers.retainAll(GradCam.layers(predictor.model().architecture()));
        if (m_layers.isEmpty()) {
            throw new IllegalArgumentException("The network has none of the chosen layers: choose one of its other ones");
        }
        if (tasks().isEmpty()) {
            throw new IllegalArgumentException("The network has no task '" + parameters.m_task.get() + "', only "
                + m_tasks.stream().map(Task::name).toList());
        }
    }

    /** Indices of the tasks that are explained. */
    List<Integer> tasks() {
        return IntStream.range(0, m_tasks.size())
            .filter(t -> m_parameters.m_task.isEmpty() || m_tasks.get(t).name().equals(m_parameters.m_task.get())).boxed().toList();
    }

    Task task(final int t) {
        return m_tasks.get(t);
    }

    Explanation explain(final int patient) throws IOException {
        final Images images = m_patients.images(patient);
        final double[] features = m_patients.features(patient);
        final List<Map> maps = new ArrayList<>();
        for (final int t : tasks()) {
            final int truth = m_tasks.get(t).classes().indexOf(m_patients.text(patient, m_tasks.get(t).name()));
            if (m_parameters.m_class == Explained.TRUE && truth < 0) {
                throw new IOException("The true class of '" + m_tasks.get(t).name() + "' is not known: there must be a column of this name with "
                    + String.join(" or ", m_tasks.get(t).classes()) + ", or choose to explain another class");
            }
            final int explained = switch (m_parameters.m_class) {
                case PREDICTED -> -1;
                case LAST -> m_tasks.get(t).classes().size() - 1;
                case TRUE -> truth;
            };
            for (final GradCam.Method method : m_parameters.methods()) {
                for (final HeatMap heat : GradCam.explain(m_predictor, images, features, t, explained, m_layers, method)) {
                    maps.add(new Map(heat, images.mask() == null ? null
                        : Attention.of(heat.map(), images.mask(), m_parameters.m_innerMm, m_parameters.m_outerMm), truth));
                }
            }
        }
        return new Explanation(images, maps);
    }

    static AttentionSummary.Entry entry(final Map map) {
        return new AttentionSummary.Entry(map.heat.task(), map.heat.layer(), map.heat.method(), map.attention);
    }

    /** A patient as the view shows it. */
    ViewerCase shown(final int number, final String label, final Explanation e, final Prediction prediction) {
        final Geometry grid = ViewerImage.grid((e.images.ct() == null ? e.images.pet() : e.images.ct()).geometry(), m_parameters.m_voxels);
        final List<ViewerImage> images = new ArrayList<>();
        if (e.images.ct() != null) {
            images.add(ViewerImage.of(Kind.CT, "CT", e.images.ct(), grid, null, Progress.NONE));
        }
        if (e.images.pet() != null) {
            images.add(ViewerImage.of(Kind.PET, "PET", e.images.pet(), grid, null, Progress.NONE));
        }
        if (e.images.mask() != null) {
            images.add(ViewerImage.mask("tumour", e.images.mask().toVolume(), grid, Progress.NONE));
        }
        for (final Map m : e.maps) {
            final List<Share> shares = m.attention == null ? List.of() : List.of(new Share("core", m.attention.core()),
                new Share("rim", m.attention.rim()), new Share("outside", m.attention.outside()));
            images.add(ViewerImage.of(Kind.HEATMAP, name(m.heat), m.heat.map(), grid,
                new Heat(taskId(m.heat.task()), id(m.heat.layer()), id(m.heat.method()), shares), Progress.NONE));
        }
        final List<Output> outputs = new ArrayList<>();
        for (int t = 0; t < m_tasks.size(); t++) {
            final int task = t;
            outputs.add(Output.of(taskId(t), prediction.probabilities().get(t),
                e.maps.stream().filter(m -> m.heat.task() == task).findFirst().map(Map::truth).orElse(-1)));
        }
        final String explained = String.join(" and ", e.maps.stream()
            .map(m -> m_tasks.get(m.heat.task()).name() + " = " + m_tasks.get(m.heat.task()).classes().get(m.heat.classIndex())).distinct().toList());
        return ViewerCase.of("case-" + number, label, "Heat maps show what spoke for " + explained + ".", images, outputs);
    }

    private String name(final HeatMap heat) {
        return heat.method().title() + ", " + heat.layer().title() + ", " + m_tasks.get(heat.task()).name();
    }

    /** The view's images of a case for a picture: of the heat maps, the first method's of the deepest layers. */
    List<ViewerImage> forPicture(final ViewerCase shown) {
        final Set<String> layers = Set.copyOf(pictured().stream().map(Explanations::id).toList());
        return shown.images().stream().filter(i -> i.kind() != Kind.HEATMAP
            || layers.contains(i.heat().layer()) && i.heat().method().equals(id(m_parameters.methods().get(0)))).toList();
    }

    /** At most two layers, the deepest. */
    List<Layer> pictured() {
        final List<Layer> all = List.copyOf(m_layers);
        return all.subList(Math.max(0, all.size() - 2), all.size());
    }

    static String id(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String taskId(final int t) {
        return "task-" + (t + 1);
    }

    /** The view's page. */
    ViewerPage page(final List<ViewerPage.Case> cases, final List<String> notes) {
        final var presets = new ViewerPage.Presets(ViewerPage.Presets.CT, ViewerPage.Presets.pet(true, 0));
        return new ViewerPage("Grad-CAM",
            IntStream.range(0, m_tasks.size()).filter(t -> tasks().contains(t))
                .mapToObj(t -> new ViewerPage.Task(taskId(t), m_tasks.get(t).name(), m_tasks.get(t).classes())).toList(),
            m_layers.stream().map(l -> new Named(id(l), l.title())).toList(),
            m_parameters.methods().stream().map(m -> new Named(id(m), m.title())).toList(), presets, notes,
            new ViewerPage.Initial(cases.isEmpty() ? "" : cases.get(0).id(), taskId(tasks().get(0)),
                id(m_layers.contains(Layer.SMALL_SCALE_ATTENTION) ? Layer.SMALL_SCALE_ATTENTION : m_layers.iterator().next()),
                "lung", "suv10", 0.5, 0.3), cases);
    }
}
