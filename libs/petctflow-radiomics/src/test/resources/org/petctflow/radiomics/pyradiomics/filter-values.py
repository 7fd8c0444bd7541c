"""Writes filter-values.csv: python filter-values.py > filter-values.csv, beside noise-image.nii.gz and noise-mask.nii.gz.

Needs PyRadiomics with trimesh and scikit-image. All image types but Original, of the noise as it is (int16) and as floats.
"""
import os
import sys

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
part = np.zeros_like(inside)
part[18:28, 36:54, 40:56] = inside[18:28, 36:54, 40:56]
mask = sitk.GetImageFromArray(part)
mask.CopyInformation(labels)
floats = sitk.GetImageFromArray(sitk.GetArrayFromImage(whole).astype("float32") * np.float32(0.01))
floats.CopyInformation(whole)
print(f"# PyRadiomics {radiomics.__version__}, {sitk.Version()}, PyWavelets {pywt.__version__}, numpy {np.__version__}")
for name, image, width in (("int16", whole, 25), ("float32", floats, 0.25)):
    extractor = featureextractor.RadiomicsFeatureExtractor(binWidth=width, additionalInfo=False)
    extractor.enabledImagetypes = TYPES
    extractor.enabledFeatures = FEATURES
    for feature, value in extractor.execute(image, mask).items():
        print(f"{name},{feature},{float(value)!r}")
