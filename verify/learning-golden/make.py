#!/usr/bin/env python3
"""Makes the small task of test-workflows/learning-golden/data and what numpy, scipy, scikit-learn and statsmodels give for it.

    python3 verify/learning-golden/make.py test-workflows/learning-golden/data

Seeded; definitions as in the Learning Checker's description. Made with numpy 2.4.6, scipy 1.17.1, scikit-learn 1.9.1,
statsmodels 0.15.0.
"""
import csv
import json
import os
import sys

import numpy as np
import statsmodels.api as sm
from scipy import optimize, special, stats
from sklearn.linear_model import Lasso, LogisticRegression
from sklearn.metrics import average_precision_score, f1_score, matthews_corrcoef, roc_auc_score, roc_curve
from sklearn.model_selection import StratifiedKFold, train_test_split
from sklearn.naive_bayes import GaussianNB
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

out = sys.argv[1]
os.makedirs(out, exist_ok=True)
rng = np.random.default_rng(7)
n = 72
ct = ["original_glcm_Idm_reg1", "wavelet-LLH_glszm_ZoneEntropy_reg1", "original_firstorder_Entropy_reg2", "original_ngtdm_Busyness_reg2",
      "wavelet-HLL_glrlm_LongRunEmphasis_reg5"]
pet = ["suv_max", "suv_mean", "TLG_3", "het0", "type_xy"]
clinical = ["age", "gender", "smoke"]
columns = ct + pet + clinical
cohort = np.array([["GD", "NR", "LPCD"][i % 3] for i in range(n)])
y = (rng.random(n) < 0.35).astype(int)
X = rng.normal(size=(n, len(columns)))
X[:, 0] += 0.8 * y
X[:, 5] = np.exp(X[:, 5] * 0.4 + 1.5 + 0.25 * y)
X[:, 6] = X[:, 5] * 0.4 + rng.normal(scale=0.2, size=n)
X[:, 7] = X[:, 6] * np.exp(rng.normal(size=n))
X[:, 3] = -0.6 * X[:, 0] + 0.8 * X[:, 3]
X[:, 9] = (X[:, 9] + 0.3 * y > 0.4)
X[:, 10] = np.round(62 + 9 * X[:, 10])
X[:, 11] = (X[:, 11] > 0.2)
X[:, 12] = (X[:, 12] - 0.4 * y > -0.5)
X = np.round(X, 6)
X[np.ix_(np.arange(4, n, 17), np.arange(5, 10))] = np.nan
fold = np.zeros(n, int)
for k, (_, te) in enumerate(StratifiedKFold(4, shuffle=True, random_state=1).split(X, y)):
    fold[te] = k
tr, te = train_test_split(np.arange(n), test_size=0.25, stratify=y, random_state=1)
split = np.array(["train"] * n, object)
split[te] = "test"
train, test = np.flatnonzero(split == "train"), np.flatnonzero(split == "test")
case = ["P%03d" % i for i in range(n)]


def save(name, value):
    def clean(v):
        if isinstance(v, dict):
            return {k: clean(x) for k, x in v.items()}
        if isinstance(v, (list, tuple, np.ndarray)):
            return [clean(x) for x in v]
        if isinstance(v, (np.bool_, bool)):
            return bool(v)
        if isinstance(v, (np.integer, int)):
            return int(v)
        if isinstance(v, (np.floating, float)):
            return None if np.isnan(v) else "Infinity" if v == np.inf else float(v)
        return v
    with open(os.path.join(out, name), "w") as f:
        json.dump(clean(value), f)
        f.write("\n")


