package org.petctflow.imaging.synthetic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.petctflow.base.Progress;
import org.petctflow.imaging.nifti.NiftiWriter;
import org.petctflow.imaging.synthetic.SyntheticCohort.DrawnOn;
import org.petctflow.imaging.synthetic.SyntheticCohort.Vendor;
import org.petctflow.imaging.volume.Mask;

/** The folder of a cohort: whether it may be written, and what in it is the cohort's own. */
final class CohortFolder {

    static final String MARKER = "cohort.txt";

    static final String FIRST_LINE = "PETCT Flow synthetic cohort, format 1";

    /** A patient's folder, complete or not. */
    private static final Pattern PATIENT = Pattern.compile("(\\.part-)?SYN-\\d{4}");

    private static final Pattern IN_PATIENT =
        Pattern.compile("(CT|PET|RTSTRUCT)(/\\d{4}\\.dcm)?|mask(/(\\.[0-9a-f-]{36}-)?SYN-\\d{4}_GTV\\.nii\\.gz)?");

    /** The tables, and what a killed program leaves of them. */
    private static final Pattern TABLE = Pattern.compile("(\\.[0-9a-f-]{36}-)?(clinical\\.csv|truth\\.csv|cohort\\.txt)");

    private CohortFolder() {
    }

    /**
     * Makes the folder if it isn't there, refuses it if it isn't the cohort's own, and empties it if it is.
     *
     * @return whether it was made
     */
    static boolean open(final Path folder) throws IOException {
        if (!Files.exists(folder)) {
            Files.createDirectories(folder);
            return true;
        }
        if (!Files.isDirectory(folder)) {
            throw new IOException("Cannot write a cohort to " + folder + ": it is a file. Choose a folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isEmpty()) {
                return false;
            }
        }
        if (!isOwn(folder.resolve(MARKER))) {
            throw new IOException("The folder " + folder
                + " is not empty and is no synthetic cohort: choose an empty or a new folder");
        }
        clear(folder);
        return false;
    }

    private static boolean isOwn(final Path marker) throws IOException {
        if (!Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        final byte[] first = FIRST_LINE.getBytes(StandardCharsets.UTF_8);
        try (InputStream in = Files.newInputStream(marker)) {
            return Arrays.equals(first, in.readNBytes(first.length));
        }
    }

    /** Deletes the patients and tables, and nothing else. */
    static void clear(final Path folder) throws IOException {
        final List<Path> patients;
        final List<Path> tables;
        try (Stream<Path> entries = Files.list(folder)) {
            final List<Path> all = entries.toList();
            patients = all.stream().filter(p -> PATIENT.matcher(p.getFileName().toString()).matches()
                && Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS)).toList();
            tables = all.stream().filter(p -> TABLE.matcher(p.getFileName().toString()).matches()
                && !p.getFileName().toString().equals(MARKER) && Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS)).toList();
        }
        for (final Path patient : patients) {
            for (final Path inside : tree(patient)) {
                final String name = patient.relativize(inside).toString().replace('\\', '/');
                if (!inside.equals(patient) && !IN_PATIENT.matcher(name).matches()) {
                    throw new IOException("Cannot write the cohort anew: " + inside
                        + " is none of its files. Move it elsewhere, or choose another folder");
                }
            }
        }
        for (final Path patient : patients) {
            for (final Path inside : tree(patient)) {
                Files.delete(inside);
            }
        }
        for (final Path table : tables) {
            Files.deleteIfExists(table);
        }
    }

    /** @return everything below and the folder itself, what lies deeper first; links are not followed */
    private static List<Path> tree(final Path folder) throws IOException {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /** @return whose headers a patient's files have */
    static Vendor vendor(final SyntheticCase patient) {
        final Vendor vendor = patient.options().vendor();
        return vendor == Vendor.MIXED ? Vendor.values()[patient.index() % 3] : vendor;
    }

    /**
     * Writes one patient; the folder gets its name when it is complete.
     *
     * @return SUV per rescaled value of the PET, in the slice of the tumour's centre
     */
    static double write(final Path folder, final SyntheticCase patient, final Progress progress) throws IOException {
        final Path part = Files.createDirectory(folder.resolve(".part-" + patient.patientId()));
        final DicomStudy study = new DicomStudy(patient, vendor(patient));
        study.write(part, progress);
        if (patient.options().niftiMasks()) {
            final Mask mask = patient.options().drawnOn() == DrawnOn.CT ? patient.mask() : patient.petMask();
            final Path file = Files.createDirectory(part.resolve("mask"))
                .resolve(patient.patientId() + "_" + SyntheticCohort.ROI + ".nii.gz");
            NiftiWriter.write(file, mask.toVolume(), silent(progress));
        }
        Files.move(part, folder.resolve(patient.patientId()), StandardCopyOption.ATOMIC_MOVE);
        final List<Double> centre = patient.truth().centre();
        final List<Double> shift = patient.truth().petShift();
        final double slice = patient.pet().geometry().toIndex(centre.get(0) + shift.get(0), centre.get(1) + shift.get(1),
            centre.get(2) + shift.get(2))[0];
        return study.factor((int)Math.max(0, Math.min(patient.pet().geometry().slices() - 1, Math.round(slice))));
    }

    /** Patients are written side by side: how far one of them is says nothing of the whole. */
    private static Progress silent(final Progress progress) {
        return new Progress() {
            @Override
            public void report(final double fraction, final String message) {
                // the cohort reports when a patient is done
            }

            @Override
            public boolean isCancelled() {
                return progress.isCancelled();
            }
        };
    }
}
