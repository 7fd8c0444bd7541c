import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * {@code java verify/TestCount.java [since]} in the project's root: adds up the reports that surefire and tycho-surefire left in all
 * modules, those written since an instant (ISO 8601, UTC) if one is given, and prints one line.
 */
public final class TestCount extends SimpleFileVisitor<Path> {

    private final Instant m_since;

    private int m_tests;

    private int m_failed;

    private int m_skipped;

    private TestCount(final Instant since) {
        m_since = since;
    }

    public static void main(final String[] args) throws IOException {
        final TestCount count = new TestCount(args.length > 0 ? Instant.parse(args[0]) : Instant.EPOCH);
        Files.walkFileTree(Path.of("").toAbsolutePath(), count);
        System.out.println();
        System.out.printf("%d passed, %d failed, %d skipped%n", count.m_tests - count.m_failed - count.m_skipped, count.m_failed,
            count.m_skipped);
        System.out.println();
    }

    @Override
    public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) {
        final String name = folder.getFileName().toString();
        return name.equals("node_modules") || name.equals(".git") || name.equals("src") ? FileVisitResult.SKIP_SUBTREE
            : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
        final String name = file.getFileName().toString();
        if (name.startsWith("TEST-") && name.endsWith(".xml") && file.getParent().endsWith("target/surefire-reports")
            && !attributes.lastModifiedTime().toInstant().isBefore(m_since)) {
            add(file);
        }
        return FileVisitResult.CONTINUE;
    }

    private void add(final Path report) throws IOException {
        try (InputStream in = Files.newInputStream(report)) {
            final XMLStreamReader xml = XMLInputFactory.newFactory().createXMLStreamReader(in);
            xml.nextTag(); // <testsuite>
            m_tests += number(xml, "tests");
            m_failed += number(xml, "failures") + number(xml, "errors");
            m_skipped += number(xml, "skipped");
        } catch (final XMLStreamException e) {
            throw new IOException(report + ": " + e.getMessage(), e);
        }
    }

    private static int number(final XMLStreamReader xml, final String attribute) {
        return Integer.parseInt(xml.getAttributeValue(null, attribute));
    }
}
