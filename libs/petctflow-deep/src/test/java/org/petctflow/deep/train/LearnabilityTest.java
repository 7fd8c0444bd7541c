package org.petctflow.deep.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** One seed of {@link LearnabilityTrial}, about two minutes: that learning and looking work at all, in every build. */
final class LearnabilityTest {

    /** One whose margins are wide, so that another processor's rounding does not decide. */
    private static final long SEED = 4;

    @Test
    void aNetworkFindsWhatIsPlantedAndWhere() throws Exception {
        final Learnability learned = Learnability.of(Learnability.cohort(SEED), SEED, true);
        final String text = learned.auc()[0] + ", " + learned.auc()[1] + learned.text();
        assertTrue(learned.auc()[0] >= 0.85 && learned.auc()[1] >= 0.85, text);
        // EGFR is planted in the PET of the core, the subtype in the CT of the rim
        assertTrue(learned.coreMargin() >= 0.05, text);
        assertTrue(learned.densityMargin() >= 0.1, text);
        assertTrue(learned.rimMargin() >= 0.05, text);
    }
}
