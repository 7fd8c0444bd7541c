# Writes resize.txt and gaussian.txt: what scikit-image's resize and SciPy's map_coordinates and gaussian_filter, on which nnU-Net
# stands, make of small images. Debian 12: apt install python3-skimage python3-scipy; python3 resize.py
import numpy as np
import scipy
import skimage
from scipy.ndimage import gaussian_filter, map_coordinates
from skimage.transform import resize

VERSIONS = f"# NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-image {skimage.__version__}\n"


def numbers(values):
    return " ".join(repr(float(v)) for v in np.asarray(values).ravel()) + "\n"


def apart(image, shape, order, axis):
    """Plane by plane, then the nearest along the axis."""
    planes = [resize(p, [s for a, s in enumerate(shape) if a != axis], order, mode="edge", anti_aliasing=False)
              for p in np.moveaxis(image, axis, 0)]
    stacked = np.stack(planes, axis)
    at = np.indices(shape).astype(float)
    for a in range(3):
        at[a] = (at[a] + 0.5) * stacked.shape[a] / shape[a] - 0.5
    return map_coordinates(stacked, at, order=0, mode="nearest")


with open("resize.txt", "w") as out:
    out.write(VERSIONS + "# shape, target, order, axis apart or -1; the image; the result\n")
    random = np.random.RandomState(7)
    for shape, target, order, axis in [((4, 5, 6), (7, 4, 11), 3, -1), ((3, 7, 5), (5, 5, 5), 1, -1), ((4, 6, 5), (9, 4, 8), 3, 0),
                                       ((5, 3, 6), (8, 7, 9), 3, 1), ((6, 5, 4), (4, 9, 9), 1, 2), ((1, 9, 2), (1, 4, 13), 3, -1)]:
        image = np.float32(random.standard_normal(shape) * 100).astype(float)
        result = resize(image, target, order, mode="edge", anti_aliasing=False) if axis < 0 else apart(image, target, order, axis)
        out.write(" ".join(map(str, (*shape, *target, order, axis))) + "\n" + numbers(image) + numbers(result))

with open("gaussian.txt", "w") as out:
    out.write(VERSIONS + "# window; weights\n")
    for window in [(4, 6, 9), (8, 3, 5), (1, 10, 7)]:
        peak = np.zeros(window)
        peak[tuple(n // 2 for n in window)] = 1
        weights = gaussian_filter(peak, [n / 8 for n in window], 0, mode="constant", cval=0)
        weights /= weights.max()
        weights[weights == 0] = weights[weights != 0].min()
        out.write(" ".join(map(str, window)) + "\n" + numbers(weights))