def save_csv(name, header, rows):
    with open(os.path.join(out, name), "w", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        if header:
            w.writerow(header)
        w.writerows([["" if isinstance(c, float) and np.isnan(c) else repr(float(c)) if isinstance(c, float) else c for c in r] for r in rows])


save_csv("data.csv", ["case", "cohort", "label", "fold", "split"] + columns,
         [[case[i], cohort[i], int(y[i]), int(fold[i]), split[i]] + [float(v) for v in X[i]] for i in range(n)])


def prepare(a, *others):
    median = np.nanmedian(a, 0)
    filled = np.where(np.isnan(a), median, a)
    mean, sd = filled.mean(0), filled.std(0)
    return [(np.where(np.isnan(o), median, o) - mean) / sd for o in (a,) + others], median, mean, sd


(Z,), median, mean, sd = prepare(X)
save("preprocess.json", dict(columns=columns, median=median, mean=mean, sd=sd, n_missing=np.isnan(X).sum(0)))
save_csv("design_all.csv", columns + ["label", "fold", "split"],
         [[float(v) for v in Z[i]] + [int(y[i]), int(fold[i]), split[i]] for i in range(n)])


def ridge(x, t, c, balanced=False):
    """Newton's method to the exact optimum of 0.5 w'w + C sum s log(1 + exp(-yf))."""
    s = np.where(t == 1, len(t) / (2 * t.sum()), len(t) / (2 * (len(t) - t.sum()))) if balanced else np.ones(len(t))
    a = np.hstack([np.ones((len(t), 1)), x])
    reg = np.diag([0] + [1] * x.shape[1])
    w = np.zeros(a.shape[1])
    for _ in range(200):
        p = special.expit(a @ w)
        step = np.linalg.solve(reg + c * (a * (s * p * (1 - p))[:, None]).T @ a, reg @ w + c * a.T @ (s * (p - t)))
        w = w - step
        if np.abs(step).max() < 1e-14:
            break
    return w


def predict(w, x):
    return special.expit(w[0] + x @ w[1:])


fits = []
for weight in ("none", "balanced"):
    for c in (0.01, 1.0, 10.0):
        w = ridge(Z, y, c, weight == "balanced")
        p = predict(w, Z)
        fits.append(dict(C=c, class_weight=weight, intercept=w[0], coef=w[1:], auc_resub=roc_auc_score(y, p),
                         logloss_resub=-np.mean(y * np.log(p) + (1 - y) * np.log(1 - p)), first5_prob=p[:5]))
glm = sm.Logit(y, sm.add_constant(Z[:, :4])).fit(disp=0, tol=1e-14)
save("logistic.json", dict(columns=columns, fits=fits, unpenalised=dict(
    columns=["const"] + columns[:4], coef=glm.params, se=glm.bse, z=glm.tvalues, p=glm.pvalues, odds_ratio=np.exp(glm.params), ci=glm.conf_int(),
    loglik=glm.llf, loglik_null=glm.llnull, aic=glm.aic, bic=glm.bic, mcfadden_r2=glm.prsquared, lr_test_p=glm.llr_pvalue)))

A = Z[:, :5]
greatest = np.abs((A - A.mean(0)).T @ (y - y.mean())).max() / n


def linear(x, t, alpha):
    return Lasso(alpha=alpha, tol=1e-14, max_iter=1000000).fit(x, t)


lasso_fits = []
for alpha in (0.08, 0.03, 0.01):
    m = linear(A, y, alpha)
    lasso_fits.append(dict(alpha=alpha, intercept=m.intercept_, coef=m.coef_, n_nonzero=int((m.coef_ != 0).sum())))
alphas = greatest * np.power(1e-3, np.arange(100) / 99)
mse = np.array([[np.mean((y[fold == k] - linear(A[fold != k], y[fold != k], a).predict(A[fold == k])) ** 2) for k in range(4)] for a in alphas])
mm, se = mse.mean(1), mse.std(1, ddof=1) / 2
best = int(mm.argmin())
m = linear(A, y, alphas[best])
save("lasso.json", dict(columns=ct, fits=lasso_fits, cv=dict(
    alphas=alphas, mse_mean=mm, mse_se=se, alpha=alphas[best], alpha_1se=alphas[np.flatnonzero(mm <= mm[best] + se[best])[0]],
    intercept=m.intercept_, coef=m.coef_, selected=[c for c, v in zip(ct, m.coef_) if v != 0])))


def binomial(lam):
    """Both signs of each coefficient as variables above 0: a smooth problem with bounds."""
    def f(v):
        z = v[0] + A @ (v[1:6] - v[6:])
        g = special.expit(z) - y
        d = A.T @ g / n
        return np.mean(np.logaddexp(0, z) - y * z) + lam * v[1:].sum(), np.r_[g.mean(), d + lam, -d + lam]
    v = optimize.minimize(f, np.zeros(11), jac=True, method="L-BFGS-B", bounds=[(None, None)] + [(0, None)] * 10,
                          options=dict(maxiter=100000, maxfun=1000000, ftol=1e-16, gtol=1e-12)).x
    return v[0], v[1:6] - v[6:]


save("lasso_logistic.json", dict(columns=ct, lambda_max=greatest, fits=[
    dict(lam=lam, intercept=b, coef=w) for lam in (0.06, 0.02, 0.005) for b, w in [binomial(lam)]]))


def rfecv(score):
    x = Z[:, 5:10]

    def eliminate(rows, t, down_to, tests=None):
        left, scores, order = list(range(5)), {}, []
        while True:
            w = ridge(x[np.ix_(rows, left)], t, 1.0)
            if tests is not None:
                d = np.round(w[0] + x[np.ix_(tests, left)] @ w[1:], 10)
                scores[len(left)] = roc_auc_score(y[tests], d) if score == "roc_auc" else np.mean((d > 0) == (y[tests] == 1))
            if len(left) == down_to:
                return left, order, scores
            order.append(left.pop(int(np.argmin(w[1:] ** 2))))
    folds = np.array([[s[k] for k in range(1, 6)] for f in range(4) for s in [eliminate(np.flatnonzero(fold != f), y[fold != f], 1,
                                                                                        np.flatnonzero(fold == f))[2]]])
    mean_score = folds.mean(0)
    size = int(np.flatnonzero(mean_score > mean_score.max() - 1e-12)[0]) + 1
    left, order, _ = eliminate(np.arange(n), y, size)
    ranking = [1 if c in left else len(order) - order.index(c) + 1 for c in range(5)]
    return dict(n_features=size, support=[r == 1 for r in ranking], selected=[pet[c] for c in sorted(left)], ranking=ranking,
                mean_score_by_n=mean_score, std_score_by_n=folds.std(0), fold_scores=folds)


save("rfecv.json", dict(columns=pet, roc_auc=rfecv("roc_auc"), accuracy=rfecv("accuracy")))


def mi(a, b):
    joint = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(joint, (a, b), 1 / len(a))
    outer = joint.sum(1)[:, None] * joint.sum(0)[None]
    return float((joint[joint > 0] * np.log(joint[joint > 0] / outer[joint > 0])).sum())


def peng3(v):
    z = (v - v.mean()) / v.std()
    return np.where(z < -1, 0, np.where(z > 1, 2, 1))


def eqwidth10(v):
    return np.minimum(9, np.searchsorted(np.linspace(v.min(), v.max(), 11)[1:-1], v, side="right"))


def mrmr(x, names):
    result = {}
    for key, code in (("peng3", peng3), ("eqwidth10", eqwidth10)):
        codes = [code(c) for c in x.T]
        relevance = np.array([mi(c, y) for c in codes])
        pair = np.array([[mi(a, b) for b in codes] for a in codes])
        for scheme in ("MID", "MIQ"):
            result[scheme + "_" + key] = greedy(relevance, pair, scheme, names)
        result["MI_" + key] = relevance
    f = np.array([stats.f_oneway(c[y == 0], c[y == 1])[0] for c in x.T])
    r = np.abs(np.corrcoef(x.T))
    for scheme in ("FCQ", "FCD"):
        result[scheme] = greedy(f, np.maximum(r, 0.001) if scheme == "FCQ" else r, scheme, names)
    result["F"] = f
    result["F_p"] = stats.f.sf(f, 1, n - 2)
    return result


def greedy(relevance, pair, scheme, names):
    order, score = [int(np.argmax(relevance))], [relevance.max()]
    while len(order) < min(20, len(relevance)):
        redundancy = pair[:, order].mean(1)
        s = relevance / np.maximum(redundancy, 1e-12) if scheme.endswith("Q") else relevance - redundancy
        s[order] = -np.inf
        order.append(int(np.argmax(s)))
        score.append(s.max())
    return dict(order=order, names=[names[i] for i in order], score=score)


real = ct + pet
save("mrmr.json", dict(real_columns=real, real=mrmr(Z[:, :10], real), mi_pair_example=dict(
    a=ct[0], b=ct[3], mi_peng3=mi(peng3(Z[:, 0]), peng3(Z[:, 3])), mi_eqwidth10=mi(eqwidth10(Z[:, 0]), eqwidth10(Z[:, 3])))))

variables, ps = {}, []
for j, c in enumerate(columns):
    a, b = X[y == 0, j], X[y == 1, j]
    a, b = a[~np.isnan(a)], b[~np.isnan(b)]
    w0, w1 = stats.shapiro(a), stats.shapiro(b)
    t, welch = stats.ttest_ind(a, b), stats.ttest_ind(a, b, equal_var=False)
    cc = stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic")
    no = stats.mannwhitneyu(a, b, alternative="two-sided", method="asymptotic", use_continuity=False)
    pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / (len(a) + len(b) - 2))
    normal = w0[1] >= 0.05 and w1[1] >= 0.05
    ps.append(t[1] if normal else cc[1])
    variables[c] = dict(
        n0=len(a), n1=len(b), mean=[a.mean(), b.mean()], sd=[a.std(ddof=1), b.std(ddof=1)], median=[np.median(a), np.median(b)],
        q1=[np.quantile(a, .25), np.quantile(b, .25)], q3=[np.quantile(a, .75), np.quantile(b, .75)], shapiro0=list(w0), shapiro1=list(w1),
        t_student=[t[0], t.df, t[1]], t_welch=[welch[0], welch.df, welch[1]], mwu=dict(U_group0=cc[0], p_asym_cc=cc[1], p_asym_nocc=no[1]),
        levene_mean=list(stats.levene(a, b, center="mean")), brown_forsythe=list(stats.levene(a, b)), cohen_d_1minus0=(b.mean() - a.mean()) / pooled,
        ks2=list(stats.ks_2samp(a, b, method="asymp")), paper_rule_test="t_student" if normal else "mwu_cc", paper_rule_p=ps[-1])
