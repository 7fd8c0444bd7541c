package org.petctflow.nodes.images;

import java.util.EnumMap;
import java.util.Map;

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
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.petctflow.imaging.synthetic.Spoil;
import org.petctflow.imaging.synthetic.SyntheticCohort;
import org.petctflow.imaging.synthetic.SyntheticCohort.Grid;
import org.petctflow.imaging.synthetic.SyntheticCohort.Options;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.common.NoProvenance;

/** Settings of {@link SyntheticCohortNodeFactory}. */
@SuppressWarnings("restriction")
final class SyntheticCohortNodeParameters implements NodeParameters {

    static final String FOLDER = "Folder";

    @Section(title = "Patients")
    interface Patients {
    }

    @Section(title = "Scanner", description = "What the files look like. The defaults are the most usual.")
    @After(Patients.class)
    interface Scanner {
    }

    @Section(title = "Grids", description = "Small grids by default, so that a cohort is made and read in seconds.")
    @After(Scanner.class)
    interface Grids {
    }

    @Section(title = "Faults", description = "How many patients get a fault, so that quality control has something to find.")
    @After(Grids.class)
    interface Faults {
    }

    @Section(title = "Files")
    @After(Faults.class)
    interface Files {
    }

    enum Vendor {
            @Label(value = "Siemens", description = "A slope of its own for every slice; the decay reference in a private element.")
            SIEMENS,
            @Label(value = "GE", description = "Scan and injection times in private elements.")
            GE,
            @Label(value = "Philips", description = "Private factors for SUV and activity.")
            PHILIPS,
            @Label(value = "Mixed", description = "One after the other, as in a study of several centres.")
            MIXED
    }

    enum PetUnits {
            @Label(value = "Bq/ml", description = "BQML: activity concentration.")
            BQML,
            @Label(value = "Counts", description = "CNTS: only with Philips, whose private factors make a SUV of them.")
            CNTS,
            @Label(value = "SUV", description = "GML: standardised by body weight already.")
            GML
    }

    enum Decay {
            @Label(value = "Start of the scan", description = "START, as nearly all scanners do.")
            START,
            @Label(value = "Injection", description = "ADMIN.")
            ADMIN,
            @Label(value = "Not corrected", description = "NONE.")
            NONE
    }

    enum TransferSyntax {
            @Label("Implicit little endian")
            IMPLICIT_LITTLE_ENDIAN,
            @Label("Explicit little endian")
            EXPLICIT_LITTLE_ENDIAN,
            @Label("Explicit big endian")
            EXPLICIT_BIG_ENDIAN,
            @Label("Deflated")
            DEFLATED,
            @Label("Run-length encoded")
            RLE
    }

    enum DrawnOn {
            @Label("CT")
            CT,
            @Label("PET")
            PET
    }

    enum Where {
            @Label(value = "With the workflow",
                description = "KNIME keeps the files with the node's results and deletes them when the node is reset.")
            WORKFLOW,
            @Label(value = "In a folder", description = "The files stay where you want them.")
            FOLDER
    }

    interface WhereRef extends ParameterReference<Where> {
    }

