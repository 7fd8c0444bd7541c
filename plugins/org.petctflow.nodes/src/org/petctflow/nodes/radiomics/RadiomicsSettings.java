package org.petctflow.nodes.radiomics;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

import org.knime.core.node.InvalidSettingsException;
import org.petctflow.imaging.volume.Mask;
import org.petctflow.imaging.volume.Modality;
import org.petctflow.imaging.volume.Units;
import org.petctflow.imaging.volume.Volume;
import org.petctflow.imaging.volume.VolumeInfo;
import org.petctflow.nodes.common.Folders;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Binning;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Method;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Mode;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.OtherGrids;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Rounding;
import org.petctflow.nodes.radiomics.RadiomicsExtractorNodeParameters.Source;
import org.petctflow.radiomics.FeatureExtractor;
import org.petctflow.radiomics.filter.PyRadiomicsFilters;
import org.petctflow.radiomics.ibsi.FilterList;
import org.petctflow.radiomics.ibsi.IbsiExtractor;
import org.petctflow.radiomics.ibsi.IbsiSettings;
import org.petctflow.radiomics.image.Discretisation;
import org.petctflow.radiomics.image.Interpolation;
import org.petctflow.radiomics.pyradiomics.Diagnostics;
import org.petctflow.radiomics.pyradiomics.ParameterFile;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsExtractor;
import org.petctflow.radiomics.pyradiomics.PyRadiomicsSettings;

/** The Radiomics Extractor's options as the library takes them. */
final class RadiomicsSettings {

    private final RadiomicsExtractorNodeParameters m_parameters;

    private final PyRadiomicsSettings m_file;

    /** Of CT, of PET in SUV, of other images; null until asked for. */
    private final FeatureExtractor[] m_extractors = new FeatureExtractor[3];

    private RadiomicsSettings(final RadiomicsExtractorNodeParameters parameters, final PyRadiomicsSettings file) {
        m_parameters = parameters;
        m_file = file;
    }

    /** @throws IOException if there is a parameter file, and it cannot be read or used */
    static RadiomicsSettings of(final RadiomicsExtractorNodeParameters parameters) throws IOException, InvalidSettingsException {
        final boolean file = parameters.m_mode == Mode.PYRADIOMICS && parameters.m_source == Source.FILE;
        if (!file) {
            return new RadiomicsSettings(parameters, null);
        }
        return new RadiomicsSettings(parameters, file(parameters.m_parameterFile));
    }

    /** @return PyRadiomics' settings from the setting "Parameter file" */
    static PyRadiomicsSettings file(final String setting) throws IOException, InvalidSettingsException {
        final Path path = Folders.path("Parameter file", setting);
        if (!java.nio.file.Files.isRegularFile(path)) {
            throw new IOException("The parameter file " + path + " does not exist");
        }
        return ParameterFile.read(path);
    }

    /** @return the extractor for images of this kind; the names of its features are the same for all */
    FeatureExtractor extractor(final VolumeInfo info) throws InvalidSettingsException {
        final boolean ct = info.modality() == Modality.CT || info.unit().equals(Units.HU);
        return extractor(ct ? 0 : Units.isSuv(info.unit()) ? 1 : 2);
    }

    private FeatureExtractor extractor(final int kind) throws InvalidSettingsException {
        synchronized (m_extractors) {
            if (m_extractors[kind] == null) {
                final RadiomicsExtractorNodeParameters p = m_parameters;
                m_extractors[kind] = switch (kind) {
                    case 0 -> extractor(p.m_ctBinWidth, p.m_ctLow.orElse(Double.NaN), p.m_ctHigh.orElse(Double.NaN));
                    case 1 -> extractor(p.m_suvBinWidth, p.m_suvLow.orElse(Double.NaN), p.m_suvHigh.orElse(Double.NaN));
                    default -> extractor(Double.NaN, Double.NaN, Double.NaN);
                };
            }
            return m_extractors[kind];
        }
    }

    /**
     * @param binWidth in the image's unit, NaN for that of other images
     * @param low the range's lower bound, NaN for none
     * @param high its upper bound, NaN for none
     * @throws IllegalArgumentException if a setting cannot be; the message says which
     */
    FeatureExtractor extractor(final double binWidth, final double low, final double high) throws InvalidSettingsException {
        final double width = Double.isNaN(binWidth) ? m_parameters.m_otherBinWidth.orElse(Double.NaN) : binWidth;
        if (m_parameters.m_mode == Mode.IBSI) {
            return IbsiExtractor.of(ibsi(width, low, high), FilterList.parse(m_parameters.m_filters));
        }
        return PyRadiomicsExtractor.of(m_file == null ? pyRadiomics(width, low, high) : m_file, PyRadiomicsFilters.imageTypes());
    }

    /**
     * Makes the extractors of images of all kinds.
     *
     * @throws IllegalArgumentException if a setting cannot be; the message says which
     */
    void check() throws InvalidSettingsException {
        for (int kind = 0; kind < m_extractors.length; kind++) {
            extractor(kind);
        }
    }

    /** @return the names of PyRadiomics' diagnostics of images of all kinds; empty where they are not wanted */
    List<String> diagnostics() throws InvalidSettingsException {
        final Set<String> names = new LinkedHashSet<>();
        if (m_parameters.m_mode == Mode.PYRADIOMICS && m_parameters.m_diagnostics) {
            for (int kind = 0; kind < m_extractors.length; kind++) {
                names.addAll(Diagnostics.names(((PyRadiomicsExtractor)extractor(kind)).settings()));
            }
        }
        return List.copyOf(names);
    }

