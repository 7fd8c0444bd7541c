package org.petctflow.imaging.dicom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.petctflow.imaging.dicom.ScanOptions.RealWorldValues;

/**
 * Finds the real world value mapping of each series, among those that its images bring along and those of Real World Value Mapping
 * objects (PS3.3 section A.46) that name the images, and applies it where it is asked for. A mapping counts that all slices of the
 * series have: to SUVbw before another SUV, before Bq/ml, before others.
 */
final class RealWorldMappings {

    /**
     * What a mapping object says of an image.
     *
     * @param instanceUid the image
     * @param frames which of its frames, from 1; empty for all
     * @param mappings its mappings
     */
    record Reference(String instanceUid, Set<Integer> frames, List<ValueMapping> mappings) {
    }

    /** How {@link DicomTags#RWV_SHAPE} begins where an image's own mapping makes no sense. */
    static final String UNUSABLE = "unusable: ";

    private final Map<String, List<Reference>> m_references = new HashMap<>();

    private final Map<Path, Set<String>> m_objects = new LinkedHashMap<>();

    private final Set<String> m_images = new HashSet<>();

    void add(final Path file, final List<Reference> references) {
        final Set<String> uids = m_objects.computeIfAbsent(file, f -> new HashSet<>());
        for (final Reference r : references) {
            uids.add(r.instanceUid());
            m_references.computeIfAbsent(r.instanceUid(), u -> new ArrayList<>()).add(r);
        }
    }

    /** @return objects none of whose images was among those that were resolved */
    List<FileProblem> unused() {
        final List<FileProblem> unused = new ArrayList<>();
        m_objects.forEach((file, uids) -> {
            if (uids.stream().noneMatch(m_images::contains)) {
                unused.add(new FileProblem(file, "none of the " + uids.size() + " images that this Real World Value Mapping refers to is"
                    + " here: it was not used"));
            }
        });
        return unused;
    }

    /**
     * @param images the images of a series
     * @param policy what to do with mappings
     * @param warnings takes what a user should know
     * @return the images, with their mappings' facts, and with the mapping itself where it is to be applied
     */
    List<SliceHeader> resolve(final List<SliceHeader> images, final RealWorldValues policy, final List<String> warnings) {
        final List<Map<String, ValueMapping>> candidates = new ArrayList<>();
        final Set<String> units = new LinkedHashSet<>();
        final Set<String> contradicted = new LinkedHashSet<>();
        final Set<String> unusable = new LinkedHashSet<>();
        int slices = 0;
        for (final SliceHeader s : images) {
            if (!m_references.isEmpty()) {
                m_images.add(s.instanceUid());
            }
            final Map<String, ValueMapping> own = candidates(s, contradicted);
            candidates.add(own);
            if (s.get(DicomTags.RWV_SHAPE).startsWith(UNUSABLE)) {
                unusable.add("the image's own real world value mapping is " + s.get(DicomTags.RWV_SHAPE));
            }
            units.addAll(own.keySet());
            slices += SeriesSplitter.kind(s) == SeriesRecord.Kind.IMAGE ? 1 : 0;
        }
        if (units.isEmpty() && unusable.isEmpty() || policy == RealWorldValues.IGNORE) {
            return images;
        }
        unusable.stream().limit(1).forEach(warnings::add);
        String chosen = null;
        String partly = null;
        for (final String unit : units) {
            if (contradicted.contains(unit)) {
                warnings.add("Real World Value Mapping objects contradict each other about " + RealWorldUnits.shown(unit)
                    + ": none of them was used");
            } else if (covered(images, candidates, unit, slices > 0) == (slices > 0 ? slices : images.size())) {
                chosen = chosen == null || rank(unit) < rank(chosen) ? unit : chosen;
            } else if (partly == null || rank(unit) < rank(partly)) {
                partly = unit;
            }
        }
        if (chosen == null) {
            if (partly != null) {
                warnings.add("the real world value mapping to " + RealWorldUnits.shown(partly) + " covers "
                    + covered(images, candidates, partly, slices > 0) + " of " + (slices > 0 ? slices : images.size())
                    + " images: it was not used");
            }
            return images;
        }
        return apply(images, candidates, chosen, policy, warnings);
    }