adjusted = {key: dict(zip(columns, multipletests(ps, method=key)[1])) for key in ("fdr_bh", "holm", "bonferroni")}
categorical = {}
for c in ("gender", "smoke", "type_xy"):
    v = X[:, columns.index(c)]
    table = np.array([[((y == g) & (v == k)).sum() for k in (0, 1)] for g in (0, 1)])
    chi, yates, fisher = stats.chi2_contingency(table, correction=False), stats.chi2_contingency(table), stats.fisher_exact(table)
    categorical[c] = dict(table=table, chi2=[chi[0], chi[2], chi[1]], chi2_yates=[yates[0], yates[1]], expected=chi[3],
                          fisher_sample_or_p=[table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]), fisher[1]], cramers_v=np.sqrt(chi[0] / table.sum()))
groups = ["GD", "LPCD", "NR"]
compare = {}
for c in ("suv_max", "age"):
    parts = [X[(cohort == g) & ~np.isnan(X[:, columns.index(c)]), columns.index(c)] for g in groups]
    compare[c] = dict(groups=groups, kruskal=list(stats.kruskal(*parts)), anova=list(stats.f_oneway(*parts)))
table = np.array([[((cohort == g) & (X[:, 12] == k)).sum() for k in (0, 1)] for g in groups])
chi = stats.chi2_contingency(table, correction=False)
ok = ~np.isnan(X[:, 5])
x0, y0 = X[:12, 0], X[20:30, 1]
mwu = stats.mannwhitneyu(x0, y0, alternative="two-sided", method="exact")
d = X[:10, 2]
save("stats.json", dict(
    variables=variables, **adjusted, mwu_exact_small=dict(x=x0, y=y0, U_x=mwu[0], p_exact=mwu[1], p_asym_cc=stats.mannwhitneyu(
        x0, y0, alternative="two-sided", method="asymptotic")[1]), shapiro_small=dict(x=x0, W_p=list(stats.shapiro(x0))),
    wilcoxon_small=dict(d=d, W_p_exact=list(stats.wilcoxon(d, method="exact"))), categorical=categorical, cohort_compare=compare,
    cohort_chi2=dict(variable="smoke", rows=groups, table=table, chi2_p_df=[chi[0], chi[1], chi[2]]),
    correlation_suvmax_TLG3=dict(spearman=list(stats.spearmanr(X[ok, 5], X[ok, 7])), pearson=list(stats.pearsonr(X[ok, 5], X[ok, 7])),
                                 kendall_b=list(stats.kendalltau(X[ok, 5], X[ok, 7], method="asymptotic")))))


