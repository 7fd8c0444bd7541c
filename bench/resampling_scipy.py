"""CPU seconds of SciPy for what ResamplingCpuTime does: 300 x 512 x 512 voxels of 1.5 x 0.8 x 0.8 mm to 1 mm, cubic and linear."""
import math
import time

import numpy as np
import scipy
from scipy import ndimage

spacing = np.array([1.5, 0.8, 0.8])
volume = np.random.RandomState(1).randint(-1000, 1000, (300, 512, 512)).astype(np.int16)
shape = tuple(int(math.ceil(n * s - 1e-6)) for n, s in zip(volume.shape, spacing))
step = 1 / spacing
offset = (np.array(volume.shape) - 1) / 2 - (np.array(shape) - 1) / 2 * step
angle = math.radians(5)
turn = np.array([[1, 0, 0], [0, math.cos(angle), math.sin(angle)], [0, -math.sin(angle), math.cos(angle)]])
print("scipy", scipy.__version__)
for name, matrix in (("along the axes", step), ("turned by 5 degrees", step[:, None] * turn)):
    for order in (1, 3):
        best = math.inf
        for _ in range(2):
            start = time.process_time()
            ndimage.affine_transform(volume, matrix, offset, shape, np.float32, order, "mirror")
            best = min(best, time.process_time() - start)
        print(f"{name} order {order}: {best:.2f} CPU s", flush=True)
