#!/usr/bin/env python3
"""Makes the centres of test-workflows/harmonise/data and what ComBat and the figures of mixing give for them.

    python3 verify/harmonise/make.py test-workflows/harmonise/data

ComBat is written here after Johnson et al. 2007 (parametric, covariate age, no reference batch; posterior means iterated to the
end), neighbours and silhouette by scikit-learn 1.9.1, chi-square by scipy 1.17.1, all with numpy 2.4.6. Prints the values that
the workflow asserts.
"""
import csv
import os
import sys

import numpy as np
from scipy import stats
from sklearn.metrics import silhouette_score
from sklearn.neighbors import NearestNeighbors

out = sys.argv[1]
rng = np.random.default_rng(3)
n, m = 90, 8
centre = np.array(["A", "B", "C"])[np.arange(n) % 3]
age = np.round(45 + 30 * rng.random(n) + 5 * (np.arange(n) % 3))
X = rng.normal(size=(n, m)) + 0.05 * age[:, None] + np.linspace(0, 3, m)
for k, c in enumerate("ABC"):
    X[centre == c] = X[centre == c] * (1 + 0.4 * k) + 1.5 * k * (1 + 0.2 * np.arange(m))
X = np.round(X, 5)
names = ["f%d" % j for j in range(m)]
train = np.arange(n) < 66


def save(name, rows):
    with open(os.path.join(out, name), "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow(["patient", "centre", "age"] + names)
        w.writerows([["P%02d" % i, centre[i], int(age[i])] + [repr(float(v)) for v in X[i]] for i in rows])


save("train.csv", np.flatnonzero(train))
save("test.csv", np.flatnonzero(~train))

x, b, a = X[train], centre[train], age[train]
design = np.column_stack([(b == c).astype(float) for c in "ABC"] + [a])
coef = np.linalg.lstsq(design, x, rcond=None)[0]
share = np.array([(b == c).mean() for c in "ABC"])
grand = share @ coef[:3]
sd = np.sqrt(((x - design @ coef) ** 2).mean(0))
z = (x - grand - np.outer(a, coef[3])) / sd
gamma, delta = {}, {}
for c in "ABC":
    zc = z[b == c]
    k = len(zc)
    g, d = zc.mean(0), zc.var(0, ddof=1)
    gbar, t2, mean, s2 = g.mean(), g.var(ddof=1), d.mean(), d.var(ddof=1)
    shape, rate = (2 * s2 + mean ** 2) / s2, (mean * s2 + mean ** 3) / s2
    gs, ds = g.copy(), d.copy()
    for _ in range(10000):
        new = (t2 * k * g + ds * gbar) / (t2 * k + ds)
        newd = (0.5 * ((zc - new) ** 2).sum(0) + rate) / (k / 2 + shape - 1)
        moved = max((abs(new - gs) / abs(gs)).max(), (abs(newd - ds) / ds).max())
        gs, ds = new, newd
        if moved < 1e-4:
            break
    gamma[c], delta[c] = gs, ds


def apply(rows):
    r = np.empty_like(X[rows])
    for i, row in enumerate(rows):
        c = centre[row]
        middle = grand + age[row] * coef[3]
        r[i] = ((X[row] - middle) / sd - gamma[c]) / np.sqrt(delta[c]) * sd + middle
    return r


harmonised = apply(np.flatnonzero(train))
tested = apply(np.flatnonzero(~train))
print("training", [repr(float(harmonised[i, j])) for i, j in ((0, 0), (1, 3), (2, 7))])
print("test", [repr(float(tested[i, j])) for i, j in ((0, 0), (1, 3), (2, 7))])
print("shift and variance of C, f5", repr(float(gamma["C"][5])), repr(float(delta["C"][5])))


def mixing(v, k):
    v = (v - v.mean(0)) / v.std(0)
    near = NearestNeighbors(n_neighbors=k + 1).fit(v).kneighbors(v)[1][:, 1:]
    counts = np.array([[(b[row] == c).sum() for c in "ABC"] for row in near])
    lisi = (k ** 2 / (counts ** 2).sum(1)).mean()
    chi = ((counts - share * k) ** 2 / (share * k)).sum(1)
    return repr(float(lisi)), repr(float((stats.chi2.sf(chi, 2) < 0.05).mean())), repr(float(silhouette_score(v, b)))


print("raw: LISI, rejected, silhouette", mixing(x, 15))
print("harmonised", mixing(harmonised, 15))
