package org.petctflow.deep.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/**
 * The network once more, in plain Java and double precision, from its formulas and not from its code: plain loops, and
 * gradients by hand for every operation. PyTorch is compared with it. It is itself checked by finite differences.
 */
public final class Reference {

    /** An array, its gradient, and how the gradient flows on to what it was computed from. */
    public static final class Node {
        public final int[] m_shape;

        public final double[] m_value;

        public final double[] m_gradient;

        Node(final int[] shape, final double[] value) {
            m_shape = shape;
            m_value = value;
            m_gradient = new double[value.length];
        }

        int size(final int axis) {
            return m_shape[axis];
        }
    }

    private final List<Runnable> m_tape = new ArrayList<>();

    private final Map<String, Node> m_parameters = new LinkedHashMap<>();

    private double m_distanceToKink = Double.MAX_VALUE;

    private final boolean m_training;

    /** Running statistics after this pass, by the name of the normalisation. */
    final Map<String, double[]> m_runningMean = new LinkedHashMap<>();

    final Map<String, double[]> m_runningVariance = new LinkedHashMap<>();

    /** The named activations. */
    final Map<Layer, Node> m_layers = new LinkedHashMap<>();

    public Reference(final Parameters parameters, final boolean training) {
        m_training = training;
        parameters.values().forEach((name, values) -> {
            final double[] v = new double[values.length];
            for (int i = 0; i < v.length; i++) {
                v[i] = values[i];
            }
            final long[] shape = parameters.shapes().get(name);
            m_parameters.put(name, new Node(Arrays.stream(shape).mapToInt(l -> (int)l).toArray(), v));
        });
    }

    public Node parameter(final String name) {
        final Node p = m_parameters.get(name);
        if (p == null) {
            throw new IllegalArgumentException(name + " is none of " + m_parameters.keySet());
        }
        return p;
    }

    public void backward(final Node scalar) {
        Arrays.fill(scalar.m_gradient, 1);
        for (int i = m_tape.size() - 1; i >= 0; i--) {
            m_tape.get(i).run();
        }
    }

    static Node constant(final int[] shape, final float[] values) {
        final double[] v = new double[values.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = values[i];
        }
        return new Node(shape, v);
    }

