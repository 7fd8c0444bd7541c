package org.petctflow.imaging.dicom;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.SliceHeader.SeriesKey;

/**
 * Looks through a folder of any depth and sorts what it finds into series, by headers only. Files that are no DICOM are counted
 * and passed over, DICOMDIR too; files that cannot be read are reported one by one and never stop the others. Names, extensions
 * and the tree of folders mean nothing: what belongs together is what the headers say. The result does not depend on the number
 * of threads or the order in which the disk lists files.
 */
public final class DicomScanner {

    private static final int BATCH = 32;

    private DicomScanner() {
    }

    /**
     * @param folder a folder, or a single file
     * @param options how it is read
     * @param progress told of files; asked for cancellation
     * @return what it holds
     * @throws IOException if the folder is missing or cannot be opened
     * @throws CancellationException if cancelled
     */
    public static Scan scan(final Path folder, final ScanOptions options, final Progress progress) throws IOException {
        if (!Files.exists(folder)) {
            throw new IOException("The folder " + folder + " does not exist");
        }
        final List<FileProblem> problems = new ArrayList<>();
        final int[] links = {0};
        final List<Path> files = files(folder.toRealPath(), options.followLinks(), problems, links, progress);
        final Found found = new Found(problems);
        final HeaderReader reader = new HeaderReader(options.keys());
        final int batches = (files.size() + BATCH - 1) / BATCH;
        try {
            Parallel.forEach(batches, options.threads(), progress, b -> {
                final List<Object> results = new ArrayList<>(BATCH);
                for (final Path file : files.subList(b * BATCH, Math.min(files.size(), (b + 1) * BATCH))) {
                    progress.checkCancelled();
                    results.add(look(reader, file));
                }
                return results;
            }, (b, results) -> {
                for (int i = 0; i < results.size(); i++) {
                    found.add(files.get(b * BATCH + i), results.get(i), options.modalities());
                }
                final int done = Math.min(files.size(), (b + 1) * BATCH);
                progress.report((double)done / files.size(), "file " + done + " of " + files.size());
            });
        } catch (final IOException | RuntimeException e) {
            throw e;
        } catch (final Exception e) {
            throw new IllegalStateException(e);
        }
        final List<SeriesRecord> series = found.series(options);
        if (found.m_filtered == 0) {
            problems.addAll(found.m_mappings.unused());
        }
        problems.sort(Comparator.comparing(FileProblem::path));
        return new Scan(series, found.m_objects, problems, files.size(), found.m_notDicom, found.m_filtered,
            links[0]);
    }

    /** @return a header's content, or the exception that says why there is none */
    private static Object look(final HeaderReader reader, final Path file) {
        try {
            return reader.read(file);
        } catch (final IOException e) {
            return e;
        }
    }

    private static List<Path> files(final Path root, final boolean followLinks, final List<FileProblem> problems,
        final int[] links, final Progress progress) throws IOException {
        final List<Path> files = new ArrayList<>();
        final Set<FileVisitOption> how =
            followLinks ? EnumSet.of(FileVisitOption.FOLLOW_LINKS) : EnumSet.noneOf(FileVisitOption.class);
        Files.walkFileTree(root, how, Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
                progress.checkCancelled();
                if (attributes.isSymbolicLink()) {
                    links[0]++;
                } else if (attributes.isRegularFile()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(final Path file, final IOException e) throws IOException {
                if (file.equals(root)) {
                    throw new IOException("The folder " + file + " cannot be opened: " + reason(e), e);
                }
                problems.add(new FileProblem(file, reason(e)));
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static String reason(final IOException e) {
        if (e instanceof FileSystemLoopException) {
            return "the link leads back to a folder above it";
        }
        if (e instanceof AccessDeniedException) {
            return "access denied: check its permissions";
        }
        if (e instanceof NoSuchFileException) {
            return "it does not exist";
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Sorts what files turned out to be. */
    private static final class Found {

        private final Map<SeriesKey, List<SliceHeader>> m_images = new LinkedHashMap<>();

        private final List<DicomObject> m_objects = new ArrayList<>();

        private final RealWorldMappings m_mappings = new RealWorldMappings();

        private final List<FileProblem> m_problems;

        private final Map<String, Integer> m_damaged = new TreeMap<>();

        private int m_notDicom;

        private int m_filtered;

        Found(final List<FileProblem> problems) {
            m_problems = problems;
        }

        void add(final Path file, final Object result, final Set<String> modalities) {
            if (result instanceof IOException e) {
                m_problems.add(new FileProblem(file, reason(e)));
                if (e instanceof DamagedImageException d) {
                    m_damaged.merge(d.seriesUid(), 1, Integer::sum);
                }
            } else if (result instanceof HeaderReader.Images images) {
                final SliceHeader first = images.slices().get(0);
                if (modalities.isEmpty() || modalities.contains(first.get("Modality"))) {
                    m_images.computeIfAbsent(first.series(), k -> new ArrayList<>()).addAll(images.slices());
                } else {
                    m_filtered++;
                }
            } else if (result instanceof HeaderReader.Mappings mappings) {
                m_objects.add(mappings.object());
                m_mappings.add(file, mappings.references());
            } else if (result instanceof HeaderReader.Other other) {
                m_objects.add(other.object());
            } else {
                m_notDicom++;
                final String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
                if (name.endsWith(".dcm") || name.endsWith(".dicom")) {
                    m_problems.add(new FileProblem(file, file.toFile().length() == 0 ? "the file is empty"
                        : "it is named like a DICOM file, but does not begin like one"));
                }
            }
        }

        List<SeriesRecord> series(final ScanOptions options) {
            final List<SeriesRecord> series = new ArrayList<>();
            m_images.forEach((key, images) -> {
                final List<String> warnings = new ArrayList<>();
                final List<SeriesSplitter.Part> parts = SeriesSplitter.split(
                    m_mappings.resolve(images, options.realWorldValues(), warnings), warnings);
                final int damaged = m_damaged.getOrDefault(key.seriesUid(), 0);
                for (int p = 0; p < parts.size(); p++) {
                    series.add(SeriesRecord.of(key, parts.get(p), p + 1, parts.size(), damaged, options, warnings));
                }
            });
            series.sort(Comparator.comparing(SeriesRecord::patientKey)
                .thenComparing((SeriesRecord s) -> DicomTags.single(s.tags(), "StudyDate"))
                .thenComparing(SeriesRecord::studyUid).thenComparingInt(SeriesRecord::number)
                .thenComparing(SeriesRecord::seriesUid).thenComparing(SeriesRecord::frameOfReferenceUid)
                .thenComparingInt(SeriesRecord::partNumber));
            return series;
        }
    }
}
