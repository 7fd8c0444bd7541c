package org.petctflow.nodes.deep;

import java.util.List;
import java.util.stream.IntStream;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelectionWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSystemOption;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.SingleFileSelectionMode;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.WithFileSystem;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.Migrate;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.choices.filter.TwinlistWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.deep.data.Augmentation;
import org.petctflow.deep.data.Grid;
import org.petctflow.deep.data.Preprocessing;
import org.petctflow.deep.network.Architecture;
import org.petctflow.deep.network.JointLoss;
import org.petctflow.deep.train.OptimizerOptions;
import org.petctflow.deep.train.Schedule;
import org.petctflow.deep.train.TrainOptions;
import org.petctflow.imaging.volume.Units;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link DmdpTrainerNodeFactory}. */
final class DmdpTrainerNodeParameters implements NodeParameters {

    static final String CHECKPOINT = "Folder of the checkpoint";

    @Section(title = "Columns")
    interface ColumnsSection {
    }

    @Section(title = "Validation")
    @After(ColumnsSection.class)
    interface ValidationSection {
    }

    @Section(title = "Images")
    @After(ValidationSection.class)
    interface ImagesSection {
    }

    @Section(title = "Network")
    @After(ImagesSection.class)
    interface NetworkSection {
    }

    @Section(title = "Loss")
    @After(NetworkSection.class)
    interface LossSection {
    }

    @Section(title = "Training")
    @After(LossSection.class)
    interface TrainingSection {
    }

    @Section(title = "Augmentation")
    @After(TrainingSection.class)
    interface AugmentationSection {
    }

    @Section(title = "Machine")
    @After(AugmentationSection.class)
    interface MachineSection {
    }

    enum Modalities {
            @Label(value = "CT and PET", description = "Two encoders that attend to each other.")
            BOTH,
            @Label(value = "CT", description = "CT alone attends to itself.")
            CT,
            @Label(value = "PET", description = "PET alone attends to itself.")
            PET
    }

    enum Split {
            @Label(value = "Stratified", description = """
                    A share of the patients is drawn so that every combination of labels has the same share. All rows of a patient stay
                    together.""")
            STRATIFIED,
            @Label(value = "By a column", description = "A column says who validates, e.g. the fold of a cross-validation.")
            COLUMN,
            @Label(value = "None", description = "All train; the last epoch is kept.")
            NONE
    }

    enum Suv {
            @Label("SUVbw")
            SUVBW(Units.SUV_BW),
            @Label("SUVlbm")
            SUVLBM(Units.SUV_LBM),
            @Label("SUVbsa")
            SUVBSA(Units.SUV_BSA),
            @Label("SUVibw")
            SUVIBW(Units.SUV_IBW);

        private final String m_unit;

        Suv(final String unit) {
            m_unit = unit;
        }
    }

    enum Rule {
            @Label(value = "AdamW", description = "Adam with decoupled weight decay (arXiv:1711.05101).")
            ADAMW,
            @Label(value = "Adam", description = "Adam (arXiv:1412.6980).")
            ADAM,
            @Label(value = "SGD", description = "Stochastic gradient descent with momentum 0.9.")
            SGD
    }

    enum Curve {
            @Label(value = "Cosine", description = "Half a cosine down to 1 % of the rate (arXiv:1608.03983), after one epoch of warm-up.")
            COSINE,
            @Label(value = "Constant", description = "The same rate throughout, after one epoch of warm-up.")
            CONSTANT
    }

    enum Detail {
            @Label(value = "Standard", description = "Each stage but the first halves the resolution; the first does for boxes of more than 64 voxels.")
            STANDARD,
            @Label(value = "Fine", description = """
                    The second stage keeps the resolution, too: attention and heat maps have positions half as wide. A step takes about three
                    times as long.""")
            FINE
    }

    interface ModalitiesRef extends ParameterReference<Modalities> {
    }

    interface SplitRef extends ParameterReference<Split> {
    }

    static final class UseMask implements BooleanReference {
    }

    static final class Augment implements BooleanReference {
    }

    static final class KeepCheckpoint implements BooleanReference {
    }