    static final class IsFolder implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(WhereRef.class).isOneOf(Where.FOLDER);
        }
    }

    static final class NoiseOnly implements BooleanReference {
    }

    @Widget(title = "Number of patients", description = "1 to 9999. Each patient takes about 4 MB and a third of a second.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Patients.class)
    int m_patients = Options.DEFAULT.patients();

    @Widget(title = "Seed", description = "The same seed gives the same files, byte by byte.")
    @Layout(Patients.class)
    long m_seed = Options.DEFAULT.seed();

    @Widget(title = "Labels without relation to the images", description = """
            Draws both labels by chance. A method that still finds something has a leak: use it as a negative control.""")
    @ValueReference(NoiseOnly.class)
    @Layout(Patients.class)
    boolean m_noiseOnly;

    @Widget(title = "Effect", description = """
            How clearly the labels show in the images, 0 (not at all) to 2. Default 1: a good method finds them easily.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Effect(predicate = NoiseOnly.class, type = EffectType.HIDE)
    @Layout(Patients.class)
    double m_effect = Options.DEFAULT.effect();

    @Widget(title = "Missing values (%)", description = """
            The share of ages, smoking histories and CEA values that are missing, 0 to 50 %. Default 5 %, as in a kept database.""")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Patients.class)
    double m_missingPercent = 100 * Options.DEFAULT.missingShare();

    @Widget(title = "Vendor", description = "Whose headers the files have.")
    @RadioButtonsWidget(horizontal = true)
    @Layout(Scanner.class)
    Vendor m_vendor = Vendor.SIEMENS;

    @Widget(title = "PET values", description = "DICOM's Units (0054,1001).")
    @ValueSwitchWidget
    @Layout(Scanner.class)
    PetUnits m_petUnits = PetUnits.BQML;

    @Widget(title = "Decay corrected to", description = "DICOM's DecayCorrection (0054,1102).")
    @ValueSwitchWidget
    @Layout(Scanner.class)
    Decay m_decay = Decay.START;

    @Widget(title = "Transfer syntax", description = "How the files are encoded.", advanced = true)
    @Layout(Scanner.class)
    TransferSyntax m_transferSyntax = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

    @Widget(title = "CT slices", description = "16 to 1024.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Grids.class)
    int m_ctSlices = Options.DEFAULT.ct().slices();

    @Widget(title = "CT rows and columns", description = "32 to 1024.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Grids.class)
    int m_ctSize = Options.DEFAULT.ct().size();

    @Widget(title = "CT slice distance (mm)", description = "Slices times distance must be 220 to 600 mm.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Grids.class)
    double m_ctSliceDistance = Options.DEFAULT.ct().sliceMm();

    @Widget(title = "CT pixel size (mm)", description = "Columns times size must be 370 to 700 mm.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Grids.class)
    double m_ctPixelSize = Options.DEFAULT.ct().pixelMm();

    @Widget(title = "PET slices", description = "16 to 1024.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Grids.class)
    int m_petSlices = Options.DEFAULT.pet().slices();

    @Widget(title = "PET rows and columns", description = "32 to 1024.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Layout(Grids.class)
    int m_petSize = Options.DEFAULT.pet().size();

    @Widget(title = "PET slice distance (mm)", description = "Slices times distance must be 220 to 600 mm.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Grids.class)
    double m_petSliceDistance = Options.DEFAULT.pet().sliceMm();

    @Widget(title = "PET pixel size (mm)", description = "Columns times size must be 370 to 700 mm.", advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Grids.class)
    double m_petPixelSize = Options.DEFAULT.pet().pixelMm();

    @Widget(title = "Misaligned", description = "Patients that moved 25 to 40 mm between CT and PET.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Faults.class)
    int m_misaligned;

    @Widget(title = "Missing slice", description = "Patients one of whose inner slices is not there.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Faults.class)
    int m_missingSlice;

    @Widget(title = "Narrow field of view", description = "Patients whose CT is narrower than their body.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Faults.class)
    int m_truncated;

    @Widget(title = "Low uptake", description = "Patients whose tumour takes up less than the blood pool.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(Faults.class)
    int m_lowUptake;

    @Widget(title = "Tumour drawn on", description = "The image on which the structure set's region GTV is drawn.")
    @ValueSwitchWidget
    @Layout(Files.class)
    DrawnOn m_drawnOn = DrawnOn.CT;

    @Widget(title = "Masks as NIfTI, too", description = "Writes each tumour as a NIfTI mask beside the structure set.")
    @Layout(Files.class)
    boolean m_niftiMasks;

    @Widget(title = "Real World Value Mappings, too", description = """
            Writes a Real World Value Mapping object beside each PET that says what its stored values are in SUV by body weight, for readers
            that take SUV from there.""", advanced = true)
    @Layout(Files.class)
    @Migrate(loadDefaultIfAbsent = true)
    boolean m_mappings;

    @Widget(title = "Where", description = "Where the DICOM files are kept.")
    @ValueSwitchWidget
    @ValueReference(WhereRef.class)
    @NoProvenance
    @Layout(Files.class)
    Where m_where = Where.WORKFLOW;

    @Widget(title = FOLDER, description = """
            Where the files are written: a new or empty folder, or one that this node wrote before, which is then written anew.""")
    @FileSelectionWidget(SingleFileSelectionMode.FOLDER)
    @WithFileSystem(FileSystemOption.LOCAL)
    @Effect(predicate = IsFolder.class, type = EffectType.SHOW)
    @NoProvenance
    @Layout(Files.class)
    String m_folder = "";

    /** @return what to make */
    Options options() {
        final Map<Spoil, Integer> spoiled = new EnumMap<>(Spoil.class);
        spoiled.put(Spoil.MISALIGNED, m_misaligned);
        spoiled.put(Spoil.MISSING_SLICE, m_missingSlice);
        spoiled.put(Spoil.TRUNCATED, m_truncated);
        spoiled.put(Spoil.LOW_UPTAKE, m_lowUptake);
        return new Options(m_patients, m_seed, m_effect, m_noiseOnly,
            new Grid(m_ctSlices, m_ctSize, m_ctSliceDistance, m_ctPixelSize),
            new Grid(m_petSlices, m_petSize, m_petSliceDistance, m_petPixelSize),
            SyntheticCohort.Vendor.valueOf(m_vendor.name()), SyntheticCohort.PetUnits.valueOf(m_petUnits.name()),
            SyntheticCohort.Decay.valueOf(m_decay.name()), SyntheticCohort.TransferSyntax.valueOf(m_transferSyntax.name()),
            SyntheticCohort.DrawnOn.valueOf(m_drawnOn.name()), m_niftiMasks, m_missingPercent / 100, spoiled, m_mappings);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.inRange("Missing values (%)", m_missingPercent, 0, 50, " %");
        try {
            options();
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        }
        if (m_where == Where.FOLDER && !m_folder.isEmpty()) {
            Folders.path(FOLDER, m_folder);
        }
    }
}
