package org.petctflow.headless.workflows;

import org.petctflow.headless.build.Definition;
import org.petctflow.headless.build.WorkflowBuilder;
import org.petctflow.headless.workflow.WorkflowException;

/**
 * SUV by measured syringes, residues and half-lives, reckoned by hand from the headers of three patients (F-18, T = 6586.2 s):
 *
 * <pre>
 *   net dose = full 2^(-(injection - measured) / T) - residue 2^((measured - injection) / T)
 *   factor   = weight in g / (net dose 2^(-(scan - injection) / T))
 *
 *   SYN-0001  78.1 kg, injected 12:21:19, scan 3724 s later: 310.5 MBq 1800 s before, 6.25 MBq stayed, 900 s after
 *             net 310.5e6 2^(-1800/6586.2) - 6.25e6 2^(900/6586.2) = 250044680 Bq
 *             78100 / (250044680 2^(-3724/6586.2)) = 4.62214114e-4
 *   SYN-0002  85.1 kg, injected 10:56:24, scan 3459 s later: 390 MBq 1800 s before, nothing stayed, T = 110 min
 *             net 390e6 2^(-1800/6600) = 322823779 Bq
 *             85100 / (322823779 2^(-3459/6600)) = 3.79080223e-4
 *   SYN-0003  73.5 kg, no syringe: the header's 274.965 MBq, scan 3915 s later, T = 109.5 min
 *             73500 / (274965000 2^(-3915/6570)) = 4.04008787e-4
 * </pre>
 */
public final class SuvSyringe implements Definition {

    @Override
    public String folder() {
        return "test-workflows/suv-syringe";
    }

    @Override
    public void define(final WorkflowBuilder w) throws WorkflowException {
        w.describe("SUV by measured syringes, residues and half-lives, reckoned by hand.")
            .variable("in", "../expected/suv-syringe/syringes/data/syringes.csv");
        final var reader = SmallCohort.read(w, SmallCohort.add(w, 3).set("vendor", "MIXED"));
        final var measured = w.node("Study Table Reader").control("file", "in").set("idColumn", "Patient").set("idColumn_is_present", true)
            .label("what was measured");
        final var joined = w.node("Cohort Builder").ports("Further tables", 1).from(1, reader, 2).from(2, measured, 1)
            .set("keyColumn", "Patient").label("a row a patient");
        final var suv = w.node("SUV Normalizer").from(joined).set("volumeColumn", "PET");
        for (final String[] column : new String[][]{{"syringe", "full_mbq"}, {"syringeTime", "full_at"}, {"residue", "residue_mbq"},
            {"residueTime", "residue_at"}, {"halfLife", "half_life_min"}}) {
            suv.set(column[0] + "Column", column[1]).set(column[0] + "Column_is_present", true);
        }
        SmallCohort.check(w, suv, 1, 3, "1e-6%", """
            SYN-0001 | SUV factor | 4.62214114E-4
            SYN-0002 | SUV factor | 3.79080223E-4
            SYN-0003 | SUV factor | 4.04008787E-4
            * | SUV problem | ?
            """);
        SmallCohort.check(w, suv, 2, 3, "0", """
            * | Rule | Bq/ml, START: BW / (dose decayed to the reference time)
            * | Problem | ?
            """);
    }
}