    static final class UsesCt implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModalitiesRef.class).isOneOf(Modalities.BOTH, Modalities.CT);
        }
    }

    static final class UsesPet implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModalitiesRef.class).isOneOf(Modalities.BOTH, Modalities.PET);
        }
    }

    static final class UsesBoth implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(ModalitiesRef.class).isOneOf(Modalities.BOTH);
        }
    }

    static final class IsStratified implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SplitRef.class).isOneOf(Split.STRATIFIED);
        }
    }

    static final class IsColumn implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(SplitRef.class).isOneOf(Split.COLUMN);
        }
    }

    @Widget(title = "Modalities", description = "Which images the network sees. Default: both, as in the study.")
    @ValueSwitchWidget
    @ValueReference(ModalitiesRef.class)
    @Layout(ColumnsSection.class)
    Modalities m_modalities = Modalities.BOTH;

    @Widget(title = "CT", description = "The column with boxes of CT in HU, as the ROI Cropper makes them.")
    @ChoicesProvider(Deep.Volumes.class)
    @Effect(predicate = UsesCt.class, type = EffectType.SHOW)
    @Layout(ColumnsSection.class)
    String m_ctColumn = "CT ROI";

    @Widget(title = "PET", description = "The column with boxes of PET in SUV, on the same voxels as the CT.")
    @ChoicesProvider(Deep.Volumes.class)
    @Effect(predicate = UsesPet.class, type = EffectType.SHOW)
    @Layout(ColumnsSection.class)
    String m_petColumn = "PET ROI";

    @Widget(title = "Mask as a channel", description = """
            Shows the tumour's mask to the network beside each image. With few patients this makes learning surer: on synthetic patients a
            sign in the tumour's core was found whatever the seed with the mask, and not always without. Default no: the mask of a new patient
            would be needed, too, and who drew it would matter.""")
    @ValueReference(UseMask.class)
    @Layout(ColumnsSection.class)
    boolean m_useMask;

    @Widget(title = "Mask", description = "The column with boxes of the tumour's mask, on the same voxels.")
    @ChoicesProvider(Deep.Volumes.class)
    @Effect(predicate = UseMask.class, type = EffectType.SHOW)
    @Layout(ColumnsSection.class)
    String m_maskColumn = "Mask ROI";

    @Widget(title = "Labels", description = """
            The columns to predict, a task each, of 2 to 20 classes; the last class in alphabetical order is the positive one. A label may be
            missing: the patient then teaches the other tasks.""")
    @ChoicesProvider(Deep.Labels.class)
    @TwinlistWidget
    @Layout(ColumnsSection.class)
    String[] m_labelColumns = {"EGFR", "subtype"};

    @Widget(title = "Features", description = """
            Radiomic and clinical features as numbers, best the selected ones. They are standardised by the training patients; missing
            ones are filled with the training patients' median. Without any, the network has neither text encoder nor contrastive loss.""")
    @ChoicesProvider(Deep.Numbers.class)
    @TwinlistWidget
    @Layout(ColumnsSection.class)
    String[] m_featureColumns = {};

    @Widget(title = "Patient", description = """
            The column with the patient's id. All rows of a patient are on one side of the split, and a clinical table that is connected
            is joined by it: the column must have this name in both tables.""")
    @ChoicesProvider(Deep.Labels.class)
    @Layout(ColumnsSection.class)
    String m_patientColumn = "Patient";

    @Widget(title = "Validation patients", description = "Who decides which epoch is kept, and is predicted in the third output.")
    @ValueSwitchWidget
    @ValueReference(SplitRef.class)
    @Layout(ValidationSection.class)
    Split m_split = Split.STRATIFIED;

    @Widget(title = "Share (%)", description = "How many of the patients validate. Default 40 %: the study's 6 to 4.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = IsStratified.class, type = EffectType.SHOW)
    @Layout(ValidationSection.class)
    double m_validationPercent = 40;

    @Widget(title = "Split column", description = "The column that says who validates.")
    @ChoicesProvider(Deep.Labels.class)
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    @Layout(ValidationSection.class)
    String m_splitColumn = "Fold";

    @Widget(title = "Value of validation patients", description = "The value in that column; all other rows train.")
    @Effect(predicate = IsColumn.class, type = EffectType.SHOW)
    @Layout(ValidationSection.class)
    String m_validationValue = "1";

    @Widget(title = "Box along slices (mm)", description = "The boxes' extent. Default 48 mm, the study's and the ROI Cropper's.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(ImagesSection.class)
    double m_sliceSize = 48;

    @Widget(title = "Box along rows (mm)", description = "Default 96 mm.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(ImagesSection.class)
    double m_rowSize = 96;

    @Widget(title = "Box along columns (mm)", description = "Default 96 mm.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(ImagesSection.class)
    double m_columnSize = 96;

    @Widget(title = "Voxel edge (mm)", description = """
            Boxes are brought onto cubic voxels of this edge. Default 2 mm: finer than PET resolves, and a step costs an eighth of that at 1 mm, the study's.""")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(ImagesSection.class)
    double m_voxelEdge = 2;

    @Widget(title = "CT window from (HU)", description = "CT below is cut. Default -1000 HU, air.", advanced = true)
    @Effect(predicate = UsesCt.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    double m_ctLow = -1000;

    @Widget(title = "CT window to (HU)", description = "CT above is cut. Default 400 HU, contrast-enhanced tissue.", advanced = true)
    @Effect(predicate = UsesCt.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    double m_ctHigh = 400;

    @Widget(title = "PET cap (SUV)", description = "PET above is cut, so that one hot voxel does not set the scale. Default 20.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Effect(predicate = UsesPet.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    double m_petHigh = 20;

    @Widget(title = "PET unit", description = "Which SUV the PET must be in. Images in another unit are refused. Default SUVbw, the usual one.")
    @ValueSwitchWidget
    @Effect(predicate = UsesPet.class, type = EffectType.SHOW)
    @Layout(ImagesSection.class)
    Suv m_petUnit = Suv.SUVBW;

    @Widget(title = "Width", description = """
            Channels of an encoder's first stage; they double in each of the three others. Default 16: about 2 million parameters.""")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int m_width = 16;

    @Widget(title = "Detail", description = """
            How fine the maps are that attention works on and heat maps are made of. Default standard: 8 mm at voxels of 1 or 2 mm.""", advanced = true)
    @ValueSwitchWidget
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(NetworkSection.class)
    Detail m_detail = Detail.STANDARD;

    @Widget(title = "Attention heads", description = "Must divide four times the width. Default 4.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int m_heads = 4;

    @Widget(title = "Image embedding", description = "Units of the fused images. Default 128.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int m_hidden = 128;

    @Widget(title = "Text encoder", description = "Units of the encoder of features. Default 64.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int m_textUnits = 64;

    @Widget(title = "Shared space", description = "Dimensions of the space in which images and features are aligned. Default 32.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(NetworkSection.class)
    int m_projection = 32;

    @Widget(title = "Dropout", description = "Share of the joint embedding's units that is dropped in training, 0 to below 1. Default 0.2.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(NetworkSection.class)
    double m_dropout = 0.2;

    @Widget(title = "Weight of the first label", description = """
            What the first label's cross-entropy is multiplied with in the loss. Default 1: all labels alike. With 0 it is not learned.""",
        advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(LossSection.class)
    double m_firstWeight = 1;

    @Widget(title = "Weight of the second label", description = "The same for the second label. Further labels have the weight 1.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Migrate(loadDefaultIfAbsent = true)
    @Layout(LossSection.class)
    double m_secondWeight = 1;

    @Widget(title = "Balance classes", description = "A class counts by the inverse of its frequency, so that a rare one is learned. Default yes.")
    @Layout(LossSection.class)
    boolean m_balance = true;

    @Widget(title = "Weight of the contrastive loss", description = """
            The weight of the term that draws a patient's images and features together and other patients' apart; 0 leaves it out. Default 0.2:
            the tasks lead. Less where the features tell little about the labels: the images would be drawn to what does not matter.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(LossSection.class)
    double m_contrastiveWeight = JointLoss.DEFAULT.contrastiveWeight();

    @Widget(title = "Temperature", description = "The contrastive loss': smaller looks at the nearest strangers only. Default 0.1.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(LossSection.class)
    double m_temperature = JointLoss.DEFAULT.temperature();

    @Widget(title = "Epochs", description = "How often every training patient is seen. Default 60.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_epochs = 60;

    @Widget(title = "Patience (epochs)", description = """
            Training stops after so many epochs without a better validation loss. Default 0: never, since the cosine is best at its end.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    int m_patience;

    @Widget(title = "Batch size", description = "Patients a step, at least 2: the contrastive loss compares them with each other. Default 8.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(TrainingSection.class)
    int m_batchSize = 8;

    @Widget(title = "Optimiser", description = "How parameters follow their gradients, which are clipped at length 5.")
    @ValueSwitchWidget
    @Layout(TrainingSection.class)
    Rule m_rule = Rule.ADAMW;

    @Widget(title = "Learning rate", description = "The highest of the schedule. Default 0.001.")
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(TrainingSection.class)
    double m_learningRate = OptimizerOptions.DEFAULT.learningRate();

    @Widget(title = "Weight decay", description = "Draws weights to 0. Default 0.01.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(TrainingSection.class)
    double m_weightDecay = OptimizerOptions.DEFAULT.weightDecay();

    @Widget(title = "Schedule", description = "How the learning rate goes over the epochs.", advanced = true)
    @ValueSwitchWidget
    @Layout(TrainingSection.class)
    Curve m_schedule = Curve.COSINE;

    @Widget(title = "Seed", description = """
            Split, first weights, order, augmentation and dropout. On a CPU the same seed gives the same model, bit by bit, as long as
            <i>Threads</i> stays the same, however many processors there are; on a GPU it is the same to rounding.""")
    @Layout(TrainingSection.class)
    long m_seed = 1;

    @Widget(title = "Vary training patients", description = "Mirrors, small turns and shifts, contrast, brightness and noise; CT, PET and mask move together.")
    @ValueReference(Augment.class)
    @Layout(AugmentationSection.class)
    boolean m_augment = true;

    @Widget(title = "Mirror", description = "Along each axis with probability 1/2.", advanced = true)
    @Effect(predicate = Augment.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    boolean m_flip = Augmentation.DEFAULT.flip();

    @Widget(title = "Rotation (degrees)", description = "The largest turn about each axis. Default 10; turning smooths, so that every other patient is turned.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Augment.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    double m_rotation = Augmentation.DEFAULT.rotationDegrees();

    @Widget(title = "Shift (voxels)", description = "The largest shift along each axis. Default 2.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Augment.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    int m_shift = Augmentation.DEFAULT.shiftVoxels();

    @Widget(title = "Contrast", description = "Contrast is multiplied by 1 minus to 1 plus this. Default 0.1.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Augment.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    double m_contrast = Augmentation.DEFAULT.intensityScale();

    @Widget(title = "Brightness", description = "Moves by up to so many standard deviations. Default 0.1.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Augment.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    double m_brightness = Augmentation.DEFAULT.intensityShift();

    @Widget(title = "Noise", description = "Its standard deviation, in standard deviations of the modality. Default 0.05.", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = Augment.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    double m_noise = Augmentation.DEFAULT.noise();

    @Widget(title = "Modality dropout", description = """
            The share of training patients of whom one modality is hidden, 0 to below 1, so that the network learns to do without. Default 0;
            0.2 where new patients may lack CT or PET.""", advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = UsesBoth.class, type = EffectType.SHOW)
    @Layout(AugmentationSection.class)
    double m_modalityDropout;

    @Widget(title = "Device", description = "<tt>auto</tt> (default: the first GPU, else the CPU), <tt>cpu</tt>, or <tt>cuda:k</tt> with k from 0.")
    @NoProvenance
    @Layout(MachineSection.class)
    String m_device = "auto";

    @Widget(title = "Threads", description = Deep.THREADS_DESCRIPTION, advanced = true)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @NoProvenance
    @Layout(MachineSection.class)
    int m_threads = Deep.THREADS;

    @Widget(title = "Run in a separate process", description = """
            Trains in a Java process of its own: should PyTorch crash or the memory end, this node fails with a message and the workflow
            stays. The network is the same. Default off: a process needs seconds to start and its memory beside KNIME's.""", advanced = true)
    @NoProvenance
    @Layout(MachineSection.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_separateProcess;

    @Widget(title = "Keep a checkpoint", description = """
            Writes the state and the best weights to <tt>dmdp.checkpoint</tt> after every epoch. A training that was cancelled or broke off
            goes on from there, bit by bit as if it had run through.""")
    @ValueReference(KeepCheckpoint.class)
    @NoProvenance
    @Layout(MachineSection.class)
    boolean m_keepCheckpoint;

    @Widget(title = CHECKPOINT, description = "Where it is written. The folder is made if it does not exist.")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = KeepCheckpoint.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(MachineSection.class)
    String m_checkpointFolder = "";

    @Widget(title = "Go on from it", description = """
            Goes on if there is a checkpoint of the same patients and settings; one of others is an error. Without, it is begun anew.""")
    @Effect(predicate = KeepCheckpoint.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(MachineSection.class)
    boolean m_resume = true;

    boolean ct() {
        return m_modalities != Modalities.PET;
    }

    boolean pet() {
        return m_modalities != Modalities.CT;
    }

    Patients.Chosen chosen() {
        return new Patients.Chosen(m_patientColumn, ct() ? m_ctColumn : null, pet() ? m_petColumn : null, m_useMask ? m_maskColumn : null,
            List.of(m_featureColumns), List.of(m_labelColumns), m_split == Split.COLUMN ? m_splitColumn : null);
    }

    Preprocessing preprocessing() {
        return Preprocessing.of(Grid.of(m_sliceSize, m_rowSize, m_columnSize, m_voxelEdge)).withRanges(m_ctLow, m_ctHigh, m_petHigh, m_petUnit.m_unit);
    }

    /** Without a checkpoint: configure needs no folder. */
    TrainOptions options(final List<Integer> classes) {
        final Grid grid = preprocessing().grid();
        final Architecture standard = Architecture.of(grid.slices(), grid.rows(), grid.columns(), m_featureColumns.length);
        final Architecture architecture = (m_detail == Detail.STANDARD ? standard
            : standard.withStrides(List.of(standard.strides().get(0), 1, 2, 2))).withModalities(ct(), pet()).withMaskChannel(m_useMask).withWidth(m_width, m_heads)
            .withEmbedding(m_hidden, m_textUnits, m_projection).withDropout(m_dropout).withClasses(classes);
        final List<Double> weights =
            IntStream.range(0, classes.size()).mapToObj(t -> t == 0 ? m_firstWeight : t == 1 ? m_secondWeight : 1.0).toList();
        return TrainOptions.of(architecture)
            .withLoss(new JointLoss(weights, m_contrastiveWeight, m_temperature), m_balance)
            .withOptimizer(OptimizerOptions.DEFAULT.with(OptimizerOptions.Kind.valueOf(m_rule.name()), m_learningRate).withWeightDecay(m_weightDecay),
                new Schedule(Schedule.Kind.valueOf(m_schedule.name()), Math.min(1, m_epochs / 4.0), Schedule.DEFAULT.factor(), Schedule.DEFAULT.stepEpochs()))
            .withEpochs(m_epochs, m_patience, m_batchSize)
            .withRegularization(m_augment ? new Augmentation(m_flip, m_rotation, m_shift, m_contrast, m_brightness, m_noise) : Augmentation.NONE,
                m_modalities == Modalities.BOTH ? m_modalityDropout : 0, 0)
            .withSeed(m_seed).withResources(m_device.strip(), m_threads, 3);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        if (m_split == Split.STRATIFIED) {
            Checks.inRange("Share (%)", m_validationPercent, 1, 90, " %");
        } else if (m_split == Split.COLUMN) {
            Checks.notBlank("Value of validation patients", m_validationValue);
        }
        Deep.checkDevice(m_device);
        if (m_keepCheckpoint) {
            Folders.path(CHECKPOINT, m_checkpointFolder);
        }
        try {
            options(java.util.Collections.nCopies(Math.max(1, m_labelColumns.length), 2));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
    }
}
