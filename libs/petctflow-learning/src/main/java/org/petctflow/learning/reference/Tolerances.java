package org.petctflow.learning.reference;

/** How far a value may lie from its reference: as far as the reference itself is exact. */
final class Tolerances {

    private Tolerances() {
    }

    /**
     * @param file the reference file
     * @param path the value's path in it
     * @param expected the reference's value
     * @return the greatest difference allowed
     */
    static double of(final String file, final String path, final double expected) {
        final double size = Math.max(1, Math.abs(expected));
        final String key = path.replaceAll("(\\[\\d+\\])+$", "").replaceAll(".*\\.", "");
        return switch (file) {
            case "preprocess.json", "design_all.csv" -> 1e-12 * size;
            case "logistic.json" -> key.equals("p") || key.equals("lr_test_p") ? 1e-6 : 1e-5 * size;
            case "lasso_logistic.json" -> key.equals("lambda_max") ? 1e-12 : 1e-4;
            case "lasso.json" -> key.startsWith("alpha") ? 1e-12 : key.startsWith("mse") ? 1e-9 : key.equals("n_nonzero") ? 0 : 1e-6;
            case "rfecv.json" -> key.contains("score") ? 1e-9 : 0;
            case "mrmr.json" -> key.equals("order") ? 0 : key.equals("score") || key.equals("F") ? 1e-10 * size : 1e-12;
            case "stats.json" -> stats(path, key, expected, size);
            case "evaluation.json" -> evaluation(path, key, size);
            case "stacking.json", "scores_test.csv" -> 1e-5;
            case "scores.csv" -> path.equals("gnb") ? 1e-9 : path.startsWith("rf") ? 0.03 : 1e-6;
            default -> 1e-12; // ROC points
        };
    }

    private static double stats(final String path, final String key, final double expected, final double size) {
        final boolean p = key.contains("p_") || path.startsWith("fdr_bh.") || path.startsWith("holm.") || path.startsWith("bonferroni.")
            || path.matches(".*(t_student|t_welch|chi2)\\[2\\]|.*(levene_mean|brown_forsythe|ks2|kruskal|anova|chi2_yates|fisher_sample_or_p"
                + "|chi2_p_df|spearman|pearson|kendall_b|W_p_exact)\\[1\\]");
        if (path.contains("shapiro")) { // of single precision
            return path.endsWith("[0]") ? 1e-6 : 1e-4 * Math.abs(expected) + 1e-15;
        }
        return p ? 1e-7 * Math.abs(expected) : 1e-9 * size;
    }

    private static double evaluation(final String path, final String key, final double size) {
        if (path.startsWith("linear_shap")) {
            return 1e-5;
        }
        return path.contains("calibration_slope_intercept") || key.equals("slope") ? 1e-6 : 1e-9 * size;
    }
}
