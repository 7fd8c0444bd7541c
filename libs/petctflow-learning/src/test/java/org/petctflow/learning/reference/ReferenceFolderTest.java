package org.petctflow.learning.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.petctflow.base.Progress;
import org.petctflow.learning.data.Run;

import com.google.gson.JsonParser;

class ReferenceFolderTest {

    @TempDir
    Path m_folder;

    /** 40 rows of 3 cohorts: two CT columns, two of PET with gaps, one clinical; the label follows the first of each. */
    private void writeTask() throws IOException {
        final StringBuilder csv = new StringBuilder("case,cohort,label,fold,split,original_glcm_Idm_reg1,original_glcm_Contrast_reg2,suv_max,"
            + "TLG_3,age\n");
        final java.util.Random random = new java.util.Random(4);
        for (int r = 0; r < 40; r++) {
            final int y = r % 3 == 0 ? 1 : 0;
            csv.append(String.format(java.util.Locale.ROOT, "%04d,%s,%d,%d,%s,%.4f,%.4f,%s,%s,%d%n", r, List.of("A", "B", "C").get(r % 3 == 0 ? r % 2 : r % 3),
                y, r / 3 % 4, r / 3 % 5 == 1 ? "test" : "train", random.nextGaussian() + 0.5 * y, random.nextGaussian(),
                r % 11 == 5 ? "" : Double.toString(random.nextDouble() + 0.3 * y), r % 11 == 5 ? "" : Double.toString(random.nextDouble()),
                40 + random.nextInt(40)).replace(System.lineSeparator(), "\n"));
        }
        Files.writeString(m_folder.resolve("data.csv"), csv);
    }

    @Test
    void aFolderOfDataAloneIsComputedWithTheUsualOptions() throws IOException {
        writeTask();
        final ReferenceFolder result = ReferenceFolder.compute(m_folder, Run.of(1));
        assertEquals(List.of(), result.comparisons());
        assertEquals(Set.of("preprocess.json", "logistic.json", "lasso.json", "lasso_logistic.json", "rfecv.json", "mrmr.json", "stats.json",
            "stacking.json", "design_all.csv", "scores.csv", "scores_test.csv"), result.files().keySet());
        final ReferenceFolder threads = ReferenceFolder.compute(m_folder, new Run(1, 3, Progress.NONE));
        assertEquals(result.files(), threads.files());
    }

    @Test
    void whatItGaveItFindsAgainAndAChangedValueIsNamed() throws IOException {
        writeTask();
        ReferenceFolder.compute(m_folder, Run.of(1)).write(m_folder);
        final List<Comparison> again = ReferenceFolder.compute(m_folder, Run.of(2)).comparisons();
        assertTrue(again.stream().allMatch(Comparison::ok), () -> again.stream().filter(c -> !c.ok()).toList().toString());
        final Set<String> files = new TreeSet<>(again.stream().map(Comparison::file).toList());
        assertTrue(files.containsAll(Set.of("stats.json", "rfecv.json", "scores.csv", "design_all.csv")));
        final var stats = JsonParser.parseString(Files.readString(m_folder.resolve("stats.json"))).getAsJsonObject();
        stats.getAsJsonObject("variables").getAsJsonObject("age").getAsJsonArray("t_student").set(2, new com.google.gson.JsonPrimitive(0.5));
        Files.writeString(m_folder.resolve("stats.json"), stats.toString());
        Files.writeString(m_folder.resolve("mrmr.json"), "[1]");
        final List<Comparison> wrong =
            ReferenceFolder.compute(m_folder, Run.of(1)).comparisons().stream().filter(c -> !c.ok()).toList();
        assertEquals(2, wrong.size(), wrong.toString());
        assertEquals("mrmr.json", wrong.get(0).file());
        assertEquals("cannot be computed: mrmr.json must hold an object", wrong.get(0).note());
        assertEquals("variables.age.t_student[2]", wrong.get(1).quantity());
        assertEquals(0.5, wrong.get(1).expected());
    }

    @Test
    void aModelThatIsNotKnownIsEvaluatedOnly() throws IOException {
        writeTask();
        final ReferenceFolder first = ReferenceFolder.compute(m_folder, Run.of(1));
        Files.writeString(m_folder.resolve("scores.csv"),
            first.files().get("scores.csv").replaceFirst("gnb", "network").replaceFirst("rf200", "rf20"));
        final ReferenceFolder again = ReferenceFolder.compute(m_folder, Run.of(1));
        assertTrue(again.files().get("evaluation.json").contains("\"network\":{\"auc\""));
        assertTrue(again.files().get("scores.csv").startsWith("case,label,fold,lr_c0.01,lr_c1,lr_petclin,rf20\n"));
        assertFalse(again.comparisons().stream().anyMatch(c -> c.quantity().equals("network") && c.file().equals("scores.csv")));
    }

    @Test
    void aDamagedTaskIsRefused() throws IOException {
        assertTrue(assertThrows(IOException.class, () -> ReferenceFolder.compute(m_folder, Run.of(1))).getMessage().contains("has no data.csv"));
        Files.writeString(m_folder.resolve("data.csv"), "case,cohort,label,fold,split,x\n1,A,0,0,train,1\n2,A,1,7.5,test,2\n");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ReferenceFolder.compute(m_folder, Run.of(1))).getMessage()
            .contains("column \"fold\", row 2"));
    }

    /** numpy, scipy 1.10, statsmodels 0.13, scikit-learn 1.2: every value of every file. */
    @Test
    void everyReferenceValueIsMet() throws IOException {
        final String reference = System.getProperty("petctflow.reference");
        final Path folder = reference == null ? null : Path.of(reference, "learning", "golden");
        Assumptions.assumeTrue(folder != null && Files.isDirectory(folder), "The reference data are not there: test skipped");
        final List<Comparison> all = ReferenceFolder.compute(folder, Run.of(1)).comparisons();
        assertTrue(all.stream().mapToInt(Comparison::count).sum() > 20_000);
        assertFalse(all.isEmpty());
        assertEquals(List.of(), all.stream().filter(c -> !c.ok()).toList());
    }
}