def model(name, x, t, *others):
    (a, *rest), *_ = prepare(x, *others)
    if name == "gnb":
        g = GaussianNB().fit(a, t)
        return [g.predict_proba(r)[:, 1] for r in rest]
    w = ridge(a, t, float(name[4:]) if name.startswith("lr_c") else 1.0)
    return [predict(w, r) for r in rest]


models = ["lr_c0.01", "lr_c1", "gnb", "lr_petclin"]
scores = {}
for name in models:
    x = X[:, 5:] if name == "lr_petclin" else X
    scores[name] = np.zeros(n)
    for k in range(4):
        scores[name][fold == k] = model(name, x[fold != k], y[fold != k], x[fold == k])[0]
save_csv("scores.csv", ["case", "label", "fold"] + models, [[case[i], int(y[i]), int(fold[i])] + [float(scores[m][i]) for m in models] for i in range(n)])

(a, b), *_ = prepare(X[train], X[test])
bases = models[:3]
t = y[train]


def base(name, x, t, z):
    if name == "gnb":
        return GaussianNB().fit(x, t).predict_proba(z)[:, 1]
    return predict(ridge(x, t, float(name[4:])), z)


oof = np.zeros((len(train), 3))
for k in range(4):
    inside = fold[train] != k
    for j, name in enumerate(bases):
        oof[~inside, j] = base(name, a[inside], t[inside], a[~inside])
