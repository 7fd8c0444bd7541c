package org.petctflow.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;
import org.dcm4che3.data.UID;
import org.dcm4che3.data.VR;
import org.dcm4che3.io.DicomOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.petctflow.base.Parallel;
import org.petctflow.base.Progress;
import org.petctflow.imaging.dicom.DicomScanner;
import org.petctflow.imaging.dicom.ScanOptions;
import org.petctflow.imaging.dicom.SeriesReader;
import org.petctflow.imaging.dicom.SeriesRecord;
import org.petctflow.imaging.volume.Volume;

/**
 * A CT series of 300 slices of 512 x 512 pixels, 12 bits stored in 16, explicit little endian, in a temporary folder: reading
 * the files' bytes (baseline), the volume, and scanning the folder before that. All from the page cache: a slower disk only
 * makes the ratio better.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Benchmark)
public class SeriesReadBenchmark {

    private static final int SLICES = 300;

    private static final int SIZE = 512;

    /** How many threads read. */
    @Param({"1", "2"})
    public int threads;

    private Path m_folder;

    private final List<Path> m_files = new ArrayList<>();

    private SeriesRecord m_series;

    /**
     * Writes the series.
     *
     * @throws IOException if that fails
     */
    @Setup
    public void write() throws IOException {
        m_folder = Files.createTempDirectory("petctflow-bench");
        final SplittableRandom random = new SplittableRandom(1);
        for (int s = 0; s < SLICES; s++) {
            final Attributes a = new Attributes();
            a.setString(Tag.SOPClassUID, VR.UI, UID.CTImageStorage);
            a.setString(Tag.SOPInstanceUID, VR.UI, "1.2.826.0.1.3680043.10.999.1." + s);
            a.setString(Tag.StudyInstanceUID, VR.UI, "1.2.826.0.1.3680043.10.999.2");
            a.setString(Tag.SeriesInstanceUID, VR.UI, "1.2.826.0.1.3680043.10.999.3");
            a.setString(Tag.FrameOfReferenceUID, VR.UI, "1.2.826.0.1.3680043.10.999.4");
            a.setString(Tag.Modality, VR.CS, "CT");
            a.setString(Tag.PatientID, VR.LO, "bench");
            a.setDouble(Tag.ImagePositionPatient, VR.DS, -250, -250, 1.5 * s);
            a.setDouble(Tag.ImageOrientationPatient, VR.DS, 1, 0, 0, 0, 1, 0);
            a.setDouble(Tag.PixelSpacing, VR.DS, 0.9765625, 0.9765625);
            a.setInt(Tag.SamplesPerPixel, VR.US, 1);
            a.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
            a.setInt(Tag.Rows, VR.US, SIZE);
            a.setInt(Tag.Columns, VR.US, SIZE);
            a.setInt(Tag.BitsAllocated, VR.US, 16);
            a.setInt(Tag.BitsStored, VR.US, 12);
            a.setInt(Tag.HighBit, VR.US, 11);
            a.setInt(Tag.PixelRepresentation, VR.US, 0);
            a.setString(Tag.RescaleSlope, VR.DS, "1");
            a.setString(Tag.RescaleIntercept, VR.DS, "-1024");
            final ByteBuffer pixels = ByteBuffer.allocate(2 * SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
            while (pixels.hasRemaining()) {
                pixels.putShort((short)random.nextInt(4096));
            }
            a.setBytes(Tag.PixelData, VR.OW, pixels.array());
            final Path file = m_folder.resolve(String.format("%04d.dcm", s));
            try (DicomOutputStream out = new DicomOutputStream(new BufferedOutputStream(Files.newOutputStream(file)),
                UID.ExplicitVRLittleEndian)) {
                out.writeDataset(a.createFileMetaInformation(UID.ExplicitVRLittleEndian), a);
            }
            m_files.add(file);
        }
        m_series = DicomScanner.scan(m_folder, ScanOptions.defaults(), Progress.NONE).series().get(0);
    }

    /**
     * Removes the series.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void remove() throws IOException {
        try (Stream<Path> all = Files.walk(m_folder)) {
            for (final Path p : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    /**
     * @return how many bytes the files have, all of them read
     * @throws Exception if reading fails
     */
    @Benchmark
    public long bytes() throws Exception {
        final long[] sum = {0};
        Parallel.forEach(m_files.size(), threads, Progress.NONE, i -> Files.readAllBytes(m_files.get(i)),
            (i, bytes) -> sum[0] += bytes.length);
        return sum[0];
    }

    /**
     * @return the volume
     * @throws IOException if reading fails
     */
    @Benchmark
    public Volume volume() throws IOException {
        return SeriesReader.read(m_series, threads, Progress.NONE);
    }

    /**
     * @return the volume, with the folder scanned first
     * @throws IOException if reading fails
     */
    @Benchmark
    public Volume scanAndVolume() throws IOException {
        return SeriesReader.read(DicomScanner.scan(m_folder, ScanOptions.defaults().withThreads(threads), Progress.NONE).series()
            .get(0), threads, Progress.NONE);
    }
}
