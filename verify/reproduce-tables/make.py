#!/usr/bin/env python3
"""Makes small synthetic matrices laid out as the study's published ones, for example-workflows/reproduce-tables/data.

    python3 verify/reproduce-tables/make.py example-workflows/reproduce-tables/data

The published files have no licence and are not part of this project; `--in` names a folder that holds them. Names, sheets, columns,
kinds of ids and the defects that the Data Auditor shall find are theirs, every value is drawn here (numpy 2.4.6, seeded).
"""
import os
import sys
import zipfile
from xml.sax.saxutils import escape

import numpy as np

out = sys.argv[1]
rng = np.random.default_rng(11)
PET = ["suv_max", "suv_mean", "suv_median", "suv_min", "suv_var", "suv_sd", "suv_skew", "suv_kurtosis", "suv_area", "suv_peak", "MTV_3", "TLG_3",
       "TLG_4", "het0", "suv_mean_sd_xy", "suv_mean_sd_xz", "suv_mean_sd_yz", "type_xy", "type_xz", "type_yz"]
EGFR_CT = """wavelet-LLH_glszm_ZoneEntropy_reg1 wavelet-LLH_glcm_JointEntropy_reg1 original_firstorder_Entropy_reg1
    wavelet-HLL_firstorder_InterquartileRange_reg2 wavelet-LLH_glcm_SumEntropy_reg2 wavelet-HLL_glrlm_LongRunEmphasis_reg5
    original_gldm_DependenceVariance_reg5 original_shape_Sphericity_reg6 wavelet-LHL_gldm_DependenceVariance_reg6""".split()
TYPE_CT = """original_shape_Sphericity_reg1 wavelet-LLH_glcm_Imc2_reg1 wavelet-HHH_gldm_LargeDependenceEmphasis_reg2
    wavelet-HLL_glszm_ZonePercentage_reg2 wavelet-LLL_firstorder_Skewness_reg5 original_firstorder_10Percentile_reg5
    wavelet-HLL_gldm_DependenceVariance_reg6 original_firstorder_90Percentile_reg6 original_firstorder_Mean_reg6""".split()