    private Node node(final int... shape) {
        return new Node(shape, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
    }

    private Node result(final Node out, final Runnable back) {
        m_tape.add(back);
        return out;
    }

    /** The network's outputs: logits of each task, image embedding, projections. */
    List<Node> forward(final Architecture a, final Node ct, final Node pet, final Node features) {
        final List<Node> small = new ArrayList<>();
        final List<Node> large = new ArrayList<>();
        for (final String modality : List.of("ct", "pet")) {
            Node x = modality.equals("ct") ? ct : pet;
            for (int s = 1; s <= 4; s++) {
                for (final String unit : List.of("a", "b")) {
                    final String name = modality + ".stage" + s + unit;
                    x = conv(x, parameter(name + ".conv.weight"), unit.equals("a") ? a.strides().get(s - 1) : 1);
                    x = relu(batchNorm(x, name + ".norm"));
                }
                if (s == 3) {
                    m_layers.put(modality.equals("ct") ? Layer.CT_ENCODER : Layer.PET_ENCODER, x);
                    small.add(tokens(x));
                }
            }
            large.add(tokens(x));
        }
        final Node s = concatLast(attention(small.get(0), small.get(1), "ctAttentionSmall", a.heads()),
            attention(small.get(1), small.get(0), "petAttentionSmall", a.heads()));
        final Node l = concatLast(attention(large.get(0), large.get(1), "ctAttentionLarge", a.heads()),
            attention(large.get(1), large.get(0), "petAttentionLarge", a.heads()));
        m_layers.put(Layer.SMALL_SCALE_ATTENTION, s);
        m_layers.put(Layer.LARGE_SCALE_ATTENTION, l);
        final Node image = relu(linear(concatLast(meanTokens(s), meanTokens(l)), "fuse"));
        final Node text = linear(relu(layerNorm(linear(features, "text.in"), "text.norm")), "text.out");
        final Node joint = concatLast(image, text);
        final List<Node> out = new ArrayList<>();
        for (int t = 1; t <= a.classes().size(); t++) {
            out.add(linear(joint, "head" + t));
        }
        out.add(image);
        out.add(normalize(linear(image, "imageProjection")));
        out.add(normalize(linear(text, "textProjection")));
        return out;
    }

    Node conv(final Node x, final Node w, final int stride) {
        final int b = x.size(0);
        final int in = x.size(1);
        final int out = w.size(0);
        final int[] from = {x.size(2), x.size(3), x.size(4)};
        final int[] to = new int[3];
        for (int i = 0; i < 3; i++) {
            to[i] = (from[i] - 1) / stride + 1;
        }
        final Node y = node(b, out, to[0], to[1], to[2]);
        final Consumer<Boolean> run = back -> {
            for (int n = 0; n < b; n++) {
                for (int o = 0; o < out; o++) {
                    for (int z = 0; z < to[0]; z++) {
                        for (int r = 0; r < to[1]; r++) {
                            for (int c = 0; c < to[2]; c++) {
                                final int at = (((n * out + o) * to[0] + z) * to[1] + r) * to[2] + c;
                                double sum = 0;
                                for (int i = 0; i < in; i++) {
                                    for (int k = 0; k < 27; k++) {
                                        final int zz = z * stride + k / 9 - 1;
                                        final int rr = r * stride + k / 3 % 3 - 1;
                                        final int cc = c * stride + k % 3 - 1;
                                        if (zz < 0 || zz >= from[0] || rr < 0 || rr >= from[1] || cc < 0 || cc >= from[2]) {
                                            continue;
                                        }
                                        final int xi = (((n * in + i) * from[0] + zz) * from[1] + rr) * from[2] + cc;
                                        final int wi = (o * in + i) * 27 + k;
                                        sum += x.m_value[xi] * w.m_value[wi];
                                        if (back) {
                                            x.m_gradient[xi] += y.m_gradient[at] * w.m_value[wi];
                                            w.m_gradient[wi] += y.m_gradient[at] * x.m_value[xi];
                                        }
                                    }
                                }
                                y.m_value[at] = sum;
                            }
                        }
                    }
                }
            }
        };
        run.accept(false);
        return result(y, () -> run.accept(true));
    }

    Node batchNorm(final Node x, final String name) {
        final Node gamma = parameter(name + ".gamma");
        final Node beta = parameter(name + ".beta");
        final int channels = x.size(1);
        final int inner = x.m_value.length / (x.size(0) * channels);
        final int n = x.size(0) * inner;
        final Node y = node(x.m_shape);
        final double[] mean = new double[channels];
        final double[] sd = new double[channels];
        final double[] runningMean = new double[channels];
        final double[] runningVariance = new double[channels];
        for (int c = 0; c < channels; c++) {
            double variance = 0;
            if (m_training) {
                for (int i = 0; i < n; i++) {
                    mean[c] += x.m_value[at(i, c, channels, inner)] / n;
                }
                for (int i = 0; i < n; i++) {
                    final double d = x.m_value[at(i, c, channels, inner)] - mean[c];
                    variance += d * d / n;
                }
            } else {
                mean[c] = parameter(name + ".runningMean").m_value[c];
                variance = parameter(name + ".runningVar").m_value[c];
            }
            sd[c] = Math.sqrt(variance + 1e-5);
            runningMean[c] = 0.9 * parameter(name + ".runningMean").m_value[c] + 0.1 * mean[c];
            runningVariance[c] = 0.9 * parameter(name + ".runningVar").m_value[c] + 0.1 * variance * n / (n - 1);
            for (int i = 0; i < n; i++) {
                final int at = at(i, c, channels, inner);
                y.m_value[at] = gamma.m_value[c] * (x.m_value[at] - mean[c]) / sd[c] + beta.m_value[c];
            }
        }
        m_runningMean.put(name, runningMean);
        m_runningVariance.put(name, runningVariance);
        return result(y, () -> {
            for (int c = 0; c < channels; c++) {
                double sumG = 0;
                double sumGx = 0;
                for (int i = 0; i < n; i++) {
                    final int at = at(i, c, channels, inner);
                    final double hat = (x.m_value[at] - mean[c]) / sd[c];
                    sumG += y.m_gradient[at];
                    sumGx += y.m_gradient[at] * hat;
                }
                gamma.m_gradient[c] += sumGx;
                beta.m_gradient[c] += sumG;
                for (int i = 0; i < n; i++) {
                    final int at = at(i, c, channels, inner);
                    final double hat = (x.m_value[at] - mean[c]) / sd[c];
                    final double centred = m_training ? (sumG + hat * sumGx) / n : 0;
                    x.m_gradient[at] += gamma.m_value[c] / sd[c] * (y.m_gradient[at] - centred);
                }
            }
        });
    }

    private static int at(final int i, final int channel, final int channels, final int inner) {
        return (i / inner * channels + channel) * inner + i % inner;
    }

    /** @return how near to 0 an input of a rectifier came: where 32 bits may see the other sign, gradients differ */
    double distanceToKink() {
        return m_distanceToKink;
    }

    Node relu(final Node x) {
        final Node y = node(x.m_shape);
        for (int i = 0; i < y.m_value.length; i++) {
            y.m_value[i] = Math.max(0, x.m_value[i]);
            m_distanceToKink = Math.min(m_distanceToKink, Math.abs(x.m_value[i]));
        }
        return result(y, () -> {
            for (int i = 0; i < y.m_value.length; i++) {
                x.m_gradient[i] += x.m_value[i] > 0 ? y.m_gradient[i] : 0;
            }
        });
    }

    Node gelu(final Node x) {
        final Node y = node(x.m_shape);
        for (int i = 0; i < y.m_value.length; i++) {
            y.m_value[i] = x.m_value[i] * normal(x.m_value[i]);
        }
        return result(y, () -> {
            for (int i = 0; i < y.m_value.length; i++) {
                final double v = x.m_value[i];
                final double density = Math.exp(-v * v / 2) / Math.sqrt(2 * Math.PI);
                x.m_gradient[i] += y.m_gradient[i] * (normal(v) + v * density);
            }
        });
    }

    /** The normal distribution function, by the series of erf; exact to 1e-12 for |x| below 8. */
    static double normal(final double x) {
        double term = x;
        double sum = x;
        for (int k = 1; k < 300; k++) {
            term *= -x * x / 2 / k;
            sum += term / (2 * k + 1);
        }
        return Math.abs(x) > 6 ? (x > 0 ? 1 : 0) : 0.5 + sum / Math.sqrt(2 * Math.PI);
    }

    Node tokens(final Node x) {
        final int b = x.size(0);
        final int c = x.size(1);
        final int n = x.m_value.length / b / c;
        final Node y = node(b, n, c);
        for (int i = 0; i < b * n * c; i++) {
            y.m_value[i] = x.m_value[(i / (n * c) * c + i % c) * n + i / c % n];
        }
        return result(y, () -> {
            for (int i = 0; i < b * n * c; i++) {
                x.m_gradient[(i / (n * c) * c + i % c) * n + i / c % n] += y.m_gradient[i];
            }
        });
    }

    Node linear(final Node x, final String name) {
        final Node w = parameter(name + ".weight");
        final Node bias = m_parameters.get(name + ".bias");
        final int in = w.size(1);
        final int out = w.size(0);
        final int rows = x.m_value.length / in;
        final int[] shape = x.m_shape.clone();
        shape[shape.length - 1] = out;
        final Node y = node(shape);
        for (int r = 0; r < rows; r++) {
            for (int o = 0; o < out; o++) {
                double sum = bias == null ? 0 : bias.m_value[o];
                for (int i = 0; i < in; i++) {
                    sum += x.m_value[r * in + i] * w.m_value[o * in + i];
                }
                y.m_value[r * out + o] = sum;
            }
        }
        return result(y, () -> {
            for (int r = 0; r < rows; r++) {
                for (int o = 0; o < out; o++) {
                    final double g = y.m_gradient[r * out + o];
                    if (bias != null) {
                        bias.m_gradient[o] += g;
                    }
                    for (int i = 0; i < in; i++) {
                        x.m_gradient[r * in + i] += g * w.m_value[o * in + i];
                        w.m_gradient[o * in + i] += g * x.m_value[r * in + i];
                    }
                }
            }
        });
    }

    Node layerNorm(final Node x, final String name) {
        final Node gamma = parameter(name + ".gamma");
        final Node beta = parameter(name + ".beta");
        final int n = gamma.m_value.length;
        final Node y = node(x.m_shape);
        final int rows = x.m_value.length / n;
        final double[] mean = new double[rows];
        final double[] sd = new double[rows];
        for (int r = 0; r < rows; r++) {
            double variance = 0;
            for (int i = 0; i < n; i++) {
                mean[r] += x.m_value[r * n + i] / n;
            }
            for (int i = 0; i < n; i++) {
                variance += Math.pow(x.m_value[r * n + i] - mean[r], 2) / n;
            }
            sd[r] = Math.sqrt(variance + 1e-5);
            for (int i = 0; i < n; i++) {
                y.m_value[r * n + i] = gamma.m_value[i] * (x.m_value[r * n + i] - mean[r]) / sd[r] + beta.m_value[i];
            }
        }
        return result(y, () -> {
            for (int r = 0; r < rows; r++) {
                double sumG = 0;
                double sumGx = 0;
                for (int i = 0; i < n; i++) {
                    final double hat = (x.m_value[r * n + i] - mean[r]) / sd[r];
                    final double g = y.m_gradient[r * n + i] * gamma.m_value[i];
                    gamma.m_gradient[i] += y.m_gradient[r * n + i] * hat;
                    beta.m_gradient[i] += y.m_gradient[r * n + i];
                    sumG += g / n;
                    sumGx += g * hat / n;
                }
                for (int i = 0; i < n; i++) {
                    final double hat = (x.m_value[r * n + i] - mean[r]) / sd[r];
                    x.m_gradient[r * n + i] +=
                        (y.m_gradient[r * n + i] * gamma.m_value[i] - sumG - hat * sumGx) / sd[r];
                }
            }
        });
    }

    Node attention(final Node x, final Node y, final String name, final int heads) {
        final Node normY = layerNorm(y, name + ".normY");
        final Node q = linear(layerNorm(x, name + ".normX"), name + ".query");
        final Node k = linear(normY, name + ".key");
        final Node v = linear(normY, name + ".value");
        final Node u = add(x, linear(mix(q, k, v, heads), name + ".out"));
        final Node wide = gelu(linear(layerNorm(u, name + ".normU"), name + ".widen"));
        return add(u, linear(wide, name + ".narrow"));
    }

    private Node mix(final Node q, final Node k, final Node v, final int heads) {
        final int b = q.size(0);
        final int n = q.size(1);
        final int m = k.size(1);
        final int c = q.size(2);
        final int d = c / heads;
        final Node y = node(b, n, c);
        final double[] p = new double[b * heads * n * m];
        for (int bh = 0; bh < b * heads; bh++) {
            final int bi = bh / heads;
            final int h = bh % heads;
            for (int i = 0; i < n; i++) {
                double total = 0;
                for (int j = 0; j < m; j++) {
                    double score = 0;
                    for (int e = 0; e < d; e++) {
                        score += q.m_value[(bi * n + i) * c + h * d + e] * k.m_value[(bi * m + j) * c + h * d + e];
                    }
                    p[(bh * n + i) * m + j] = Math.exp(score / Math.sqrt(d));
                    total += p[(bh * n + i) * m + j];
                }
                for (int j = 0; j < m; j++) {
                    p[(bh * n + i) * m + j] /= total;
                    for (int e = 0; e < d; e++) {
                        y.m_value[(bi * n + i) * c + h * d + e] +=
                            p[(bh * n + i) * m + j] * v.m_value[(bi * m + j) * c + h * d + e];
                    }
                }
            }
        }
        return result(y, () -> {
            for (int bh = 0; bh < b * heads; bh++) {
                final int bi = bh / heads;
                final int h = bh % heads;
                for (int i = 0; i < n; i++) {
                    final double[] gp = new double[m];
                    double dot = 0;
                    for (int j = 0; j < m; j++) {
                        for (int e = 0; e < d; e++) {
                            final double g = y.m_gradient[(bi * n + i) * c + h * d + e];
                            gp[j] += g * v.m_value[(bi * m + j) * c + h * d + e];
                            v.m_gradient[(bi * m + j) * c + h * d + e] += g * p[(bh * n + i) * m + j];
                        }
                        dot += gp[j] * p[(bh * n + i) * m + j];
                    }
                    for (int j = 0; j < m; j++) {
                        final double gs = p[(bh * n + i) * m + j] * (gp[j] - dot) / Math.sqrt(d);
                        for (int e = 0; e < d; e++) {
                            q.m_gradient[(bi * n + i) * c + h * d + e] += gs * k.m_value[(bi * m + j) * c + h * d + e];
                            k.m_gradient[(bi * m + j) * c + h * d + e] += gs * q.m_value[(bi * n + i) * c + h * d + e];
                        }
                    }
                }
            }
        });
    }

    Node add(final Node x, final Node y) {
        return combine(x, y, 1, 1);
    }

    /** {@code a x + b y}. */
    Node combine(final Node x, final Node y, final double a, final double b) {
        final Node z = node(x.m_shape);
        for (int i = 0; i < z.m_value.length; i++) {
            z.m_value[i] = a * x.m_value[i] + b * y.m_value[i];
        }
        return result(z, () -> {
            for (int i = 0; i < z.m_value.length; i++) {
                x.m_gradient[i] += a * z.m_gradient[i];
                y.m_gradient[i] += b * z.m_gradient[i];
            }
        });
    }

    Node concatLast(final Node x, final Node y) {
        final int a = x.size(x.m_shape.length - 1);
        final int b = y.size(y.m_shape.length - 1);
        final int[] shape = x.m_shape.clone();
        shape[shape.length - 1] = a + b;
        final Node z = node(shape);
        for (int i = 0; i < z.m_value.length; i++) {
            final int r = i / (a + b);
            final int c = i % (a + b);
            z.m_value[i] = c < a ? x.m_value[r * a + c] : y.m_value[r * b + c - a];
        }
        return result(z, () -> {
            for (int i = 0; i < z.m_value.length; i++) {
                final int r = i / (a + b);
                final int c = i % (a + b);
                if (c < a) {
                    x.m_gradient[r * a + c] += z.m_gradient[i];
                } else {
                    y.m_gradient[r * b + c - a] += z.m_gradient[i];
                }
            }
        });
    }

    Node meanTokens(final Node x) {
        final int b = x.size(0);
        final int n = x.size(1);
        final int c = x.size(2);
        final Node y = node(b, c);
        for (int i = 0; i < b * n * c; i++) {
            y.m_value[i / (n * c) * c + i % c] += x.m_value[i] / n;
        }
        return result(y, () -> {
            for (int i = 0; i < b * n * c; i++) {
                x.m_gradient[i] += y.m_gradient[i / (n * c) * c + i % c] / n;
            }
        });
    }

    /** Rows of length 1. */
    Node normalize(final Node x) {
        final int n = x.size(1);
        final Node y = node(x.m_shape);
        final double[] length = new double[x.size(0)];
        for (int r = 0; r < length.length; r++) {
            for (int i = 0; i < n; i++) {
                length[r] += x.m_value[r * n + i] * x.m_value[r * n + i];
            }
            length[r] = Math.sqrt(length[r]);
            for (int i = 0; i < n; i++) {
                y.m_value[r * n + i] = x.m_value[r * n + i] / length[r];
            }
        }
        return result(y, () -> {
            for (int r = 0; r < length.length; r++) {
                double dot = 0;
                for (int i = 0; i < n; i++) {
                    dot += y.m_gradient[r * n + i] * y.m_value[r * n + i];
                }
                for (int i = 0; i < n; i++) {
                    x.m_gradient[r * n + i] += (y.m_gradient[r * n + i] - dot * y.m_value[r * n + i]) / length[r];
                }
            }
        });
    }

    /** Weighted cross-entropy over the rows whose label is not -1. */
    Node crossEntropy(final Node logits, final int[] labels, final double[] classWeights) {
        final int classes = logits.size(1);
        double weight = 0;
        for (final int label : labels) {
            weight += label < 0 ? 0 : classWeights[label];
        }
        final Node y = node(1);
        final double total = weight;
        final double[] p = softmax(logits);
        for (int r = 0; r < labels.length; r++) {
            if (labels[r] >= 0) {
                y.m_value[0] -= classWeights[labels[r]] * Math.log(p[r * classes + labels[r]]) / total;
            }
        }
        return result(y, () -> {
            for (int r = 0; r < labels.length; r++) {
                for (int c = 0; c < classes && labels[r] >= 0; c++) {
                    logits.m_gradient[r * classes + c] += y.m_gradient[0] * classWeights[labels[r]] / total
                        * (p[r * classes + c] - (c == labels[r] ? 1 : 0));
                }
            }
        });
    }

    Node contrastive(final Node image, final Node text, final double temperature) {
        final int b = image.size(0);
        final Node s = node(b, b);
        final int n = image.size(1);
        for (int i = 0; i < b * b; i++) {
            for (int e = 0; e < n; e++) {
                s.m_value[i] += image.m_value[i / b * n + e] * text.m_value[i % b * n + e] / temperature;
            }
        }
        final Node transposed = node(b, b);
        for (int i = 0; i < b * b; i++) {
            transposed.m_value[i] = s.m_value[i % b * b + i / b];
        }
        m_tape.add(() -> {
            for (int i = 0; i < b * b; i++) {
                final double g = s.m_gradient[i] + transposed.m_gradient[i % b * b + i / b];
                for (int e = 0; e < n; e++) {
                    image.m_gradient[i / b * n + e] += g * text.m_value[i % b * n + e] / temperature;
                    text.m_gradient[i % b * n + e] += g * image.m_value[i / b * n + e] / temperature;
                }
            }
        });
        final int[] own = new int[b];
        Arrays.setAll(own, i -> i);
        final double[] ones = new double[b];
        Arrays.fill(ones, 1);
        return combine(crossEntropy(s, own, ones), crossEntropy(transposed, own, ones), 0.5, 0.5);
    }

    private static double[] softmax(final Node logits) {
        final int classes = logits.size(1);
        final double[] p = new double[logits.m_value.length];
        for (int r = 0; r < p.length / classes; r++) {
            double sum = 0;
            for (int c = 0; c < classes; c++) {
                p[r * classes + c] = Math.exp(logits.m_value[r * classes + c]);
                sum += p[r * classes + c];
            }
            for (int c = 0; c < classes; c++) {
                p[r * classes + c] /= sum;
            }
        }
        return p;
    }
}