meta = ridge(oof, t, 1.0)
base_test = np.column_stack([base(name, a, t, b) for name in bases])
stack = predict(meta, base_test)
save("stacking.json", dict(base=bases, train_cases=[case[i] for i in train], test_cases=[case[i] for i in test], oof_train=oof, meta_coef=meta[1:],
                           meta_intercept=meta[0], test_base_prob=base_test, test_prob=stack, test_auc=roc_auc_score(y[test], stack)))
lr_test = model("lr_c1", X[train], t, X[test])[0]
save_csv("scores_test.csv", ["case", "label", "lr_c1", "stack"],
         [[case[i], int(y[i]), float(lr_test[j]), float(stack[j])] for j, i in enumerate(test)])
index = rng.integers(0, len(test), size=(200, len(test)))
save_csv("bootstrap_idx.csv", None, [[int(v) for v in r] for r in index])


def confusion(t, p, threshold):
    d = p >= threshold
    tp, fp, tn, fn = [int(v) for v in ((d & (t == 1)).sum(), (d & (t == 0)).sum(), (~d & (t == 0)).sum(), (~d & (t == 1)).sum())]
    total = len(t)
    expected = ((tp + fp) * (tp + fn) + (tn + fn) * (tn + fp)) / total ** 2
    return dict(threshold=threshold, tp=tp, fp=fp, tn=tn, fn=fn, accuracy=(tp + tn) / total, balanced_accuracy=(tp / (tp + fn) + tn / (tn + fp)) / 2,
                sensitivity=tp / (tp + fn), specificity=tn / (tn + fp), ppv=tp / (tp + fp) if tp + fp else np.nan,
                npv=tn / (tn + fn) if tn + fn else np.nan, f1=f1_score(t, d), f1_macro=f1_score(t, d, average="macro"),
                f1_weighted=f1_score(t, d, average="weighted"), mcc=matthews_corrcoef(t, d),
                kappa=((tp + tn) / total - expected) / (1 - expected))


def placements(t, p):
    pos, neg = p[t == 1], p[t == 0]
    psi = (pos[:, None] > neg[None]) + 0.5 * (pos[:, None] == neg[None])
    return psi.mean(1), psi.mean(0)


def delong(t, *ps):
    v = [placements(t, p) for p in ps]
    return np.cov([a[0] for a in v]) / (t == 1).sum() + np.cov([a[1] for a in v]) / (t == 0).sum()