    private static List<SliceHeader> apply(final List<SliceHeader> images, final List<Map<String, ValueMapping>> candidates,
        final String unit, final RealWorldValues policy, final List<String> warnings) {
        boolean needed = policy == RealWorldValues.APPLY;
        for (final SliceHeader s : images) {
            needed |= needed(s, unit);
        }
        final List<SliceHeader> mapped = new ArrayList<>(images.size());
        ValueMapping first = null;
        for (int i = 0; i < images.size(); i++) {
            final SliceHeader s = images.get(i);
            final ValueMapping mapping = candidates.get(i).get(unit);
            if (mapping == null) {
                mapped.add(s);
                continue;
            }
            first = first == null ? mapping : first;
            mapped.add(s.withMapping(facts(s, mapping, needed), needed ? mapping.of(s.file().format(), s.file().real()) : null));
        }
        if (needed && (policy == RealWorldValues.APPLY || !first.source().isEmpty())) {
            warnings.add("the real world value mapping " + first.described() + " was applied to the stored values");
        } else if (!needed && !first.source().isEmpty()) {
            warnings.add("there is a real world value mapping " + first.described() + ": it was not applied, values are the header's own");
        }
        return mapped;
    }

    /** Whether an image does not say itself what its values are. */
    private static boolean needed(final SliceHeader s, final String unit) {
        return s.get("Modality").equals("PT") ? s.get(DicomTags.UNITS).isEmpty() && !RealWorldUnits.units(unit).isEmpty()
            : s.get(DicomTags.RESCALE_SLOPE).isEmpty() && !s.file().modalityLut();
    }

    private static String[] facts(final SliceHeader s, final ValueMapping mapping, final boolean applied) {
        final String[] values = s.values().clone();
        final boolean linear = mapping.linear();
        final double factor = RealWorldUnits.factor(mapping.ucum());
        final String slope = linear ? Double.toString(factor * mapping.pieces().get(0).slope()) : "";
        final String intercept = linear ? Double.toString(factor * mapping.pieces().get(0).intercept()) : "";
        set(values, DicomTags.RWV_SLOPE, slope);
        set(values, DicomTags.RWV_INTERCEPT, intercept);
        set(values, DicomTags.RWV_UNIT, factor == 1 ? mapping.ucum() : "Bq/ml");
        set(values, DicomTags.RWV_SHAPE, linear ? "" : mapping.pieces().size() > 1 ? mapping.pieces().size() + " ranges" : "a table");
        if (applied) {
            set(values, DicomTags.RESCALE_SLOPE, slope);
            set(values, DicomTags.RESCALE_INTERCEPT, intercept);
            if (s.get("Modality").equals("PT")) {
                set(values, DicomTags.UNITS, RealWorldUnits.units(mapping.ucum()));
                set(values, DicomTags.SUV_TYPE, RealWorldUnits.suvType(mapping.ucum()));
            }
        }
        return values;
    }

    private static void set(final String[] values, final String key, final String value) {
        values[HeaderFields.index(key)] = value;
    }

    private static int covered(final List<SliceHeader> images, final List<Map<String, ValueMapping>> candidates, final String unit,
        final boolean slicesOnly) {
        int n = 0;
        for (int i = 0; i < images.size(); i++) {
            if (candidates.get(i).containsKey(unit)
                && (!slicesOnly || SeriesSplitter.kind(images.get(i)) == SeriesRecord.Kind.IMAGE)) {
                n++;
            }
        }
        return n;
    }

    private static int rank(final String unit) {
        final String type = RealWorldUnits.suvType(unit);
        return type.equals("BW") ? 0 : !type.isEmpty() || RealWorldUnits.units(unit).equals("GML") ? 1
            : RealWorldUnits.units(unit).equals("BQML") ? 2 : 3;
    }

    /** @return an image's mappings by unit; what an object says was said after the image was made, and counts more */
    private Map<String, ValueMapping> candidates(final SliceHeader s, final Set<String> contradicted) {
        final List<Reference> references = m_references.getOrDefault(s.instanceUid(), List.of());
        if (references.isEmpty() && s.mappings().isEmpty()) {
            return Map.of();
        }
        final Map<String, ValueMapping> found = new LinkedHashMap<>();
        for (final Reference r : references) {
            if (!r.frames().isEmpty() && !r.frames().contains(s.frame() + 1)) {
                continue;
            }
            for (final ValueMapping m : r.mappings()) {
                final ValueMapping other = found.putIfAbsent(m.ucum(), m);
                if (other != null && !other.sameValues(m)) {
                    contradicted.add(m.ucum());
                }
            }
        }
        s.mappings().forEach(m -> found.putIfAbsent(m.ucum(), m));
        return found;
    }
}
