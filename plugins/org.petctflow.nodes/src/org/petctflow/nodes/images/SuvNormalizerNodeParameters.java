package org.petctflow.nodes.images;

import java.util.List;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
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
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.RadioButtonsWidget;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveDoubleValidation;
import org.petctflow.imaging.suv.SuvOptions;
import org.petctflow.imaging.suv.SuvType;
import org.petctflow.nodes.common.Checks;
import org.petctflow.nodes.common.Columns;
import org.petctflow.types.VolumeValue;

/** Settings of {@link SuvNormalizerNodeFactory}. */
final class SuvNormalizerNodeParameters implements NodeParameters {

    @Section(title = "Uptake")
    interface Uptake {
    }

    @Section(title = "Decay")
    @After(Uptake.class)
    interface Decay {
    }

    @Section(title = "Doubtful headers")
    @After(Decay.class)
    interface Doubtful {
    }

    @Section(title = "Better known",
        description = "Columns whose values take the place of the header's. A missing value leaves the header's.")
    @After(Doubtful.class)
    interface Better {
    }

    enum Type {
            @Label(value = "Body weight (SUVbw)", description = "What most studies and all thresholds in SUV mean; g/ml.")
            BW,
            @Label(value = "Lean body mass, Morgan (SUVlbm)",
                description = "SUL as in PERCIST and as QIBA and DICOM define LBM; g/ml. Needs height and sex.")
            LBM_MORGAN,
            @Label(value = "Lean body mass, James (SUVlbm)", description = "The older formula; g/ml. Needs height and sex.")
            LBM_JAMES,
            @Label(value = "Lean body mass, Janmahasatian (SUVlbm)",
                description = "Valid in obese patients, too (doi:10.2165/00003088-200544100-00004); g/ml. Needs height and sex.")
            LBM_JANMAHASATIAN,
            @Label(value = "Body surface area (SUVbsa)", description = "After DuBois; cm2/ml. Needs height.")
            BSA,
            @Label(value = "Ideal body weight (SUVibw)", description = "After Devine; g/ml. Needs height and sex.")
            IBW
    }

    enum Result {
            @Label(value = "Replaces the volume", description = "The column then holds SUV. Whatever is no PET stays as it is.")
            REPLACE,
            @Label(value = "New column", description = "A column <b>SUV</b>, missing where the volume is no PET.")
            APPEND
    }

    enum Reference {
            @Label(value = "By rule", description = """
                    The first that holds: DecayCorrectionDateTime, the series' time, the vendor's private time, the time computed back from
                    the frame reference time, the earliest acquisition.""")
            AUTOMATIC,
            @Label(value = "Series", description = "SeriesDate and SeriesTime.")
            SERIES,
            @Label(value = "Acquisition", description = "The earliest acquisition of the series.")
            ACQUISITION,
            @Label(value = "Computed back", description = "From acquisition and FrameReferenceTime.")
            BACK_COMPUTED,
            @Label(value = "Vendor", description = "GE's (0009,100D) or Siemens' (0071,1022) private element.")
            VENDOR
    }

    enum Mapping {
            @Label(value = "Where no factor can be computed", description = """
                    Dose, weight or times are missing, as in headers that were de-identified. Otherwise it is compared with the factor, and
                    a difference of more than 1 % is warned of.""")
            FALLBACK,
            @Label(value = "Wherever there is one", description = "The header's own SUV take the place of the computation.")
            FIRST,
            @Label(value = "Never", description = "It is compared with the factor only.")
            COMPARE
    }

    interface TypeRef extends ParameterReference<Type> {
    }

