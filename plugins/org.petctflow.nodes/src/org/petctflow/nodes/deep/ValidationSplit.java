package org.petctflow.nodes.deep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.knime.core.node.InvalidSettingsException;
import org.petctflow.deep.data.StratifiedSplit;

/** Who validates a training. */
final class ValidationSplit {

    private ValidationSplit() {
    }

    /**
     * @param patients the rows
     * @param parameters how they are divided
     * @param seed of a stratified division
     * @return whether each row validates; all rows of a patient alike
     */
    static boolean[] of(final Patients patients, final DmdpTrainerNodeParameters parameters, final long seed) throws InvalidSettingsException {
        final boolean[] validates = new boolean[patients.size()];
        switch (parameters.m_split) {
            case NONE -> {
            }
            case COLUMN -> {
                for (int i = 0; i < validates.length; i++) {
                    validates[i] = parameters.m_validationValue.strip().equals(patients.split(i));
                }
                if (indices(validates, true).length == 0) {
                    throw new InvalidSettingsException("No row has the value '" + parameters.m_validationValue.strip() + "' in the column '"
                        + parameters.m_splitColumn + "': correct \"Value of validation patients\"");
                }
            }
            case STRATIFIED -> {
                final Map<String, Integer> firsts = new LinkedHashMap<>();
                for (int i = 0; i < validates.length; i++) {
                    firsts.putIfAbsent(patients.patient(i), i);
                }
                final List<String> names = new ArrayList<>(firsts.keySet());
                final boolean[] chosen = StratifiedSplit.choose(names.stream().map(n -> patients.labels(firsts.get(n))).toList(),
                    parameters.m_validationPercent / 100, seed);
                final Set<String> validating = IntStream.range(0, chosen.length).filter(k -> chosen[k]).mapToObj(names::get).collect(Collectors.toSet());
                for (int i = 0; i < validates.length; i++) {
                    validates[i] = validating.contains(patients.patient(i));
                }
            }
        }
        return validates;
    }

    static int[] indices(final boolean[] chosen, final boolean value) {
        return IntStream.range(0, chosen.length).filter(i -> chosen[i] == value).toArray();
    }
}