z975 = stats.norm.ppf(0.975)
result = {}
fold_auc = {}
for name in models:
    p = scores[name]
    auc = roc_auc_score(y, p)
    s = float(np.sqrt(delong(y, p)))
    fpr, tpr, thresholds = roc_curve(y, p, drop_intermediate=False)
    save_csv("roc_%s.csv" % name, ["threshold", "fpr", "tpr"], [["inf" if np.isinf(h) else float(h), float(f), float(u)] for h, f, u in zip(thresholds, fpr, tpr)])
    best = int(np.argmax(tpr - fpr))
    q1, q2 = auc / (2 - auc), 2 * auc ** 2 / (1 + auc)
    n1, n0 = y.sum(), n - y.sum()
    hanley = np.sqrt((auc * (1 - auc) + (n1 - 1) * (q1 - auc ** 2) + (n0 - 1) * (q2 - auc ** 2)) / (n1 * n0))
    c = confusion(y, p, 0.5)
    brier = np.mean((p - y) ** 2)
    logit, half = np.log(auc / (1 - auc)), z975 * s / (auc * (1 - auc))
    fold_auc[name] = [roc_auc_score(y[fold == k], p[fold == k]) for k in range(4)]
    net = []
    for pt in np.arange(1, 20) / 20:
        d = p >= pt
        net.append(dict(pt=pt, nb=((d & (y == 1)).sum() - (d & (y == 0)).sum() * pt / (1 - pt)) / n, nb_all=y.mean() - (1 - y.mean()) * pt / (1 - pt)))
    clipped = np.clip(p, 1e-6, 1 - 1e-6)
    lp = np.log(clipped / (1 - clipped))
    fit = sm.Logit(y, sm.add_constant(lp)).fit(disp=0, tol=1e-14)
    citl = sm.GLM(y, np.ones(n), family=sm.families.Binomial(), offset=lp).fit(tol=1e-14).params[0]
    order = np.argsort(p, kind="stable")
    risk = [(len(g), y[g].sum(), p[g].sum()) for g in np.array_split(order, 10)]
    h = sum((o - e) ** 2 / (e * (1 - e / m)) for m, o, e in risk)
    uniform10 = np.searchsorted(np.linspace(0, 1, 11)[1:-1], p)
    result[name] = dict(
        auc=auc, delong_se=s, delong_ci95=[max(0, auc - z975 * s), min(1, auc + z975 * s)],
        delong_logit_ci95=[special.expit(logit - half), special.expit(logit + half)], hanley_mcneil_se=hanley, fold_auc=fold_auc[name],
        average_precision=average_precision_score(y, p), youden=dict(J=tpr[best] - fpr[best], threshold=thresholds[best], tpr=tpr[best], fpr=fpr[best]),
        **{"at_0.5": c, "at_youden": confusion(y, p, thresholds[best])},
        wilson_ci=dict(accuracy=proportion_confint(c["tp"] + c["tn"], n, method="wilson"), sensitivity=proportion_confint(c["tp"], n1, method="wilson"),
                       specificity=proportion_confint(c["tn"], n0, method="wilson")),
        clopper_sensitivity=proportion_confint(c["tp"], n1, method="beta"), brier=brier, brier_scaled=1 - brier / (y.mean() * (1 - y.mean())),
        **{"logloss_clip1e-15": -np.mean(np.where(y == 1, np.log(np.clip(p, 1e-15, 1)), np.log(np.clip(1 - p, 1e-15, 1))))},
        ece10_uniform=sum((uniform10 == k).mean() * abs(y[uniform10 == k].mean() - p[uniform10 == k].mean()) for k in set(uniform10)),
        calibration_slope_intercept=dict(intercept=fit.params[0], slope=fit.params[1], slope_se=fit.bse[1], citl=citl),
        hosmer_lemeshow=dict(H=h, df=8, p=stats.chi2.sf(h, 8), groups_n_obs_exp=risk), net_benefit=net)
    for k in (5, 10):
        for kind, edges in (("uniform", np.linspace(0, 1, k + 1)), ("quantile", np.percentile(p, np.linspace(0, 100, k + 1)))):
            b = np.searchsorted(edges[1:-1], p)
            result[name]["calibration_%s%d" % (kind, k)] = dict(frac_pos=[y[b == i].mean() for i in sorted(set(b))],
                                                              mean_pred=[p[b == i].mean() for i in sorted(set(b))])
