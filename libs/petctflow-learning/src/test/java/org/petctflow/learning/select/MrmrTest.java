package org.petctflow.learning.select;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.petctflow.learning.Golden;
import org.petctflow.learning.Synthetic;
import org.petctflow.learning.data.Dataset;
import org.petctflow.learning.data.FeatureMatrix;
import org.petctflow.learning.data.Run;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

class MrmrTest {

    private static Dataset data(final String part) {
        if (part.equals("real")) {
            final Golden.Table table = Golden.csv("design_all.csv");
            return Dataset.of(table.matrix(Golden.strings(Golden.json("mrmr.json").getAsJsonArray("real_columns"))), table.label());
        }
        final Golden.Table table = Golden.table(Golden.resource(MrmrTest.class, "wide130.csv"));
        return Dataset.of(table.matrix(table.names().stream().filter(n -> n.startsWith("w")).toList()), table.label());
    }

    @ParameterizedTest
    @CsvSource({"real,MID,THREE_STATES,MID_peng3", "real,MIQ,THREE_STATES,MIQ_peng3", "real,MID,TEN_BINS,MID_eqwidth10",
        "real,MIQ,TEN_BINS,MIQ_eqwidth10", "real,FCQ,TEN_BINS,FCQ", "real,FCD,TEN_BINS,FCD", "wide130,MID,THREE_STATES,MID_peng3",
        "wide130,MIQ,THREE_STATES,MIQ_peng3", "wide130,MID,TEN_BINS,MID_eqwidth10", "wide130,MIQ,TEN_BINS,MIQ_eqwidth10",
        "wide130,FCQ,TEN_BINS,FCQ", "wide130,FCD,TEN_BINS,FCD"})
    void orderAndScoresAreTheGoldenOnes(final String part, final Mrmr.Scheme scheme, final Mrmr.Discretisation discretisation,
        final String key) {
        final JsonObject golden = part.equals("real") ? Golden.json("mrmr.json").getAsJsonObject(part)
            : JsonParser.parseString(Golden.resource(MrmrTest.class, "wide130-mrmr.json")).getAsJsonObject();
        final Dataset data = data(part);
        final Mrmr.Result result = new Mrmr(20, scheme, discretisation).select(data, Run.of(1));
        assertArrayEquals(Golden.ints(golden.getAsJsonObject(key).getAsJsonArray("order")), result.columns());
        final double[] scores = Golden.doubles(golden.getAsJsonObject(key).getAsJsonArray("score"));
        for (int k = 0; k < scores.length; k++) {
            assertEquals(scores[k], result.scores()[k], 1e-10 * Math.max(1, Math.abs(scores[k])));
        }
        final boolean information = scheme == Mrmr.Scheme.MID || scheme == Mrmr.Scheme.MIQ;
        final double[] relevance = Golden.doubles(golden.getAsJsonArray(
            information ? discretisation == Mrmr.Discretisation.THREE_STATES ? "MI_peng3" : "MI_eqwidth10" : "F"));
        for (int c = 0; c < relevance.length; c++) {
            assertEquals(relevance[c], result.relevance()[c], 1e-12 * Math.max(1, relevance[c]));
            if (!information) {
                assertEquals(golden.getAsJsonArray("F_p").get(c).getAsDouble(), Mrmr.fPValue(relevance[c], data.rows()), 1e-12);
            }
        }
    }

    @Test
    void theInformationOfAPairIsTheGoldenOne() {
        final JsonObject golden = Golden.json("mrmr.json").getAsJsonObject("mi_pair_example");
        final FeatureMatrix x = data("real").features();
        final double[] a = x.column(golden.get("a").getAsString());
        final double[] b = x.column(golden.get("b").getAsString());
        assertEquals(golden.get("mi_peng3").getAsDouble(), Mrmr.mutualInformation(a, b, Mrmr.Discretisation.THREE_STATES), 1e-12);
        assertEquals(golden.get("mi_eqwidth10").getAsDouble(), Mrmr.mutualInformation(a, b, Mrmr.Discretisation.TEN_BINS), 1e-12);
    }

    @Test
    void informationIsSymmetricAndThatOfTheFormula() {
        final Random random = new Random(2);
        final double[] a = random.doubles(200).toArray();
        final double[] b = random.doubles(200).toArray();
        final double[][] joint = new double[10][10];
        final double[] minmax = {1, 0, 1, 0};
        for (int i = 0; i < 200; i++) {
            minmax[0] = Math.min(minmax[0], a[i]);
            minmax[1] = Math.max(minmax[1], a[i]);
            minmax[2] = Math.min(minmax[2], b[i]);
            minmax[3] = Math.max(minmax[3], b[i]);
        }
        for (int i = 0; i < 200; i++) {
            joint[Math.min(9, (int)(10 * (a[i] - minmax[0]) / (minmax[1] - minmax[0])))]
                [Math.min(9, (int)(10 * (b[i] - minmax[2]) / (minmax[3] - minmax[2])))] += 1 / 200.0;
        }
        double expected = 0;
        for (int s = 0; s < 10; s++) {
            for (int t = 0; t < 10; t++) {
                double ps = 0;
                double pt = 0;
                for (int k = 0; k < 10; k++) {
                    ps += joint[s][k];
                    pt += joint[k][t];
                }
                expected += joint[s][t] > 0 ? joint[s][t] * Math.log(joint[s][t] / (ps * pt)) : 0;
            }
        }
        assertEquals(expected, Mrmr.mutualInformation(a, b, Mrmr.Discretisation.TEN_BINS), 1e-12);
        assertEquals(expected, Mrmr.mutualInformation(b, a, Mrmr.Discretisation.TEN_BINS), 1e-12);
    }

    @Test
    void ofEqualColumnsTheLeftmostComesFirstAndConstantsLast() {
        final Dataset data = Synthetic.task(80, 30, 2, 2, 1.5, 4);
        final double[] x = data.features().column(0);
        final FeatureMatrix twins =
            FeatureMatrix.ofColumns(List.of("constant", "x", "twin", "other"), new double[][]{new double[80], x, x, data.features().column(1)});
        for (final Mrmr.Scheme scheme : Mrmr.Scheme.values()) {
            final int[] order = new Mrmr(10, scheme, Mrmr.Discretisation.TEN_BINS).select(data.with(twins), Run.of(1)).columns();
            assertEquals(4, order.length, "no more than there are");
            for (final int c : order) {
                if (c == 1 || c == 2) {
                    assertEquals(1, c, scheme + ": x before its twin");
                    break;
                }
            }
        }
    }

    @Test
    void aHundredThousandColumnsArePossible() {
        final Dataset data = Synthetic.task(40, 20, 100_000, 1, 6, 4);
        final int[] order = new Mrmr(3, Mrmr.Scheme.FCQ, Mrmr.Discretisation.THREE_STATES).select(data, Run.of(1)).columns();
        assertEquals(0, order[0]);
        assertTrue(order[1] != order[2]);
    }

    @Test
    void theStatisticOfTwoGroupsIsTheSquareOfT() {
        // 1 2 3 against 4 6: means 2 and 5, within (1+0+1+1+1)=4, between 3*1.44+2*3.24
        final double f = Mrmr.fStatistic(new double[]{1, 2, 3, 4, 6}, new int[]{0, 0, 0, 1, 1});
        assertEquals((3 * 1.44 + 2 * 3.24) / (4 / 3.0), f, 1e-12);
        assertEquals(0, Mrmr.fStatistic(new double[]{0.1, 0.1, 0.1}, new int[]{0, 1, 1}));
    }
}
