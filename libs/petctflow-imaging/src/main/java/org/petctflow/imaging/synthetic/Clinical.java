package org.petctflow.imaging.synthetic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A patient's row of the clinical table. Sex, smoking and CEA follow the look weakly, stage the size; the rest is noise. */
final class Clinical {

    static final String PATIENT_ID = "patient_id";

    static final String AGE = "age";

    static final String SEX = "sex";

    static final String SMOKING = "smoking";

    static final String STAGE = "stage";

    static final String LOCATION = "location";

    static final String CEA = "cea_ng_ml";

    static final String EGFR = "EGFR";

    static final String SUBTYPE = "subtype";

    static final List<String> COLUMNS = List.of(PATIENT_ID, AGE, SEX, SMOKING, STAGE, LOCATION, CEA, EGFR, SUBTYPE);

    private static final String[] SMOKERS = {"never", "former", "current"};

    private static final String[] STAGES = {"I", "II", "III", "IV"};

    private Clinical() {
    }

    /** A patient's age in years. */
    static int age(final long seed) {
        return (int)Math.round(Math.max(35, Math.min(86, 63 + 9 * new Randomness(seed, "age").gaussian())));
    }

    /** Whether a patient is a woman: a little more often where the tumour looks mutated. */
    static boolean female(final long seed, final boolean egfrLook, final double effect) {
        return new Randomness(seed, "sex").chance(0.42 + (egfrLook ? 0.2 * Math.min(1, effect) : 0));
    }

    static Map<String, String> of(final SyntheticCohort.Options options, final int index, final long seed,
        final SyntheticCase.Truth truth, final boolean egfr, final boolean adenocarcinoma, final double[] place) {
        final double effect = Math.min(1, options.effect());
        final double mutant = truth.egfrLook() ? effect : 0;
        final double adeno = truth.subtypeLook() ? effect : 0;
        final Randomness random = new Randomness(seed, "clinical");
        final int smoker = random.weighted(0.6 + 0.8 * mutant + 0.3 * adeno, 1, 0.8 + 0.4 * (effect - adeno));
        final double large = (truth.radius() - 11) / 8;
        final int stage = random.weighted(1.5 - large, 1, 0.7 + 0.6 * large, 0.4 + 0.4 * large);
        final double cea = StrictMath.exp(1.4 + 0.7 * random.gaussian() + 0.4 * adeno);
        final int unknown = Plan.unknown(options);
        final double share = options.missingShare();

        final Map<String, String> row = new LinkedHashMap<>();
        row.put(PATIENT_ID, SyntheticCohort.patientId(index));
        row.put(AGE, random.chance(share) ? "" : Integer.toString(age(seed)));
        row.put(SEX, female(seed, truth.egfrLook(), options.effect()) ? "F" : "M");
        final boolean noSmoking = random.chance(share);
        row.put(SMOKING, index == unknown ? "Unknown" : noSmoking ? "" : SMOKERS[smoker]);
        row.put(STAGE, STAGES[stage]);
        row.put(LOCATION, (place[0] < 0 ? "R" : "L") + (place[2] > 35 ? "UL" : "LL"));
        // at least one value is missing in every cohort that shall have some
        final boolean noCea = random.chance(share) || share > 0 && index == (unknown + 1) % options.patients();
        row.put(CEA, noCea ? "" : String.format(Locale.ROOT, "%.1f", cea));
        row.put(EGFR, egfr ? "1" : "0");
        row.put(SUBTYPE, adenocarcinoma ? "adenocarcinoma" : "squamous");
        return Collections.unmodifiableMap(row);
    }
}