def workbook(name, sheet, header, rows):
    texts = {}

    def cell(c, r, v):
        column = chr(65 + c) if c < 26 else chr(64 + c // 26) + chr(65 + c % 26)
        if v is None or (isinstance(v, float) and np.isnan(v)):
            return ""
        if isinstance(v, str):
            return '<c r="%s%d" t="s"><v>%d</v></c>' % (column, r, texts.setdefault(v, len(texts)))
        return '<c r="%s%d"><v>%r</v></c>' % (column, r, v)
    lines = ['<row r="%d">%s</row>' % (r + 1, "".join(cell(c, r + 1, v) for c, v in enumerate(row))) for r, row in enumerate([header] + rows)]
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>' % rel,
        "xl/workbook.xml": '<workbook %s xmlns:r="%s"><sheets><sheet name="%s" sheetId="1" r:id="rId1"/></sheets></workbook>' % (main, rel, sheet),
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="%s/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="%s/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
        % (rel, rel),
        "xl/worksheets/sheet1.xml": '<worksheet %s><sheetData>%s</sheetData></worksheet>' % (main, "".join(lines)),
        "xl/sharedStrings.xml": '<sst %s count="%d" uniqueCount="%d">%s</sst>' % (main, len(texts), len(texts), "".join(
            "<si><t>%s</t></si>" % escape(t) for t in texts))}
    with zipfile.ZipFile(os.path.join(out, name), "w", zipfile.ZIP_DEFLATED) as z:
        for part, text in parts.items():
            info = zipfile.ZipInfo(part, (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            z.writestr(info, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text)


ids = ["%05d" % (40000 + 97 * i) for i in range(40)] + ["R01-%03d" % i for i in range(50)] + ["AMC-%03d" % i for i in range(10)] + [
    "%s%04d" % ("AG"[i % 2], i) for i in range(50)]
n = len(ids)
cohort = np.array(["GD"] * 40 + ["NR"] * 60 + ["LPCD"] * 50)
egfr = np.where(cohort == "LPCD", -1, rng.random(n) < 0.35).astype(int)
adeno = np.array([i[0] == "A" if i[0] in "AG" and "-" not in i else None for i in ids], object)
adeno = np.array([bool(v) if v is not None else rng.random() < 0.75 for v in adeno]).astype(int)
female = (rng.random(n) < 0.3 + 0.3 * (egfr == 1) + 0.15 * adeno).astype(int)  # published as 1 = male
smoke = np.where(cohort == "GD", 1, rng.random(n) < 0.75 - 0.2 * (egfr == 1)).astype(int)
age = np.round(66 + 9 * rng.standard_normal(n)).astype(int)
shift = np.where(cohort == "GD", 0.0, np.where(cohort == "NR", 0.8, 1.6))
suv = np.exp(1.4 + 0.5 * rng.standard_normal((n, 1)) + 0.15 * shift[:, None])
X = np.abs(suv * np.exp(0.3 * rng.standard_normal((n, 20))) + 0.2 * (egfr == 1)[:, None])
X = np.sort(X[:, :4], 1)[:, [3, 2, 1, 0]].tolist() and np.column_stack([np.sort(X[:, :4], 1)[:, [3, 2, 1, 0]], X[:, 4:]])
X[:, 9] = (X[:, 0] + X[:, 1]) / 2
X[:, 17:] = rng.random((n, 3)) < 0.25
missing = rng.random(n) < 0.06
amc = np.array([i.startswith("AMC") for i in ids])
egfr[np.flatnonzero(amc)[:5]] = 1
bare = np.zeros(n, bool)
bare[np.flatnonzero(amc)[:5]] = True
rows = []
for i in range(n):
    label = "Not collected" if egfr[i] < 0 else "Unknown" if bare[i] else int(egfr[i])
    row = [ids[i], (["G", "A"][adeno[i]] if cohort[i] == "LPCD" else int(adeno[i])), label, None]
    row += [None] * 3 if bare[i] else [int(age[i]), int(female[i]), int(smoke[i])]
    row += [float(np.round(60 + 10 * rng.standard_normal(), 1)), "T%d" % (1 + i % 3), "N%d" % (i % 3), "M%d" % (i % 2)] if cohort[i] == "LPCD" else [None] * 4
    row += [None] * 20 if missing[i] or bare[i] else [float(np.round(v, 6)) for v in X[i]]
    rows.append(row)
workbook("PET_clinical_feature_matrix.xlsx", "merged_output", ["case", "type", "EGFR", "KRAS", "age", "gender", "smoke", "weight", "T-Stage", "N-Stage",
                                                               "M-Stage"] + PET, rows)


def ct(chosen, label, columns):
    v = rng.standard_normal((chosen.sum(), len(columns))) + 0.35 * label[chosen][:, None] * (np.arange(len(columns)) % 3 == 0) + shift[chosen][:, None]
    return v


known = egfr >= 0
v = ct(known, egfr, EGFR_CT)
v = (v - v.mean(0)) / v.std(0)
workbook("EGFR_mutation_prediction_CT_feature.xlsx", "Sheet1", ["case", "EGFR"] + EGFR_CT,
         [[ids[i], int(egfr[i])] + [float(x) for x in r] for i, r in zip(np.flatnonzero(known), v)])
chosen = cohort != "GD"
v = ct(chosen, adeno, TYPE_CT) * 20 + 100
workbook("Pathological_subtype_classification_CT_feature.xlsx", "Sheet1", ["case", "type"] + TYPE_CT,
         [[ids[i], int(adeno[i])] + [float(np.round(x, 5)) for x in r] for i, r in zip(np.flatnonzero(chosen), v)])