pairs = []
for na, nb in (("lr_c1", "lr_petclin"), ("lr_c0.01", "gnb")):
    pa, pb = scores[na], scores[nb]
    cov = delong(y, pa, pb)
    diff, sdiff = result[na]["auc"] - result[nb]["auc"], np.sqrt(cov[0, 0] + cov[1, 1] - 2 * cov[0, 1])
    ra, rb = (pa >= 0.5) == (y == 1), (pb >= 0.5) == (y == 1)
    n10, n01 = int((ra & ~rb).sum()), int((~ra & rb).sum())
    cc = (abs(n10 - n01) - (n10 != n01)) ** 2 / (n10 + n01)
    up, down = pa > pb, pa < pb
    pairs.append(dict(
        a=na, b=nb, auc=[result[na]["auc"], result[nb]["auc"]], cov=cov, z=diff / sdiff, p=2 * stats.norm.sf(abs(diff / sdiff)),
        diff_ci95=[diff - z975 * sdiff, diff + z975 * sdiff], mcnemar_exact_p=stats.binomtest(n10, n10 + n01).pvalue, mcnemar_cc=[cc, stats.chi2.sf(cc, 1)],
        n10=n10, n01=n01, idi=(pa[y == 1].mean() - pb[y == 1].mean()) - (pa[y == 0].mean() - pb[y == 0].mean()),
        nri_continuous=(up[y == 1].mean() - down[y == 1].mean()) + (down[y == 0].mean() - up[y == 0].mean())))
friedman = stats.friedmanchisquare(*[fold_auc[m] for m in models[:3]])
yt = y[test]


def figure(f):
    return [f(yt[r], lr_test[r]) for r in index if 0 < yt[r].sum() < len(yt)]


aucs = np.array(figure(roc_auc_score))
auc = roc_auc_score(yt, lr_test)
z0 = stats.norm.ppf((aucs < auc).mean())
jack = np.array([roc_auc_score(np.delete(yt, i), np.delete(lr_test, i)) for i in range(len(yt))])
dj = jack.mean() - jack
accel = (dj ** 3).sum() / (6 * (dj ** 2).sum() ** 1.5)
bca = [np.quantile(aucs, stats.norm.cdf(z0 + (z0 + q) / (1 - accel * (z0 + q)))) for q in (-z975, z975)]


def ci(f):
    return np.quantile(figure(f), [0.025, 0.975])


boot = dict(n_valid=len(aucs), auc=auc, mean=aucs.mean(), sd_ddof1=aucs.std(ddof=1), first10=aucs[:10], ci_percentile=np.quantile(aucs, [0.025, 0.975]),
            ci_bca=bca, z0=z0, accel=accel, ci_accuracy=ci(lambda t, p: np.mean((p >= .5) == t)), ci_f1=ci(lambda t, p: f1_score(t, p >= .5)),
            ci_sens=ci(lambda t, p: np.mean(p[t == 1] >= .5)), ci_spec=ci(lambda t, p: np.mean(p[t == 0] < .5)),
            ci_brier=ci(lambda t, p: np.mean((p - t) ** 2)), point=confusion(yt, lr_test, 0.5))
w = ridge(a, t, 1.0)
phi = w[1:] * (b_rows := prepare(X[train], X[test])[0][1])
save("evaluation.json", dict(models=result, delong_pairs=pairs, friedman_fold_auc=dict(models=models[:3], stat=friedman[0], p=friedman[1]),
                             bootstrap_test_lr_c1=boot, linear_shap_lr_c1=dict(columns=columns, base=w[0], first3=phi[:3], mean_abs=np.abs(phi).mean(0))))

# the task of test-workflows/learning-protocol beside it, and each cohort left out once, by logistic regression with C = 1
protocol = os.path.join(out, "..", "..", "learning-protocol", "data")
if os.path.isdir(protocol):
    out = protocol
    save_csv("patients.csv", ["case", "cohort", "label"] + columns,
             [[case[i], cohort[i], int(y[i])] + [float(v) for v in X[i]] for i in range(n)])
    for name, chosen in (("CT", range(5)), ("PET_clinical", range(5, 13))):
        for c in sorted(set(cohort), key=list(cohort).index):
            t = cohort != c
            x = X[:, list(chosen)]
            p = model("lr_c1", x[t], y[t], x[~t])[0]
            figures = confusion(y[~t], p, 0.5)
            print(name, c, t.sum(), (~t).sum(), repr(float(roc_auc_score(y[~t], p))), *(repr(float(figures[k])) for k in (
                "accuracy", "f1", "f1_macro", "sensitivity", "specificity", "balanced_accuracy", "mcc")),
                repr(float(average_precision_score(y[~t], p))), repr(float(np.mean((p - y[~t]) ** 2))))