    /** @return the diagnostics by name */
    Map<String, String> diagnostics(final Volume image, final Mask mask) throws InvalidSettingsException {
        return Diagnostics.of(image, mask, ((PyRadiomicsExtractor)extractor(image.info())).settings());
    }

    /** @return what is measured in a mask: the chosen regions, else PyRadiomics' setting label where it is given */
    List<LabelRegion> regions() throws InvalidSettingsException {
        if (m_parameters.m_mode == Mode.PYRADIOMICS && m_parameters.m_regions.isBlank()) {
            final Object label =
                m_file == null ? ParameterFile.parseSettings(m_parameters.m_furtherSettings).get("label") : m_file.get("label");
            if (label instanceof Number n) {
                return List.of(new LabelRegion("", OptionalDouble.of(n.doubleValue())));
            }
        }
        return LabelRegion.of(m_parameters.m_regions);
    }

    /** @return mm between columns, rows, slices; empty if nothing is resampled */
    private Optional<double[]> spacing() {
        final double size = m_parameters.m_voxelSize.orElse(0.0);
        final double slices = m_parameters.m_sliceSpacing.orElse(size);
        return size == 0 && slices == 0 ? Optional.empty() : Optional.of(new double[]{size, size, slices});
    }

    private IbsiSettings ibsi(final double width, final double low, final double high) throws InvalidSettingsException {
        final RadiomicsExtractorNodeParameters p = m_parameters;
        final double[] spacing = spacing().orElse(new double[3]);
        final Discretisation discretisation = p.m_binning == Binning.NUMBER ? Discretisation.binNumber(p.m_binNumber)
            : p.m_binning == Binning.NONE ? Discretisation.none() : Double.isNaN(width) ? null : Discretisation.binSize(width);
        return IbsiSettings.withDefaults()
            .withFamilies(p.families())
            .withAggregations(p.aggregations())
            .withNeighbourhood(p.m_distance, p.m_coarseness)
            .withSpacing(spacing[2], spacing[1], spacing[0])
            .withInterpolation(interpolation(p.m_interpolation), interpolation(p.m_maskInterpolation), p.m_maskThreshold)
            .withRounding(p.m_rounding == Rounding.CT ? null : (Boolean)(p.m_rounding == Rounding.ALL))
            .withRange(low, high)
            .withOutlierSigma(p.m_outlierSigma.orElse(Double.NaN))
            .withDiscretisation(discretisation)
            .withIvhDiscretisation(switch (p.m_ivhBinning) {
                case UNIT -> null;
                case NONE -> Discretisation.none();
                case WIDTH -> Discretisation.binSize(p.m_ivhBinWidth);
                case NUMBER -> Discretisation.binNumber(p.m_ivhBinNumber);
            })
            .withFiltering(p.m_filteredBins.map(Discretisation::binNumber).orElse(null), p.m_filterMargin);
    }

    private static Interpolation interpolation(final Method method) {
        return switch (method) {
            case NEAREST -> Interpolation.NEAREST;
            case LINEAR -> Interpolation.LINEAR;
            case CUBIC -> Interpolation.CUBIC;
        };
    }

    private PyRadiomicsSettings pyRadiomics(final double width, final double low, final double high) {
        final RadiomicsExtractorNodeParameters p = m_parameters;
        final Map<String, Object> settings = new LinkedHashMap<>();
        if (p.m_binning == Binning.NONE) {
            throw new IllegalArgumentException("PyRadiomics always makes grey levels: choose a fixed width or a fixed number");
        }
        if (p.m_binning == Binning.NUMBER) {
            settings.put("binCount", p.m_binNumber);
        } else if (!Double.isNaN(width)) {
            settings.put("binWidth", width);
        }
        spacing().ifPresent(s -> settings.put("resampledPixelSpacing", List.of(s[0], s[1], s[2])));
        settings.put("interpolator", switch (p.m_interpolator) {
            case NEAREST -> "sitkNearestNeighbor";
            case LINEAR -> "sitkLinear";
            case CUBIC -> "sitkBSpline";
        });
        final boolean ranged = !Double.isNaN(low) || !Double.isNaN(high);
        if (ranged && low >= high) {
            throw new IllegalArgumentException("The lowest intensity must be below the highest, but they are " + low + " and " + high);
        }
        if (p.m_outlierSigma.isPresent()) {
            if (ranged) {
                throw new IllegalArgumentException("PyRadiomics leaves out either what is beyond a range, or outliers: set one of them");
            }
            settings.put("resegmentMode", "sigma");
            settings.put("resegmentRange", List.of(-p.m_outlierSigma.get(), p.m_outlierSigma.get()));
        } else if (ranged) {
            final double first = Double.isNaN(low) ? -Double.MAX_VALUE : low;
            settings.put("resegmentRange", Double.isNaN(high) ? List.of(first) : List.of(first, high));
        }
        settings.put("correctMask", p.m_otherGrids == OtherGrids.RESAMPLE);
        settings.putAll(ParameterFile.parseSettings(p.m_furtherSettings));
        final Map<String, List<String>> classes = new LinkedHashMap<>();
        for (final String name : p.m_classes) {
            classes.put(name, List.of());
        }
        return PyRadiomicsSettings.withDefaults().with(settings).withFeatureClasses(classes)
            .withImageTypes(ParameterFile.parseImageTypes(p.m_filters));
    }
}
