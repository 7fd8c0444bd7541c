"""Writes filter-values.csv: python filter-values.py > filter-values.csv, beside noise-image.nii.gz and noise-mask.nii.gz.

Needs PyRadiomics with trimesh and scikit-image. All image types but Original, of the noise as it is (int16) and as floats; then what the
parameter files parameters-*.yaml say.
"""
import os

import numpy as np
import pywt
import radiomics
import SimpleITK as sitk
from radiomics import featureextractor

TYPES = {"LoG": {"sigma": [1, 2.5]}, "Wavelet": {}, "Square": {}, "SquareRoot": {}, "Logarithm": {}, "Exponential": {}, "Gradient": {},
         "LBP2D": {"binWidth": 1}, "LBP3D": {"binCount": 8}}
FEATURES = {"firstorder": [], "glcm": ["Contrast", "Correlation", "JointEntropy", "Imc1"],
            "gldm": ["DependenceEntropy", "LargeDependenceEmphasis"], "glrlm": ["RunEntropy"],
            "glszm": ["ZoneEntropy", "SmallAreaEmphasis"], "ngtdm": ["Coarseness", "Busyness"]}

radiomics.setVerbosity(60)
here = os.path.dirname(os.path.abspath(__file__))
whole = sitk.ReadImage(os.path.join(here, "noise-image.nii.gz"))
labels = sitk.ReadImage(os.path.join(here, "noise-mask.nii.gz"))
inside = sitk.GetArrayFromImage(labels)


def region(first, last):
    part = np.zeros_like(inside)
    part[first:last, 36:54, 40:56] = inside[first:last, 36:54, 40:56]
    mask = sitk.GetImageFromArray(part)
    mask.CopyInformation(labels)
    return mask


mask = region(18, 28)
floats = sitk.GetImageFromArray(sitk.GetArrayFromImage(whole).astype("float32") * np.float32(0.01))
floats.CopyInformation(whole)
print(f"# PyRadiomics {radiomics.__version__}, {sitk.Version()}, PyWavelets {pywt.__version__}, numpy {np.__version__}")
for name, image, width in (("int16", whole, 25), ("float32", floats, 0.25)):
    extractor = featureextractor.RadiomicsFeatureExtractor(binWidth=width, additionalInfo=False)
    extractor.enabledImagetypes = TYPES
    extractor.enabledFeatures = FEATURES
    for feature, value in extractor.execute(image, mask).items():
        print(f"{name},{feature},{float(value)!r}")
for name in ("slice", "weights", "sigma", "cubes"):
    extractor = featureextractor.RadiomicsFeatureExtractor(os.path.join(here, f"parameters-{name}.yaml"))
    extractor.addProvenance(False)
    for feature, value in extractor.execute(whole, region(22, 23) if name == "slice" else mask).items():
        print(f"{name},{feature},{float(value)!r}")

# regions that are hardly any: formulas of slice s, row r and column c
s, r, c = np.indices(inside.shape)
for name, where in (("line", (s == 20) & (r == 40) & (c > 30) & (c < 50)), ("plane", (s == 20) & (r < 60) & (c < 50)),
                    ("corner", (s < 4) & (r < 5) & (c < 6)), ("parts", (s // 3 + r // 4 + c // 5) % 4 * (s < 9) * (r < 20) * (c < 20) == 1),
                    ("sparse", (7 * s + 5 * r + 3 * c) % 23 * (s < 12) * (r < 24) * (c < 24) == 1),
                    ("two", (s == 20) & (r == 40) & (c < 2))):
    mask = sitk.GetImageFromArray(where.astype("uint8"))
    mask.CopyInformation(whole)
    extractor = featureextractor.RadiomicsFeatureExtractor(binWidth=25, additionalInfo=False, minimumROIDimensions=1)
    extractor.enabledFeatures = {"shape": [], **FEATURES}
    for feature, value in extractor.execute(whole, mask).items():
        print(f"{name},{feature},{float(value)!r}")