    static final class NeedsSex implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(TypeRef.class).isOneOf(Type.LBM_MORGAN, Type.LBM_JAMES, Type.LBM_JANMAHASATIAN, Type.IBW);
        }
    }

    static final class NeedsHeight implements EffectPredicateProvider {
        @Override
        public EffectPredicate init(final PredicateInitializer i) {
            return i.getEnum(TypeRef.class).isOneOf(Type.BW).negate();
        }
    }

    @Widget(title = "Volume", description = "The column with the PET volumes. Volumes that are no PET, and missing ones, are left alone.")
    @ChoicesProvider(Columns.Volumes.class)
    @Layout(Uptake.class)
    String m_volumeColumn = "PET";

    @Widget(title = "Normalised by", description = "What the uptake is divided by. Default: body weight, which most thresholds mean.")
    @RadioButtonsWidget
    @ValueReference(TypeRef.class)
    @Layout(Uptake.class)
    Type m_type = Type.BW;

    @Widget(title = "Result", description = "Where the normalised volume goes.")
    @ValueSwitchWidget
    @Layout(Uptake.class)
    Result m_result = Result.REPLACE;

    @Widget(title = "Decay was corrected to", description = """
            Which time decay was corrected to where DecayCorrection (0054,1102) is START. Default: by rule; the report lists every
            candidate, the factor it would give, and how far they lie apart.""", advanced = true)
    @Layout(Decay.class)
    Reference m_reference = Reference.AUTOMATIC;

    @Widget(title = "Longest decay (half-lives)", description = """
            More decay between injection and reference time than this is taken for a wrong time and refused. Default 6 (11 h of F-18).""",
        advanced = true)
    @NumberInputWidget(minValidation = IsPositiveDoubleValidation.class)
    @Layout(Decay.class)
    double m_maxHalfLives = 6;

    @Widget(title = "Mend wrong units", description = """
            Whether a dose in MBq, a weight in g, a height in cm and a half-life in minutes are mended with a warning. Default: yes, for each
            is recognised without doubt; otherwise they are refused.""")
    @Layout(Doubtful.class)
    boolean m_mendUnits = true;

    @Widget(title = "Attenuation and decay must be corrected", description = """
            Whether an image that CorrectedImage (0028,0051) does not list as corrected is refused. Default: yes, its SUV would mean
            nothing.""")
    @Layout(Doubtful.class)
    boolean m_requireCorrections = true;

    @Widget(title = "Unknown sex: mean of both", description = """
            Whether a patient of unknown sex takes the mean of the formulas for men and women, with a warning. Otherwise the row is
            refused.""")
    @Effect(predicate = NeedsSex.class, type = EffectType.SHOW)
    @Layout(Doubtful.class)
    boolean m_meanOfSexes = true;

    @Widget(title = "Calibrate counts per second", description = """
            Whether units CPS are taken to Bq/ml by DoseCalibrationFactor (0054,1322). Default: no, for what that factor means differs
            between vendors.""", advanced = true)
    @Layout(Doubtful.class)
    boolean m_calibratedCounts;

    @Widget(title = "Use the header's own mapping to SUV", description = """
            When a Real World Value Mapping to SUV is used that an image holds, or a Real World Value Mapping object that names it (the
            DICOM Reader finds both). Default: where no factor can be computed otherwise, with a warning.""")
    @RadioButtonsWidget
    @Layout(Doubtful.class)
    @Migrate(loadDefaultIfAbsent = true)
    Mapping m_mapping = Mapping.FALLBACK;

    @Widget(title = "Weight (kg)", description = "The column with the body weight in kg.")
    @ChoicesProvider(Columns.Numbers.class)
    @Layout(Better.class)
    Optional<String> m_weightColumn = Optional.empty();

    @Widget(title = "Height (cm)", description = "The column with the height in cm.")
    @ChoicesProvider(Columns.Numbers.class)
    @Effect(predicate = NeedsHeight.class, type = EffectType.SHOW)
    @Layout(Better.class)
    Optional<String> m_heightColumn = Optional.empty();

    @Widget(title = "Sex", description = "The column with the sex: <tt>M</tt> or <tt>F</tt>.")
    @ChoicesProvider(Columns.Texts.class)
    @Effect(predicate = NeedsSex.class, type = EffectType.SHOW)
    @Layout(Better.class)
    Optional<String> m_sexColumn = Optional.empty();

    @Widget(title = "Dose (MBq)", description = "The column with the net injected activity at the time of the injection in MBq.")
    @ChoicesProvider(Columns.Numbers.class)
    @Layout(Better.class)
    Optional<String> m_doseColumn = Optional.empty();

    @Widget(title = "Syringe before (MBq)", description = """
            The column with the activity of the full syringe in MBq. Net dose = full syringe - residue, both carried to the injection by
            decay; it takes the place of the dose, of the column's and of the header's. A missing value leaves the dose.""", advanced = true)
    @ChoicesProvider(Columns.Numbers.class)
    @Layout(Better.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<String> m_syringeColumn = Optional.empty();

    @Widget(title = "Syringe measured at", description = "The column with the time of that measurement, written like the injection's.",
        advanced = true)
    @ChoicesProvider(Columns.Texts.class)
    @Layout(Better.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<String> m_syringeTimeColumn = Optional.empty();

    @Widget(title = "Residue (MBq)", description = """
            The column with the activity that stayed in the syringe in MBq; missing or 0 where nothing did.""", advanced = true)
    @ChoicesProvider(Columns.Numbers.class)
    @Layout(Better.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<String> m_residueColumn = Optional.empty();

    @Widget(title = "Residue measured at", description = "The column with the time of that measurement, written like the injection's.",
        advanced = true)
    @ChoicesProvider(Columns.Texts.class)
    @Layout(Better.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<String> m_residueTimeColumn = Optional.empty();

    @Widget(title = "Half-life (min)", description = """
            The column with the radionuclide's half-life in minutes (F-18: 109.77), for headers that name neither the half-life nor the
            nuclide.""", advanced = true)
    @ChoicesProvider(Columns.Numbers.class)
    @Layout(Better.class)
    @Migrate(loadDefaultIfAbsent = true)
    Optional<String> m_halfLifeColumn = Optional.empty();

    @Widget(title = "Injection time", description = """
            The column with the time of the injection: <tt>10:30</tt>, <tt>103000</tt> or <tt>2025-01-31T10:30:00</tt>.""")
    @ChoicesProvider(Columns.Texts.class)
    @Layout(Better.class)
    Optional<String> m_injectionColumn = Optional.empty();

    @Widget(title = "Reference time", description = "The column with the time decay was corrected to, written like the injection's.")
    @ChoicesProvider(Columns.Texts.class)
    @Layout(Better.class)
    Optional<String> m_referenceColumn = Optional.empty();

    SuvNormalizerNodeParameters() {
    }

    SuvNormalizerNodeParameters(final NodeParametersInput input) {
        m_volumeColumn = Columns.guess(input, 0, List.of("PET", "Volume"), VolumeValue.class);
    }

    SuvOptions options() {
        return new SuvOptions(SuvType.valueOf(m_type.name()), SuvOptions.Reference.valueOf(m_reference.name()), m_mendUnits,
            m_requireCorrections, m_meanOfSexes, m_calibratedCounts, m_maxHalfLives, SuvOptions.Mapping.valueOf(m_mapping.name()));
    }

    @Override
    public void validate() throws InvalidSettingsException {
        Checks.positive("Longest decay (half-lives)", m_maxHalfLives, "");
        if (m_syringeColumn.isPresent() && m_syringeTimeColumn.isEmpty()) {
            throw new InvalidSettingsException("The activity of a syringe means nothing without its time. Choose the column under "
                + "'Syringe measured at'.");
        }
        if (m_residueColumn.isPresent() && (m_syringeColumn.isEmpty() || m_residueTimeColumn.isEmpty())) {
            throw new InvalidSettingsException("A residue needs the full syringe and the time of its own measurement. Choose the columns "
                + "under 'Syringe before (MBq)' and 'Residue measured at', or none under 'Residue (MBq)'.");
        }
    }
}
