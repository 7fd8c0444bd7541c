package org.petctflow.imaging.suv;

/**
 * What somebody knows better than the header, e.g. from a clinical table. Null is "as the header says".
 *
 * @param weightKg the patient's weight in kg
 * @param heightM the patient's height in m
 * @param sex {@code M} or {@code F}
 * @param doseBq net injected activity at the time of injection in Bq
 * @param halfLifeS half-life in s
 * @param injection when it was injected
 * @param reference what decay is corrected to
 * @param syringe the syringe before and after the injection; takes the place of a dose
 */
public record SuvOverrides(Double weightKg, Double heightM, String sex, Double doseBq, Double halfLifeS, Moment injection,
    Moment reference, Syringe syringe) {

    /** Nothing is known better. */
    public static final SuvOverrides NONE = new SuvOverrides(null, null, null, null, null, null, null, null);

    /**
     * The activity of the syringe before and of what stayed in it after the injection. The net dose at the injection is
     * {@code before * 2^(-(injection - beforeTime) / T) - after * 2^((afterTime - injection) / T)}.
     *
     * @param beforeBq activity of the full syringe in Bq
     * @param beforeTime when it was measured
     * @param afterBq activity that stayed, 0 if none
     * @param afterTime when that was measured; may be null if nothing stayed
     */
    public record Syringe(double beforeBq, Moment beforeTime, double afterBq, Moment afterTime) {
    }

    /**
     * @param kg weight in kg
     * @return this with another weight
     */
    public SuvOverrides withWeight(final Double kg) {
        return new SuvOverrides(kg, heightM, sex, doseBq, halfLifeS, injection, reference, syringe);
    }

    /**
     * @param m height in m
     * @return this with another height
     */
    public SuvOverrides withHeight(final Double m) {
        return new SuvOverrides(weightKg, m, sex, doseBq, halfLifeS, injection, reference, syringe);
    }

    /**
     * @param newSex {@code M} or {@code F}
     * @return this with another sex
     */
    public SuvOverrides withSex(final String newSex) {
        return new SuvOverrides(weightKg, heightM, newSex, doseBq, halfLifeS, injection, reference, syringe);
    }

    /**
     * @param bq net injected activity in Bq
     * @return this with another dose
     */
    public SuvOverrides withDose(final Double bq) {
        return new SuvOverrides(weightKg, heightM, sex, bq, halfLifeS, injection, reference, syringe);
    }

    /**
     * @param seconds half-life in s
     * @return this with another half-life
     */
    public SuvOverrides withHalfLife(final Double seconds) {
        return new SuvOverrides(weightKg, heightM, sex, doseBq, seconds, injection, reference, syringe);
    }

    /**
     * @param moment when it was injected
     * @return this with another injection
     */
    public SuvOverrides withInjection(final Moment moment) {
        return new SuvOverrides(weightKg, heightM, sex, doseBq, halfLifeS, moment, reference, syringe);
    }

    /**
     * @param moment what decay is corrected to
     * @return this with another reference time
     */
    public SuvOverrides withReference(final Moment moment) {
        return new SuvOverrides(weightKg, heightM, sex, doseBq, halfLifeS, injection, moment, syringe);
    }

    /**
     * @param newSyringe the syringe before and after
     * @return this with a measured syringe
     */
    public SuvOverrides withSyringe(final Syringe newSyringe) {
        return new SuvOverrides(weightKg, heightM, sex, doseBq, halfLifeS, injection, reference, newSyringe);
    }
}
